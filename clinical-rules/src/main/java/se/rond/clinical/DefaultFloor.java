package se.rond.clinical;

import static se.rond.contracts.care.Need.PHYSICIAN_CONTACT;
import static se.rond.contracts.care.Need.TEAM_VISIT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.contracts.triage.TriageDecision.UnjudgedRule;

/**
 * The floors below 112 of the default rule set: the responses to NEWS2, suspected sepsis, missing
 * vitals, and warning signs printed plain (clinical reference 1.2, 2.6, 2.10.5 and 2.12; all
 * DEFAULT, to be approved by a region).
 */
final class DefaultFloor {

  static final String NEWS2_LOW = "NEWS2-LOW";
  static final String NEWS2_SINGLE_3 = "NEWS2-SINGLE-3";
  static final String NEWS2_MEDIUM = "NEWS2-MEDIUM";
  static final String NEWS2_NOT_APPLICABLE = "NEWS2-NOT-APPLICABLE";
  static final String INFECTION_WITHOUT_NEWS2 = "INFECTION-WITHOUT-NEWS2";
  static final String SEPSIS = "SEPSIS-PHYSICIAN";
  static final String VITALS_MISSING = "VITALS-MISSING";

  private static final Set<Need> NOTHING = Set.of();

  /**
   * From this temperature there is fever, where a row of 2.12 says "fever" without a number, °C.
   * 38.0 is the usual Swedish limit (background knowledge, not looked up).
   */
  private static final BigDecimal FEVER = new BigDecimal("38.0");

  private final ClinicalContent content;
  private final Vitals vitals;
  private final EarlyWarningScore score;
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final List<UnjudgedRule> notEvaluated = new ArrayList<>();

  private DefaultFloor(ClinicalContent content, EarlyWarningScore score) {
    this.content = content;
    this.vitals = content.vitals();
    this.score = score;
  }

  /** What fired, and what could not be judged. */
  record Result(List<Rule> rules, List<UnjudgedRule> notEvaluated) {}

  static Result judge(ClinicalContent content, EarlyWarningScore score) {
    return new DefaultFloor(content, score).judge();
  }

  private Result judge() {
    earlyWarningScore();
    suspectedSepsis();
    missingVitals();
    content.findings().forEach(this::warningSign);
    switch (Causes.causeOf(content)) {
      case HEART_FAIL -> lowPressureInHeartFailure();
      case PNEUMONIA -> {
        newConfusion();
        pneumoniaSeverity();
      }
      case DEHYDRATION -> newConfusion();
      case CATHETER -> fever(Finding.CATHETER_AND_FEVER);
      case CONFUSION -> fever(Finding.CONFUSION_AND_FEVER);
      case PAIN -> fever(Finding.BACK_PAIN_AND_FEVER);
      case HYPERGLYC -> fastBreathingWithHighGlucose();
      case PALLIATIVE -> insufficientPlan();
      // The other rows have no sign that a measured value tells.
      case FALL_NO_INJ,
          FALL_INJ,
          HIP_PAIN,
          HEAD_TRAUMA,
          DYSPNOEA,
          COPD_EXAC,
          CHEST_PAIN,
          ARRHYTHMIA,
          FEVER_INF,
          UTI,
          RETENTION,
          HAEMATURIA,
          GEN_DETERIOR,
          STROKE_TIA,
          SEIZURE,
          SYNCOPE,
          DIZZINESS,
          HYPOGLYC,
          ABDO_PAIN,
          VOMIT_DIARR,
          CONSTIPATION,
          GI_BLEED,
          WOUND_PU,
          SKIN_INF,
          LEG_SWELL,
          MED_ERROR,
          BLEED_AC,
          PSYCH_BPSD,
          ALLERGY,
          DEVICE_PEG_CVK,
          EXPECTED_DEATH,
          OTHER -> {}
    }
    return new Result(
        List.copyOf(rules.values()),
        notEvaluated.stream().filter(rule -> !rules.containsKey(rule.rule())).toList());
  }

  /**
   * The response to NEWS2 (clinical reference 1.2). Where the total is null, the least that it can
   * be counts; 7 and more is RF-N7. 1 to 4 asks for no visit of its own. Where the score does not
   * apply, nothing watches the patient in its place, so a physician is asked the same day, and now
   * where there is new confusion, which would have given three points.
   */
  private void earlyWarningScore() {
    var least = score.minimumPossible();
    var most = score.maximumPossible();
    if (least == null || most == null) {
      if (Causes.requiresVitals(Causes.causeOf(content))) {
        fire(
            NEWS2_NOT_APPLICABLE,
            Level.PHYSICIAN_TODAY,
            NOTHING,
            new Label("NEWS2 gäller inte för patienten", "NEWS2 does not apply to the patient"),
            News2.NOT_APPLICABLE,
            score.notApplicable());
      }
      newConfusion();
      return;
    }
    if (least >= News2.MEDIUM && least < News2.HIGH) {
      fire(
          NEWS2_MEDIUM,
          Level.PHYSICIAN_NOW,
          Set.of(PHYSICIAN_CONTACT, TEAM_VISIT),
          new Label("NEWS2 5–6", "NEWS2 of 5–6"),
          scoreFact(),
          least);
    } else if (least < News2.MEDIUM && News2.hasSingleThree(score.parts())) {
      fire(
          NEWS2_SINGLE_3,
          Level.PHYSICIAN_NOW,
          Set.of(PHYSICIAN_CONTACT),
          new Label("NEWS2: en enskild parameter ger 3", "NEWS2: a single parameter gives 3"),
          scoreFact(),
          least);
    } else if (least >= 1 && least < News2.MEDIUM) {
      fire(
          NEWS2_LOW,
          Level.NURSE,
          NOTHING,
          new Label("NEWS2 1–4", "NEWS2 of 1–4"),
          scoreFact(),
          least);
    }
    var missing = News2.missing(vitals);
    if (least < 1 && most >= 1) {
      notEvaluated.add(new UnjudgedRule(NEWS2_LOW, missing));
    }
    if (least < News2.MEDIUM && canStillGiveThree(missing)) {
      notEvaluated.add(new UnjudgedRule(NEWS2_SINGLE_3, missing));
    }
    if (least < News2.MEDIUM && most >= News2.MEDIUM) {
      notEvaluated.add(new UnjudgedRule(NEWS2_MEDIUM, missing));
    }
  }

  /** Oxygen gives two points at most; every other item that is missing could give three. */
  private boolean canStillGiveThree(List<String> missing) {
    return missing.stream().anyMatch(item -> !item.equals("supplementalOxygen"))
        || (!missing.isEmpty() && score.parts().oxygenSaturation() == null);
  }

  /**
   * Suspected infection with NEWS2 of 5–6 or a single 3: a physician now, and the team (clinical
   * reference 2.6). With 7 or more it is RF-E1. Where NEWS2 does not apply nobody can tell sepsis
   * by it: the infection alone asks for a physician now.
   */
  private void suspectedSepsis() {
    var least = score.minimumPossible();
    var most = score.maximumPossible();
    if (!Sepsis.isInfectionSuspected(content)) {
      return;
    }
    if (least == null || most == null) {
      fire(
          INFECTION_WITHOUT_NEWS2,
          Level.PHYSICIAN_NOW,
          Set.of(PHYSICIAN_CONTACT),
          new Label(
              "Misstänkt infektion där NEWS2 inte gäller",
              "Suspected infection where NEWS2 does not apply"),
          News2.NOT_APPLICABLE,
          score.notApplicable());
      notEvaluated.add(new UnjudgedRule(SEPSIS, List.of(News2.NOT_APPLICABLE)));
      return;
    }
    if (least >= News2.HIGH) {
      return;
    }
    if (least >= News2.MEDIUM || News2.hasSingleThree(score.parts())) {
      fire(
          SEPSIS,
          Level.PHYSICIAN_NOW,
          Set.of(PHYSICIAN_CONTACT, TEAM_VISIT),
          new Label(
              "Misstänkt infektion och NEWS2 5–6 eller enskild 3",
              "Suspected infection and NEWS2 of 5–6 or a single 3"),
          scoreFact(),
          least);
    } else if (most >= News2.MEDIUM || canStillGiveThree(News2.missing(vitals))) {
      notEvaluated.add(new UnjudgedRule(SEPSIS, News2.missing(vitals)));
    }
  }

  /** Not below PHYSICIAN_TODAY with an item of NEWS2 missing (2.10.5); it asks for no visit. */
  private void missingVitals() {
    var missing = News2.missing(vitals);
    if (!missing.isEmpty() && Causes.requiresVitals(Causes.causeOf(content))) {
      fire(
          VITALS_MISSING,
          Level.PHYSICIAN_TODAY,
          NOTHING,
          new Label("Vitalparametrar saknas", "Vital signs are missing"),
          "missing",
          String.join(", ", missing));
    }
  }

  private void warningSign(Finding finding) {
    switch (WarningSigns.weigh(finding, content.contactCause())) {
      case WarningSigns.Weight.PhysicianNow() -> sign(finding, "findings", finding.name());
      case WarningSigns.Weight.Flags _, WarningSigns.Weight.Emergency _ -> {}
    }
  }

  /** Row HEART_FAIL, plain: systolic pressure below 100 mmHg. */
  private void lowPressureInHeartFailure() {
    var rule = "WS-HEART-FAILURE-PRESSURE";
    var mmHg = vitals.systolicPressure();
    if (mmHg == null) {
      misses(rule, "systolicPressure");
    } else if (mmHg < 100) {
      warn(
          rule,
          new Label(
              "Hjärtsvikt och systoliskt blodtryck under 100",
              "Heart failure and systolic pressure below 100"),
          "systolicPressure",
          mmHg);
    }
  }

  /** Rows PNEUMONIA and DEHYDRATION, plain: new confusion; every row where NEWS2 is not. */
  private void newConfusion() {
    var rule = "WS-NEW-CONFUSION";
    if (vitals.consciousness() == null) {
      if (notEvaluated.stream().noneMatch(missed -> missed.rule().equals(rule))) {
        misses(rule, "consciousness");
      }
    } else if (vitals.consciousness() == Consciousness.NEW_CONFUSION) {
      warn(
          rule,
          new Label("Nytillkommen förvirring", "New confusion"),
          "consciousness",
          vitals.consciousness());
    }
  }

  /**
   * Row PNEUMONIA, plain: CRB-65 of 2 or more. One point each for new confusion, a respiration rate
   * of 30 or more, a systolic pressure below 90 or a diastolic of 60 or less, and an age of 65 or
   * more (Lim et al., Thorax 2003;58:377–382; background knowledge, not looked up). V, P and U are
   * RF-D1.
   */
  private void pneumoniaSeverity() {
    var confused =
        vitals.consciousness() == null
            ? null
            : (Boolean) (vitals.consciousness() != Consciousness.ALERT);
    var fast = vitals.respirationRate() == null ? null : (Boolean) (vitals.respirationRate() >= 30);
    var old = content.ageYears() == null ? null : (Boolean) (content.ageYears() >= 65);
    var points = 0;
    var missing = new ArrayList<String>();
    for (var criterion :
        List.of(
            new Criterion("consciousness", confused),
            new Criterion("respirationRate", fast),
            new Criterion(
                vitals.systolicPressure() == null ? "systolicPressure" : "diastolicPressure",
                lowPressure()),
            new Criterion("ageYears", old))) {
      if (criterion.met() == null) {
        missing.add(criterion.fact());
      } else if (criterion.met()) {
        points++;
      }
    }
    var finding = Finding.CRB65_2_OR_MORE;
    if (points >= 2) {
      sign(finding, "crb65", points);
    } else if (points + missing.size() >= 2) {
      notEvaluated.add(new UnjudgedRule(WarningSigns.ruleOf(finding), missing));
    }
  }

  private record Criterion(String fact, @Nullable Boolean met) {}

  /** Null if neither pressure tells. */
  private @Nullable Boolean lowPressure() {
    var systolic = vitals.systolicPressure();
    var diastolic = vitals.diastolicPressure();
    if ((systolic != null && systolic < 90) || (diastolic != null && diastolic <= 60)) {
      return true;
    }
    return systolic == null || diastolic == null ? null : Boolean.FALSE;
  }

  /** Rows CATHETER, CONFUSION and PAIN, plain: fever. */
  private void fever(Finding sign) {
    var celsius = vitals.temperature();
    if (celsius == null) {
      misses(WarningSigns.ruleOf(sign), "temperature");
    } else if (celsius.compareTo(FEVER) >= 0) {
      sign(sign, "temperature", celsius.toPlainString());
    }
  }

  /** Row HYPERGLYC, plain: fast breathing, which is above NEWS2's normal 12–20 per minute. */
  private void fastBreathingWithHighGlucose() {
    var perMinute = vitals.respirationRate();
    if (perMinute == null) {
      misses(WarningSigns.ruleOf(Finding.FAST_BREATHING), "respirationRate");
    } else if (perMinute > 20) {
      sign(Finding.FAST_BREATHING, "respirationRate", perMinute);
    }
  }

  /** Row PALLIATIVE, plain: the plan does not suffice, as stated. Not known is not a sign. */
  private void insufficientPlan() {
    var plan = content.palliativePlan();
    if (plan != null && Boolean.FALSE.equals(plan.sufficientPrescriptions())) {
      sign(Finding.PLAN_INSUFFICIENT, "palliativePlan.sufficientPrescriptions", false);
    }
  }

  private String scoreFact() {
    return score.total() == null ? "news2.minimumPossible" : "news2.total";
  }

  private void sign(Finding finding, String fact, Object value) {
    warn(
        WarningSigns.ruleOf(finding), new Label(finding.swedish(), finding.english()), fact, value);
  }

  /** A warning sign printed plain: at least PHYSICIAN_NOW, so it is a physician who is needed. */
  private void warn(String rule, Label label, String fact, Object value) {
    fire(rule, Level.PHYSICIAN_NOW, Set.of(PHYSICIAN_CONTACT), label, fact, value);
  }

  private void misses(String rule, String... facts) {
    notEvaluated.add(new UnjudgedRule(rule, List.of(facts)));
  }

  private void fire(
      String rule, Level level, Set<Need> needs, Label label, String fact, @Nullable Object value) {
    var facts = new TreeMap<String, String>();
    var before = rules.get(rule);
    if (before != null) {
      facts.putAll(before.fired().facts());
    }
    facts.put(fact, String.valueOf(value));
    rules.put(rule, new Rule(new FiredRule(rule, RuleKind.FLOOR, level, label, facts), needs));
  }
}
