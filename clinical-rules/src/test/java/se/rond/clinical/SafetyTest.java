package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.clinical.Invariants.Counting;
import se.rond.clinical.TriageRules.Floor;
import se.rond.clinical.Worse.Comparison;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/**
 * The {@link Invariants} over random requests, by every set that is shipped, and which of them
 * break when a guard is cut. {@code ./reliability rules} runs it for longer.
 */
class SafetyTest {

  private static final int REQUESTS = Integer.getInteger("rond.rules.requests", 100_000);
  private static final long SEED = Long.getLong("rond.rules.seed", 210);

  /** Within so many requests a guard that was cut has to show. */
  private static final int REQUESTS_UNTIL_SEEN = 2_000;

  /** {@link RandomPatients#worsen} has 34; two of them are findings. */
  private static final int KINDS_OF_CHANGE = 33;

  static Stream<Arguments> shippedSets() {
    var sets = Shipped.SET.strategies();
    return sets.stream().map(strategy -> Arguments.of(strategy, REQUESTS / sets.size(), SEED));
  }

  @ParameterizedTest(name = "{0}, {1} requests, seed {2}")
  @MethodSource("shippedSets")
  void everyInvariantHolds(HipFractureStrategy strategy, int requests, long seed) {
    System.out.printf("Judging %,d requests by %s, seed %d%n", requests, strategy, seed);
    var invariants = invariants(new TriageRules(Shipped.SET, strategy), strategy, seed);

    assertThat(invariants.firstBroken(requests)).isEmpty();

    assertThat(invariants.met).as("met").hasSize(7).allSatisfy((_, times) -> isOften(times));
    assertThat(invariants.tried)
        .as("kinds of change for the worse")
        .hasSize(KINDS_OF_CHANGE)
        .allSatisfy((_, times) -> assertThat(times).isGreaterThan(requests / 100));
    assertThat(new TreeSet<>(invariants.raised.keySet()))
        .as("changes for the worse that raise a level often enough to be met in every run")
        .contains(
            "RR",
            "SpO2",
            "oxygen",
            "SBP",
            "pulse",
            "consciousness",
            "temperature",
            "glucose",
            "ketones",
            "lactate",
            "potassium",
            "ECG",
            "finding",
            "infection",
            "anticoagulant",
            "no",
            "flow",
            "flag",
            "CRP",
            "Hb",
            "sodium",
            "colour",
            "the",
            "contact",
            "previousNews2",
            "earlierHb");
  }

  @Test
  void withoutTheTicksOfTheNurseARedFlagIsLoweredSeed301() {
    assertThat(
            broken(
                (content, context, score) ->
                    LockedFloor.judge(content.with(Set.of()), context, score),
                301))
        .contains("1");
  }

  @Test
  void withoutTheLockedFloorARedFlagIsLoweredSeed302() {
    assertThat(broken((_, _, _) -> new Judgement(List.of(), List.of()), 302)).contains("1");
  }

  @Test
  void whereAPlanCountsBeforeTheLockedFloorItLowersA112Seed303() {
    assertThat(
            broken(
                (content, context, score) -> {
                  var plan = content.palliativePlan();
                  return plan != null && Boolean.FALSE.equals(plan.hospitalCareWanted())
                      ? new Judgement(List.of(), List.of())
                      : LockedFloor.judge(content, context, score);
                },
                303))
        .contains("1", "3");
  }

  @Test
  void withoutTheRuleOfMissingVitalsTheyAreNoFloorSeed305() {
    var rules = new ArrayList<>(Shipped.SET.rules());
    assertThat(rules.removeIf(rule -> rule.id().equals("VITALS-MISSING"))).isTrue();

    assertThat(broken(rules, 305)).containsExactly("5");
  }

  @Test
  void aRuleThatWasNotCheckedLowersAWorseValueSeed306() {
    var rules = new ArrayList<>(Shipped.SET.rules());
    rules.add(pastTheLoader());

    assertThat(broken(rules, 306)).containsExactly("6");
  }

  @Test
  void aRuleThatWasNotCheckedLowersForAPlanSeed304() {
    var noPlan =
        new Fact.Sign(
            "noPlan", known -> Truth.of(known.context().plan() == null), _ -> List.of("plan"));
    var rules = new ArrayList<>(Shipped.SET.rules());
    rules.add(planted(new Condition.Present(noPlan)));

    assertThat(broken(rules, 304)).contains("4");
  }

  @Test
  void whereAPlanCountsThatNobodyHasSignedItLowersSeed314() {
    var strategy = HipFractureStrategy.MOBILE_XRAY_FIRST;
    var rules = new TriageRules(Shipped.SET, strategy);
    Counting byScaleAlone =
        (told, _) ->
            new ContextUsed(
                told.spo2Scale(), told.plan(), null, null, null, null, null, null, null);

    assertThat(
            new Invariants(rules, rules, new Random(314), byScaleAlone)
                .allBroken(REQUESTS_UNTIL_SEEN))
        .containsExactly("4");
  }

  @Test
  void whereEveryReasonRaisesByItselfALevelIsRaisedTwiceSeed309() {
    assertThat(broken(level -> level.raisedByOne().raisedByOne(), 309)).containsExactly("9");
  }

  @Test
  void withoutItsEndOneLevelUpMeans112Seed319() {
    assertThat(broken(level -> Level.values()[Math.max(0, level.ordinal() - 1)], 319))
        .contains("9");
  }

  @Test
  void withoutTheRuleOfRepeatContactItRaisesNothingSeed329() {
    var rules = new ArrayList<>(Shipped.SET.rules());
    assertThat(rules.removeIf(rule -> rule.id().equals("REPEAT-CONTACT"))).isTrue();

    assertThat(broken(rules, 329)).containsExactly("9");
  }

  @Test
  void aFlagWithoutItsValuesIsNoExplanationSeed310() {
    assertThat(
            broken(
                (content, context, score) -> {
                  var judgement = LockedFloor.judge(content, context, score);
                  return new Judgement(
                      judgement.fired().stream().map(SafetyTest::withoutValues).toList(),
                      judgement.notEvaluated());
                },
                310))
        .containsExactly("10");
  }

  @Test
  void whatDependsOnMoreThanTheInputCannotBeReplayedSeed311() {
    var calls = new AtomicInteger();
    assertThat(
            broken(
                (content, context, score) ->
                    calls.incrementAndGet() % 97 == 0
                        ? new Judgement(List.of(), List.of())
                        : LockedFloor.judge(content, context, score),
                311))
        .contains("11");
  }

  private static Set<String> broken(Floor floor, long seed) {
    var strategy = HipFractureStrategy.MOBILE_XRAY_FIRST;
    return broken(new TriageRules(Shipped.SET, strategy, floor, Level::raisedByOne), seed);
  }

  private static Set<String> broken(UnaryOperator<Level> oneUp, long seed) {
    var strategy = HipFractureStrategy.MOBILE_XRAY_FIRST;
    return broken(new TriageRules(Shipped.SET, strategy, LockedFloor::judge, oneUp), seed);
  }

  private static Set<String> broken(List<Rule> rules, long seed) {
    var strategy = HipFractureStrategy.MOBILE_XRAY_FIRST;
    return broken(new TriageRules(Shipped.SET.with(rules), strategy), seed);
  }

  /** The rules are their own replay. */
  private static Set<String> broken(TriageRules rules, long seed) {
    return new Invariants(rules, rules, new Random(seed)).allBroken(REQUESTS_UNTIL_SEEN);
  }

  private static Invariants invariants(TriageRules rules, HipFractureStrategy strategy, long seed) {
    var readAgain = RuleSet.shipped();
    return new Invariants(rules, new TriageRules(readAgain, strategy), new Random(seed));
  }

  private static FiredRule withoutValues(FiredRule rule) {
    return new FiredRule(rule.rule(), rule.kind(), rule.level(), rule.label(), new TreeMap<>());
  }

  /** Pulse below 100 asks for a physician, so a pulse that rises above it lowers the level. */
  private static Rule pastTheLoader() {
    var pulse = (Fact.Measured) Vocabulary.find("pulse").orElseThrow();
    return planted(new Condition.Compares(pulse, Comparison.BELOW, new BigDecimal("100")));
  }

  private static Rule planted(Condition when) {
    return new Rule(
        "PLANTED",
        RuleKind.FLOOR,
        new Label("Planterad", "Planted"),
        null,
        when,
        null,
        Level.PHYSICIAN_NOW,
        Set.of(),
        Set.of(),
        List.of(),
        null);
  }

  private static void isOften(int times) {
    assertThat(times).isGreaterThan(REQUESTS / 100);
  }
}
