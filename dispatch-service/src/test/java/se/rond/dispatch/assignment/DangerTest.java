package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.Parts;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;

class DangerTest {

  private static final FiredRule REPEAT_CONTACT =
      fired(RuleKind.FLOOR, Map.of("lastContact.hours", "5"));
  private static final FiredRule SCORE = fired(RuleKind.FLOOR, Map.of("news2.total", "5"));

  @Test
  void aFloorIsDangerousAndAProposalIsNot() {
    assertThat(Danger.isIn(found(SCORE))).isTrue();
    assertThat(Danger.isIn(found(fired(RuleKind.FLOOR, Map.of())))).isTrue();
    assertThat(Danger.isIn(found(fired(RuleKind.PROPOSAL, Map.of("news2.total", "5"))))).isFalse();
    assertThat(Danger.isIn(found())).isFalse();
  }

  @Test
  void thatThereWasAContactBeforeIsNoDanger() {
    assertThat(Danger.isIn(found(REPEAT_CONTACT))).isFalse();
    assertThat(Danger.isIn(found(REPEAT_CONTACT, SCORE))).isTrue();
  }

  @Test
  void whatIsComparedWithBeforeIsDangerous() {
    assertThat(Danger.isIn(found(fired(RuleKind.FLOOR, Map.of("news2.rise", "2"))))).isTrue();
    assertThat(
            Danger.isIn(
                found(fired(RuleKind.FLOOR, Map.of("lastContact.hours", "5", "pain", "8")))))
        .isTrue();
  }

  private static FiredRule fired(RuleKind kind, Map<String, String> facts) {
    return new FiredRule(
        "R", kind, Level.PHYSICIAN_TODAY, new Label("r", "r"), new TreeMap<>(facts));
  }

  private static TriageDecision found(FiredRule... fired) {
    return new TriageDecision(
        Level.PHYSICIAN_TODAY,
        List.of(),
        new EarlyWarningScore(null, null, null, null, Parts.NONE, null),
        List.of(fired),
        List.of(),
        new RuleSetVersion("test", "1"),
        ContextUsed.NOTHING);
  }
}
