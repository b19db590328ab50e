package se.rond.triage.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.contracts.triage.TriageDecision.Parts;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;
import se.rond.triage.shadow.Tally.Count;
import se.rond.triage.shadow.Tally.Move;
import tools.jackson.databind.json.JsonMapper;

class ChangeTest {

  private static final EarlyWarningScore NO_SCORE =
      new EarlyWarningScore(null, null, null, null, Parts.NONE, null);

  private static final NeedWithCapabilities NURSE =
      new NeedWithCapabilities(Need.NURSE_VISIT, Set.of());

  @Test
  void otherRulesWithTheSameOutcomeAreNoChange() {
    assertThat(
            Change.between(
                decision(Level.NURSE, NURSE, rule("A", Level.NURSE)),
                decision(Level.NURSE, NURSE, rule("B", Level.NURSE))))
        .isEmpty();
  }

  @Test
  void theReasonsAreTheRulesThatSpeakOtherwise() {
    var change =
        Change.between(
                decision(
                    Level.NURSE,
                    NURSE,
                    rule("GONE", Level.ADVICE),
                    rule("RAISED", Level.NURSE),
                    rule("SAME", Level.ADVICE)),
                decision(
                    Level.PHYSICIAN_TODAY,
                    NURSE,
                    rule("NEW", Level.NURSE),
                    rule("RAISED", Level.PHYSICIAN_TODAY),
                    rule("SAME", Level.ADVICE)))
            .orElseThrow();

    assertThat(change.was() + " -> " + change.becomes()).isEqualTo("NURSE -> PHYSICIAN_TODAY");
    assertThat(change.reasons())
        .extracting(one -> one.rule() + " " + one.was() + " " + one.becomes())
        .containsExactly("GONE ADVICE null", "RAISED NURSE PHYSICIAN_TODAY", "NEW null NURSE");
  }

  /** A nurse may go below a proposal, so what was a floor and is none any more is told. */
  @Test
  void aFloorThatBecomesAProposalIsAChange() {
    var change =
        Change.between(
                decision(Level.PHYSICIAN_NOW, NURSE, rule("A", Level.PHYSICIAN_NOW)),
                decision(
                    Level.PHYSICIAN_NOW,
                    NURSE,
                    rule("A", RuleKind.PROPOSAL, Level.PHYSICIAN_NOW),
                    rule("B", Level.NURSE)))
            .orElseThrow();

    assertThat(change.was()).isEqualTo(change.becomes());
    assertThat(change.wasFloor() + " -> " + change.becomesFloor())
        .isEqualTo("PHYSICIAN_NOW -> NURSE");
    assertThat(said(change))
        .containsExactly(
            "A FLOOR PHYSICIAN_NOW null", "A PROPOSAL null PHYSICIAN_NOW", "B FLOOR null NURSE");
  }

  @Test
  void bothLinesOfARuleThatRaisesAreCompared() {
    var change =
        Change.between(
                decision(
                    Level.MOBILE_TEAM_2H,
                    NURSE,
                    rule("RAISES", Level.NURSE),
                    rule("RAISES", RuleKind.PROPOSAL, Level.MOBILE_TEAM_2H)),
                decision(
                    Level.PHYSICIAN_NOW,
                    NURSE,
                    rule("RAISES", Level.NURSE),
                    rule("RAISES", RuleKind.PROPOSAL, Level.PHYSICIAN_NOW)))
            .orElseThrow();

    assertThat(said(change)).containsExactly("RAISES PROPOSAL MOBILE_TEAM_2H PHYSICIAN_NOW");
  }

  /** Stored for 90 days; the service that starts may find those of the one before. */
  @Test
  void whatWasFoundBeforeFloorsWereComparedIsRead() {
    var stored =
        JsonMapper.builder()
            .build()
            .readValue(
                """
                {"was": "NURSE", "becomes": "PHYSICIAN_TODAY", "needed": [], "needs": [],
                 "reasons": [{"rule": "A", "label": {"sv": "A", "en": "A"}, "was": "NURSE", "becomes": null}]}
                """,
                Change.class);

    assertThat(stored.wasFloor()).isNull();
    assertThat(said(stored)).containsExactly("A null NURSE null");
  }

  @Test
  void anotherThingThatATeamBringsIsAChange() {
    var team = new NeedWithCapabilities(Need.TEAM_VISIT, Set.of());
    var withSampling = new NeedWithCapabilities(Need.TEAM_VISIT, Set.of(Capability.values()[0]));

    var change =
        Change.between(
                decision(Level.MOBILE_TEAM_2H, team, rule("A", Level.MOBILE_TEAM_2H)),
                decision(Level.MOBILE_TEAM_2H, withSampling, rule("A", Level.MOBILE_TEAM_2H)))
            .orElseThrow();

    assertThat(change.needed()).containsExactly(team);
    assertThat(change.needs()).containsExactly(withSampling);
    assertThat(change.reasons()).isEmpty();
  }

  @Test
  void aTallyCountsFromLevelToLevelHighestFirst() {
    var raised = new Move(Level.NURSE, Level.PHYSICIAN_NOW);
    var same = new Move(Level.EMERGENCY_112, Level.EMERGENCY_112);

    var tally = Tally.NONE.plus(List.of(raised, same), 1, 1).plus(List.of(raised), 0, 1);

    assertThat(tally)
        .isEqualTo(
            new Tally(
                3,
                1,
                2,
                List.of(
                    new Count(Level.EMERGENCY_112, Level.EMERGENCY_112, 1),
                    new Count(Level.NURSE, Level.PHYSICIAN_NOW, 2))));
  }

  private static List<String> said(Change change) {
    return change.reasons().stream()
        .map(one -> one.rule() + " " + one.kind() + " " + one.was() + " " + one.becomes())
        .toList();
  }

  private static FiredRule rule(String id, Level level) {
    return rule(id, RuleKind.FLOOR, level);
  }

  private static FiredRule rule(String id, RuleKind kind, Level level) {
    return new FiredRule(id, kind, level, new Label(id, id), new TreeMap<>());
  }

  private static TriageDecision decision(
      Level level, NeedWithCapabilities need, FiredRule... fired) {
    return new TriageDecision(
        level,
        List.of(need),
        NO_SCORE,
        Stream.of(fired).toList(),
        List.of(),
        new RuleSetVersion("a", "1"),
        ContextUsed.NOTHING);
  }
}
