package se.rond.notification;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import se.rond.access.DemoMode;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.TopicUse;
import se.rond.telemetry.DeclaredMeters;

/** The notification service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class NotificationApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(NotificationApplication.class, arguments);
  }

  @Bean
  DeclaredMeters notificationMeters() {
    return DeclaredMeters.of(NotificationMeter.values());
  }

  @Bean
  TopicUse topics() {
    return new TopicUse(Set.of(), Set.of(Topic.DISPATCH_REQUESTS));
  }

  /**
   * Seeds the demonstration's functions in demo mode. A database seeded so does not start outside
   * it: Flyway misses the seed.
   */
  @Bean
  FlywayConfigurationCustomizer demoSeed(DemoMode mode) {
    return flyway -> {
      if (mode.demo()) {
        var locations =
            Stream.concat(
                Arrays.stream(flyway.getLocations()).map(Location::toString),
                Stream.of("classpath:db/demo"));
        flyway.locations(locations.toArray(String[]::new));
      }
    };
  }
}
