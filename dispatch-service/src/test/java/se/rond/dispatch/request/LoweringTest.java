package se.rond.dispatch.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

class LoweringTest {

  private static final Lowering BY_NURSE = new Lowering(2, null, false);
  private static final Lowering BY_PHYSICIAN = new Lowering(2, null, true);

  private static final TriageDecision PROPOSED = decided(RuleKind.PROPOSAL, Level.MOBILE_TEAM_2H);
  private static final TriageDecision FLOOR = decided(RuleKind.FLOOR, Level.PHYSICIAN_NOW);
  private static final TriageDecision RED_FLAG = decided(RuleKind.FLOOR, Level.EMERGENCY_112);
  private static final TriageDecision USUALLY_112 = decided(RuleKind.PROPOSAL, Level.EMERGENCY_112);

  @Test
  void whatWasKnownThenIsCovered() {
    assertThat(BY_NURSE.demandedBy(2, PROPOSED)).isEqualTo(Level.ADVICE);
    assertThat(BY_NURSE.demandedBy(1, PROPOSED)).isEqualTo(Level.ADVICE);
  }

  @Test
  void whatIsFoundOfSomethingNewerCountsAgain() {
    assertThat(BY_NURSE.demandedBy(3, PROPOSED)).isEqualTo(Level.MOBILE_TEAM_2H);
    assertThat(BY_PHYSICIAN.demandedBy(3, FLOOR)).isEqualTo(Level.PHYSICIAN_NOW);
  }

  @Test
  void aFloorIsCoveredByWhoMayGoBelowIt() {
    assertThat(BY_NURSE.demandedBy(1, FLOOR)).isEqualTo(Level.PHYSICIAN_NOW);
    assertThat(BY_PHYSICIAN.demandedBy(1, FLOOR)).isEqualTo(Level.ADVICE);
  }

  @Test
  void whatMeans112IsCoveredByNobody() {
    for (var lowering : List.of(BY_NURSE, BY_PHYSICIAN)) {
      for (var revision = 1; revision <= 3; revision++) {
        for (var found : List.of(RED_FLAG, USUALLY_112)) {
          assertThat(lowering.demandedBy(revision, found)).isEqualTo(Level.EMERGENCY_112);
        }
      }
    }
  }

  @Test
  void whatANurseHasJudgedSinceCountsAgainstEverybody() {
    var since = new Lowering(2, Level.PHYSICIAN_TODAY, true);

    assertThat(since.demandedBy(1, PROPOSED)).isEqualTo(Level.PHYSICIAN_TODAY);
    assertThat(since.demandedBy(3, PROPOSED)).isEqualTo(Level.MOBILE_TEAM_2H);
    assertThat(since.demandedBy(3, decided(RuleKind.PROPOSAL, Level.ADVICE)))
        .isEqualTo(Level.PHYSICIAN_TODAY);
  }

  private static TriageDecision decided(RuleKind kind, Level level) {
    return new TriageDecision(
        level,
        List.of(),
        new EarlyWarningScore(null, null, null, null, Parts.NONE, null),
        List.of(new FiredRule("R", kind, level, new Label("r", "r"), new TreeMap<>())),
        List.of(),
        new RuleSetVersion("test", "1"),
        ContextUsed.NOTHING);
  }
}
