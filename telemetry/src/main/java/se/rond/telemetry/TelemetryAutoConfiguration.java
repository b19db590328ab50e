package se.rond.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives a service its meters, and sees that its logs and traces name ids and no persons. */
@AutoConfiguration
@EnableConfigurationProperties(TelemetrySettings.class)
final class TelemetryAutoConfiguration {

  @Bean
  Meters meters(ObjectProvider<MeterRegistry> registry, ObjectProvider<DeclaredMeters> declared) {
    return new Meters(
        registry.getIfAvailable(SimpleMeterRegistry::new), declared.stream().toList());
  }

  @Bean
  Sampler gaugeSampler(TelemetrySettings settings) {
    return new Sampler(settings.sampleEvery());
  }

  @Bean
  static BeanPostProcessor plainSpans() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof SpanExporter exporter ? new PlainSpans(exporter) : bean;
      }
    };
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebMvcConfigurer.class)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class Web {

    /** Probes and scrapes come every few seconds: they are nobody's request. */
    @Bean
    ObservationPredicate onlyRealCalls() {
      return (_, context) ->
          !(context instanceof ServerRequestObservationContext call
              && call.getCarrier() != null
              && call.getCarrier().getRequestURI().startsWith("/actuator"));
    }

    @Bean
    WebMvcConfigurer requestInLog() {
      return new WebMvcConfigurer() {
        @Override
        public void addInterceptors(InterceptorRegistry interceptors) {
          interceptors.addInterceptor(new RequestInLog());
        }
      };
    }
  }
}
