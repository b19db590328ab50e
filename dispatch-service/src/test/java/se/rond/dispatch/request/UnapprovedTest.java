package se.rond.dispatch.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.rond.access.DemoMode;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.TriageRules;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;

class UnapprovedTest {

  private static final TriageRules SHIPPED =
      TriageRules.shipped(HipFractureStrategy.MOBILE_XRAY_FIRST);

  @Test
  void adviceIsMarkedInDemoModeAlone() {
    assertThat(new Unapproved(SHIPPED, new DemoMode(true)).isAdvice()).isTrue();
    assertThat(new Unapproved(SHIPPED, new DemoMode(false)).isAdvice()).isFalse();
  }

  /** One of a demonstration is shown later, too. */
  @Test
  void aDecisionByWhatIsShippedIsMarkedInEitherMode() {
    var unapproved = new Unapproved(SHIPPED, new DemoMode(false));

    assertThat(unapproved.isDecisionBy(SHIPPED.version())).isTrue();
    assertThat(unapproved.isDecisionBy(new RuleSetVersion("blekinge", "1"))).isFalse();
  }
}
