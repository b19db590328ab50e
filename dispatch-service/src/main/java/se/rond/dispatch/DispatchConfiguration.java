package se.rond.dispatch;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.TriageRules;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.TopicUse;
import se.rond.telemetry.DeclaredMeters;

/** What the whole service shares: its clock, its chance, its topics. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

  /** Time is the database's, so that all instances agree on when an offer lapses. */
  @Bean
  InstantSource clock(JdbcClient jdbc) {
    return () ->
        jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
  }

  /** Fresh ids: the one place where chance comes in. */
  @Bean
  Supplier<UUID> freshIds() {
    return UUID::randomUUID;
  }

  /** The region's rules, as far as intake needs them to say RING 112 at once. */
  @Bean
  TriageRules triageRules(
      @Value("${rond.clinical.hip-fracture-strategy}") HipFractureStrategy hipFractureStrategy) {
    return TriageRules.shipped(hipFractureStrategy);
  }

  @Bean
  DeclaredMeters dispatchMeters() {
    return DeclaredMeters.of(DispatchMeter.values());
  }

  @Bean
  TopicUse topics() {
    return new TopicUse(
        Set.of(
            Topic.DISPATCH_ASSESSMENT_REQUESTS, Topic.DISPATCH_REQUESTS, Topic.DISPATCH_ACCESS_LOG),
        Set.of(Topic.TRIAGE_DECISIONS));
  }

  /** Blekinge and Halland to play with; never outside demo mode. */
  @Bean
  @ConditionalOnProperty("rond.demo")
  FlywayConfigurationCustomizer demoRegion() {
    return flyway ->
        flyway.locations(
            Stream.concat(
                    Stream.of(flyway.getLocations()).map(Location::toString),
                    Stream.of("classpath:db/demo"))
                .toArray(String[]::new));
  }
}
