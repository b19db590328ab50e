package se.rond.triage.ruleset;

import java.time.InstantSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import se.rond.access.DemoMode;
import se.rond.clinical.RuleSet;
import se.rond.triage.ClinicalSettings;

/** The rules as they are asked for outside demo mode, for callers as they are in it. */
@TestConfiguration(proxyBeanMethods = false)
public class ApprovedRulesOnly {

  @Bean
  @Primary
  RulesInForce approvedRulesOnly(
      RuleSets ruleSets,
      Documents documents,
      RuleSet shipped,
      ClinicalSettings settings,
      InstantSource clock) {
    return new RulesInForce(ruleSets, documents, shipped, settings, new DemoMode(false), clock);
  }
}
