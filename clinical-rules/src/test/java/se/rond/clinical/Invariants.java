package se.rond.clinical;

import static java.util.stream.Collectors.toCollection;
import static se.rond.clinical.RandomPatients.anyone;
import static se.rond.clinical.RandomPatients.calm;
import static se.rond.clinical.RandomPatients.forget;
import static se.rond.clinical.RandomPatients.oneOf;
import static se.rond.clinical.RandomPatients.worsen;
import static se.rond.contracts.care.CarePlan.SignedAs.NURSE;
import static se.rond.contracts.care.CarePlan.SignedAs.PHYSICIAN;
import static se.rond.contracts.care.OxygenSaturationScale.SCALE_2;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import se.rond.contracts.care.CarePlan;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import tools.jackson.databind.json.JsonMapper;

/**
 * The invariants of clinical reference 2.10 that a judgement can keep or break, each by its number
 * there.
 */
final class Invariants {

  private static final Instant RAISED = Instant.parse("2026-11-21T08:14:00Z");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Every so many requests the bytes are compared, not only what they say. */
  private static final int BYTES_EVERY = 10;

  /** What the run met, so that a test can tell that it was not idle. */
  final Map<String, Integer> met = new TreeMap<>();

  /** The kinds of change for the worse that were tried. */
  final Map<String, Integer> tried = new TreeMap<>();

  /** Those of them that raised a level. */
  final Map<String, Integer> raised = new TreeMap<>();

  private final TriageRules rules;

  /** The same rules, read once more. */
  private final TriageRules replay;

  private final Random random;
  private final Counting counting;

  /** In this order: the later ones change the patient. */
  private final List<Check> checks =
      List.of(
          this::explained,
          this::replayed,
          this::missingVitals,
          this::lockedFloor,
          this::worse,
          this::exemptions,
          this::plan,
          this::flagAndPlan,
          this::planThatDoesNotHold,
          this::repeatContact,
          this::redFlag);

  private boolean compareBytes;

  /** One invariant; answers with its number and what breaks it. */
  private interface Check {
    Optional<String> brokenBy(Patient patient, TriageDecision decision);
  }

  /** What counts of what is told of a patient, for a request that was raised then. */
  interface Counting {
    ContextUsed of(TriageContext told, Instant raisedAt);
  }

  Invariants(TriageRules rules, TriageRules replay, Random random) {
    this(rules, replay, random, TriageContext::usedFor);
  }

  /** With another way to tell what of a context counts, for tests of what that guards. */
  Invariants(TriageRules rules, TriageRules replay, Random random, Counting counting) {
    this.rules = rules;
    this.replay = replay;
    this.random = random;
    this.counting = counting;
  }

  /** Makes so many requests by chance; answers with the first that breaks an invariant. */
  Optional<String> firstBroken(int requests) {
    return IntStream.range(0, requests)
        .mapToObj(this::brokenByOne)
        .flatMap(List::stream)
        .findFirst();
  }

  /** Makes so many requests by chance; answers with the numbers of all invariants that break. */
  Set<String> allBroken(int requests) {
    return IntStream.range(0, requests)
        .mapToObj(this::brokenByOne)
        .flatMap(List::stream)
        .map(broken -> broken.split(" ")[0])
        .collect(toCollection(TreeSet::new));
  }

  private List<String> brokenByOne(int count) {
    var patient = count % 2 == 0 ? calm(random) : anyone(random);
    compareBytes = count % BYTES_EVERY == 0;
    var decision = judge(patient);
    return checks.stream().flatMap(check -> check.brokenBy(patient, decision).stream()).toList();
  }

  /** 10: the level is that of its lines, and below what floors say nobody goes by a proposal. */
  private Optional<String> explained(Patient patient, TriageDecision decision) {
    var floors = rules.judgeByFloors(patient.content(), patient.context()).level();
    return unless(
            decision.level() == highest(decision, _ -> true)
                && floors == highest(decision, rule -> rule.kind() == RuleKind.FLOOR),
            () -> "10 " + describe(patient) + " is " + decision + ", by floors " + floors)
        .or(
            () ->
                unless(
                    decision.fired().stream()
                        .allMatch(
                            rule ->
                                !rule.label().sv().isBlank()
                                    && !rule.label().en().isBlank()
                                    && (rule.kind() == RuleKind.PROPOSAL
                                        || !rule.facts().isEmpty())),
                    () -> "10 " + describe(patient) + " has a line without values: " + decision));
  }

  /** 11: the decision says by which rules, and these say the same again. */
  private Optional<String> replayed(Patient patient, TriageDecision decision) {
    var again = replay.judge(patient.content(), patient.context());
    return unless(
        decision.ruleSet().equals(replay.version())
            && decision.equals(again)
            && (!compareBytes
                || JSON.writeValueAsString(decision).equals(JSON.writeValueAsString(again))),
        () -> "11 " + describe(patient) + " is " + decision + " and then " + again);
  }

  /** 5: an item of NEWS2 that is missing is a floor. */
  private Optional<String> missingVitals(Patient patient, TriageDecision decision) {
    if (patient.cause == ContactCause.DEVICE_PEG_CVK
        || patient.cause == ContactCause.EXPECTED_DEATH
        || News2.missing(patient.content().vitals()).isEmpty()) {
      return Optional.empty();
    }
    met("5 missing vitals");
    return unless(
        highest(decision, rule -> rule.kind() == RuleKind.FLOOR).isAtLeast(Level.PHYSICIAN_TODAY),
        () -> "5 " + describe(patient) + " is " + decision);
  }

  /** 1: what the locked floor says is what the decision says. */
  private Optional<String> lockedFloor(Patient patient, TriageDecision decision) {
    if (!LockedFloor.demandsEmergency(patient.content(), patient.context())) {
      return Optional.empty();
    }
    met("1 locked floor");
    return unless(
        decision.level() == Level.EMERGENCY_112 && decision.needs().isEmpty(),
        () -> "1 " + describe(patient) + " is " + decision);
  }

  /** 6: at a fixed scale no worse value gives a lower level. Changes the patient. */
  private Optional<String> worse(Patient patient, TriageDecision decision) {
    var known = patient.content();
    var change = worsen(random, patient);
    var kind = change.substring(0, (change + " ").indexOf(' '));
    tried.merge(kind, 1, Integer::sum);
    var after = judge(patient).level();
    if (after != decision.level()) {
      raised.merge(kind, 1, Integer::sum);
    }
    return unless(
        after.isAtLeast(decision.level()),
        () -> "6 %s is %s, then %s: %s".formatted(known, decision, change, after));
  }

  /** 6: what exempts counts only when stated. Changes the patient. */
  private Optional<String> exemptions(Patient patient, TriageDecision before) {
    var epilepsy = patient.knownEpilepsyRecovered;
    var oxygen = patient.oxygenCoveredByPlan;
    patient.knownEpilepsyRecovered = true;
    patient.oxygenCoveredByPlan = true;
    var stated = judge(patient).level();
    patient.knownEpilepsyRecovered = false;
    patient.oxygenCoveredByPlan = false;
    var notStated = judge(patient).level();
    patient.knownEpilepsyRecovered = epilepsy;
    patient.oxygenCoveredByPlan = oxygen;
    if (stated != notStated) {
      met("6 exemptions");
    }
    return unless(
        notStated.isAtLeast(stated),
        () -> "6 " + describe(patient) + " is " + stated + " exempt, and else " + notStated);
  }

  /** 3: no plan and no limit of care lowers a 112. Changes the patient. */
  private Optional<String> plan(Patient patient, TriageDecision before) {
    patient.plan = null;
    var without = judge(patient).level();
    patient.plan =
        new PalliativePlan(
            random.nextBoolean(), oneOf(random, null, true, false), false, null, null);
    var with = judge(patient).level();
    if (without != Level.EMERGENCY_112) {
      return Optional.empty();
    }
    met("3 plans");
    return unless(
        with == Level.EMERGENCY_112,
        () -> "3 " + describe(patient) + " is " + without + " without its plan, with it " + with);
  }

  /**
   * 4: at a fixed scale neither a flag nor a plan lowers, nor a denied one. Changes the patient.
   */
  private Optional<String> flagAndPlan(Patient patient, TriageDecision before) {
    patient.repeatCallerFlag = oneOf(random, null, false);
    patient.planInForce = false;
    var without = judge(patient);
    patient.repeatCallerFlag = random.nextBoolean() ? Boolean.TRUE : patient.repeatCallerFlag;
    patient.planInForce = !Boolean.TRUE.equals(patient.repeatCallerFlag) || random.nextBoolean();
    var with = judge(patient);
    met("4 flags and plans");
    return unless(
        with.level().isAtLeast(without.level()) && with.floor().isAtLeast(without.floor()),
        () -> "4 " + describe(patient) + " is " + with + ", without flag and plan " + without);
  }

  /** 4 and 6: a plan that nobody can rely on is as good as none. */
  private Optional<String> planThatDoesNotHold(Patient patient, TriageDecision before) {
    var told = new TriageContext(SCALE_2, flawed(), null, null, null, null, null);
    var used = counting.of(told, RAISED);
    var with = rules.judge(patient.content(), used);
    var without = rules.judge(patient.content(), ContextUsed.NOTHING);
    if (rules
        .judge(
            patient.content(),
            new ContextUsed(SCALE_2, null, null, null, null, null, null, null, null))
        .level()
        .isAtLeast(without.level())) {
      return Optional.empty();
    }
    met("4 plans that do not hold");
    return unless(
        with.level().isAtLeast(without.level()),
        () -> "4 " + told + " makes " + patient.content() + " " + with + ", else " + without);
  }

  /** None, or one that lacks one thing. */
  private CarePlan flawed() {
    var by = new HsaId("SE2120000829-L007");
    var from = RAISED.minusSeconds(random.nextInt(1, 10_000_000));
    var until = RAISED.plusSeconds(random.nextInt(1, 10_000_000));
    return switch (random.nextInt(7)) {
      case 0 -> null;
      case 1 -> new CarePlan(SCALE_2, null, PHYSICIAN, from, until);
      case 2 -> new CarePlan(SCALE_2, by, oneOf(random, null, NURSE), from, until);
      case 3 -> new CarePlan(SCALE_2, by, PHYSICIAN, null, until);
      case 4 -> new CarePlan(SCALE_2, by, PHYSICIAN, until, until.plusSeconds(1));
      case 5 -> new CarePlan(SCALE_2, by, PHYSICIAN, from, null);
      default -> new CarePlan(SCALE_2, by, PHYSICIAN, from.minusSeconds(1), from);
    };
  }

  /**
   * 9: another contact, a rise of NEWS2 and a lactate raise by one level, all together by no more,
   * and never to 112; a planned re-check and another episode by none. Changes the patient.
   */
  private Optional<String> repeatContact(Patient patient, TriageDecision before) {
    patient.lactate = null;
    patient.previousNews2 = null;
    patient.contactHours = null;
    var without = judge(patient).level();
    patient.contactHours = BigDecimal.valueOf(random.nextInt(0, 7_201), 2);
    patient.plannedRecheck = oneOf(random, null, false);
    patient.sameEpisode = oneOf(random, null, true);
    if (random.nextBoolean()) {
      patient.lactate = BigDecimal.valueOf(random.nextInt(20, 40), 1);
    }
    if (random.nextBoolean()) {
      patient.previousNews2 = 0;
      patient.previousScale = patient.scale;
    }
    var with = judge(patient).level();
    patient.lactate = null;
    patient.previousNews2 = null;
    if (random.nextBoolean()) {
      patient.plannedRecheck = true;
    } else {
      patient.sameEpisode = false;
    }
    var none = judge(patient).level();
    if (with != without) {
      met("9 raised");
    }
    return unless(
        with == oneUp(without) && none == without,
        () ->
            "9 %s is %s, %s after a repeat contact, %s after none"
                .formatted(describe(patient), without, with, none));
  }

  /** As 2.10.9 says it, level by level. */
  private static Level oneUp(Level level) {
    return switch (level) {
      case EMERGENCY_112 -> Level.EMERGENCY_112;
      case PHYSICIAN_NOW, MOBILE_TEAM_2H -> Level.PHYSICIAN_NOW;
      case MOBILE_TEAM_TODAY -> Level.MOBILE_TEAM_2H;
      case PHYSICIAN_TODAY -> Level.MOBILE_TEAM_TODAY;
      case NURSE -> Level.PHYSICIAN_TODAY;
      case ADVICE -> Level.NURSE;
    };
  }

  /** 1: a red flag is 112 beside anything, and beside nothing. Changes the patient. */
  private Optional<String> redFlag(Patient patient, TriageDecision before) {
    patient.ticked(oneOf(random, RedFlag.values()));
    var beside = judge(patient);
    patient.nurseLevel = oneOf(random, null, Level.ADVICE);
    patient.cause = oneOf(random, null, patient.cause);
    patient.knownEpilepsyRecovered = true;
    patient.oxygenCoveredByPlan = true;
    patient.plan = new PalliativePlan(true, true, false, null, null);
    forget(random, patient);
    var alone = judge(patient);
    return unless(
        beside.level() == Level.EMERGENCY_112
            && beside.needs().isEmpty()
            && alone.level() == Level.EMERGENCY_112
            && alone.needs().isEmpty(),
        () -> "1 " + describe(patient) + " is " + beside + ", and beside less " + alone);
  }

  private TriageDecision judge(Patient patient) {
    return rules.judge(patient.content(), patient.context());
  }

  private void met(String what) {
    met.merge(what, 1, Integer::sum);
  }

  private static Level highest(TriageDecision decision, Predicate<FiredRule> some) {
    return decision.fired().stream()
        .filter(some)
        .map(FiredRule::level)
        .reduce(Level.ADVICE, Level::highest);
  }

  private static Optional<String> unless(boolean holds, Supplier<String> broken) {
    return holds ? Optional.empty() : Optional.of(broken.get());
  }

  private static String describe(Patient patient) {
    return patient.content() + " at " + patient.context();
  }
}
