package se.rond.triage;

import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import se.rond.clinical.RuleSet;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.TopicUse;
import se.rond.telemetry.DeclaredMeters;

/** The triage service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class TriageApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(TriageApplication.class, arguments);
  }

  @Bean
  DeclaredMeters triageMeters() {
    return DeclaredMeters.of(TriageMeter.values());
  }

  @Bean
  TopicUse topics() {
    return new TopicUse(Set.of(Topic.TRIAGE_DECISIONS), Set.of(Topic.DISPATCH_ASSESSMENT_REQUESTS));
  }

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  /** What holds where no region has rules of its own. */
  @Bean
  RuleSet shippedRules() {
    return RuleSet.shipped();
  }

  /** The municipalities of Blekinge and Halland; never outside demo mode. */
  @Bean
  @ConditionalOnProperty("rond.demo")
  FlywayConfigurationCustomizer demoMunicipalities() {
    return flyway ->
        flyway.locations(
            Stream.concat(
                    Stream.of(flyway.getLocations()).map(Location::toString),
                    Stream.of("classpath:db/demo"))
                .toArray(String[]::new));
  }
}
