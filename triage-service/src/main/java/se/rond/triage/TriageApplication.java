package se.rond.triage;

import java.time.InstantSource;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import se.rond.clinical.TriageRules;
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

  @Bean
  TriageRules rules(ClinicalSettings settings) {
    return TriageRules.shipped(settings.hipFractureStrategy());
  }
}
