package se.rond.access.problem;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/** Makes every refusal of a service a problem document, also those of Spring and Tomcat. */
@AutoConfiguration(
    beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ProblemAutoConfiguration {

  @Bean
  ThrownAsProblems thrownAsProblems() {
    return new ThrownAsProblems();
  }

  @Bean
  ErrorAnswers errorAnswers() {
    return new ErrorAnswers();
  }

  @Bean
  LargeBodies largeBodies() {
    return new LargeBodies();
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> refusalsOfTheServer() {
    return server ->
        server.addContextCustomizers(
            context -> {
              if (context.getParent() instanceof StandardHost host) {
                host.getPipeline().addValve(new ProblemReportValve());
                // Names the one that is there, so that Tomcat adds none of its own.
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
              }
            });
  }
}
