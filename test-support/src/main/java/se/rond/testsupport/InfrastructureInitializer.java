package se.rond.testsupport;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Sets the addresses of the embedded database and broker, above everything in application.yaml. */
final class InfrastructureInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(
            "spring.datasource.url=" + EmbeddedDatabase.url(),
            "spring.kafka.bootstrap-servers=" + EmbeddedBroker.bootstrapServers(),
            "rond.demo=true")
        .applyTo(context);
  }
}
