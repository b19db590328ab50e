package se.rond.clinical;

import static se.rond.contracts.care.OxygenSaturationScale.SCALE_2;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.PointOfCare.Ecg;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.contracts.triage.TriageDecision.UnjudgedRule;

/**
 * The floor that no region and no rule set can take away: every rule in here means {@link
 * Level#EMERGENCY_112}, and nothing else that is known of a request can lower it (clinical
 * reference 2.9 and 2.10.1).
 *
 * <p>A red flag counts when the nurse ticks it, when a warning sign is one of its triggers, and
 * when the values tell; values are compared as recorded, unrounded. It works on whatever is there:
 * any part of the content may be missing. Exemptions count only when stated.
 *
 * <p>The numbers are those of clinical reference 2.9 (DEFAULT, for adults, to be approved by a
 * region) unless a line says otherwise.
 */
public final class LockedFloor {

  /** Signs that say the patient is on an anticoagulant, beside the field for it. */
  static final Set<Finding> ON_ANTICOAGULANT =
      Set.of(
          Finding.NEW_ANTICOAGULANT,
          Finding.ANTICOAGULANT_AND_PALE,
          Finding.ANTICOAGULANT_BLEEDING_WITH_CIRCULATORY_EFFECT,
          Finding.HEAD_INJURY_ON_ANTICOAGULANT);

  /** Signs that are a syncope and no red flag at every cause. */
  static final Set<Finding> SYNCOPE =
      Set.of(Finding.SYNCOPE_WITH_INJURY, Finding.LOSS_OF_CONSCIOUSNESS_BEFORE_FALL);

  static final Set<Finding> ALTERED_OR_LOST_CONSCIOUSNESS =
      Set.of(
          Finding.DROWSY, Finding.SYNCOPE_WITH_INJURY, Finding.LOSS_OF_CONSCIOUSNESS_BEFORE_FALL);

  /** Signs that are dyspnoea and no red flag at every cause. */
  static final Set<Finding> DYSPNOEA = Set.of(Finding.REST_DYSPNOEA);

  /** Signs that are a head injury, whatever the cause. */
  static final Set<Finding> HEAD_INJURY =
      Set.of(Finding.HEAD_INJURY_WITHIN_2_WEEKS, Finding.AMNESIA);

  /** Contact causes that are a wrong glucose by their name. */
  static final Set<ContactCause> WRONG_GLUCOSE =
      Set.of(ContactCause.HYPOGLYC, ContactCause.HYPERGLYC);

  static final Limit SLOW_BREATHING = Limit.below("respirationRate", "8", "/min");
  static final Limit FAST_BREATHING = Limit.above("respirationRate", "30", "/min");

  /** Where a medication error is the cause. */
  static final Limit SLOW_BREATHING_AFTER_MEDICATION_ERROR =
      Limit.below("respirationRate", "10", "/min");

  static final Limit LOW_SATURATION = Limit.below("oxygenSaturation", "90", "%");
  static final Limit LOW_SATURATION_ON_SCALE_2 = Limit.atMost("oxygenSaturation", "83", "%");

  static final Limit LOW_PRESSURE = Limit.below("systolicPressure", "90", "mmHg");

  static final Limit SLOW_PULSE = Limit.below("pulse", "40", "/min");
  static final Limit FAST_PULSE = Limit.above("pulse", "130", "/min");

  static final Limit LOW_GLUCOSE = Limit.below("pointOfCare.glucose", "3.0", "mmol/L");

  /** With altered consciousness. */
  static final Limit HIGH_GLUCOSE = Limit.above("pointOfCare.glucose", "25", "mmol/L");

  static final Limit HIGH_KETONES = Limit.atLeast("pointOfCare.ketones", "3.0", "mmol/L");
  static final Limit HIGH_LACTATE = Limit.atLeast("pointOfCare.lactate", "4.0", "mmol/L");
  static final Limit LOW_POTASSIUM = Limit.atMost("pointOfCare.potassium", "2.5", "mmol/L");
  static final Limit HIGH_POTASSIUM = Limit.atLeast("pointOfCare.potassium", "6.5", "mmol/L");

  /** With a head injury. */
  static final Limit HIGH_INR = Limit.above("pointOfCare.inr", "1.4", null);

  static final Limit COLD = Limit.below("temperature", "32.0", "°C");
  static final Limit HOT = Limit.above("temperature", "41.0", "°C");

  /** With altered consciousness. */
  static final Limit COOL = Limit.below("temperature", "35.0", "°C");

  /** Also where only the least that NEWS2 can be reaches it. */
  static final Limit HIGH_SCORE =
      Limit.atLeast("news2.minimumPossible", Integer.toString(News2.HIGH), null);

  private final ClinicalContent content;
  private final ContextUsed context;
  private final EarlyWarningScore score;
  private final Vitals vitals;
  private final PointOfCare samples;
  private final Map<RedFlag, SortedMap<String, String>> flags = new EnumMap<>(RedFlag.class);
  private final Map<RedFlag, Missing> missing = new EnumMap<>(RedFlag.class);
  private final List<FiredRule> signs = new ArrayList<>();
  private final List<UnjudgedRule> unmeasuredSigns = new ArrayList<>();

  private LockedFloor(ClinicalContent content, ContextUsed context, EarlyWarningScore score) {
    this.content = content;
    this.context = context;
    this.score = score;
    this.vitals = content.vitals();
    this.samples = content.pointOfCare();
  }

  /** Returns true if the content, as far as it is known, means that the nurse rings 112 now. */
  public static boolean demandsEmergency(ClinicalContent content, ContextUsed context) {
    return !judge(content, context).fired().isEmpty();
  }

  /** Judges what is there; the rules that fire come in the order of the catalogue. */
  public static Judgement judge(ClinicalContent content, ContextUsed context) {
    return judge(content, context, News2.score(content, context.spo2Scale()));
  }

  /** The same, with the score that was made already. */
  static Judgement judge(ClinicalContent content, ContextUsed context, EarlyWarningScore score) {
    return new LockedFloor(content, context, score).judge();
  }

  private Judgement judge() {
    content.redFlags().forEach(flag -> raise(flag, "redFlags", flag.code()));
    content.findings().forEach(this::warningSign);
    chestPainBesideAnotherSign();
    slowBreathingAfterMedicationError();

    respirationRate();
    saturation();
    systolicPressure();
    pulse();
    consciousness();
    glucose();
    headInjury();
    sepsis();
    temperature();
    earlyWarningScore();
    lactate();
    potassium();
    electrocardiogram();
    nursesConcern();

    var fired = new ArrayList<FiredRule>();
    flags.forEach(
        (flag, facts) ->
            fired.add(emergency(flag.code(), new Label(flag.swedish(), flag.english()), facts)));
    fired.addAll(signs);
    var notEvaluated = new ArrayList<UnjudgedRule>();
    missing.forEach(
        (flag, facts) -> {
          if (!flags.containsKey(flag)) {
            notEvaluated.add(new UnjudgedRule(flag.code(), facts.facts()));
          }
        });
    notEvaluated.addAll(unmeasuredSigns);
    return new Judgement(fired, notEvaluated);
  }

  /** RF-B2: below 8 or above 30 breaths per minute. */
  private void respirationRate() {
    var perMinute = vitals.respirationRate();
    if (perMinute == null) {
      misses(RedFlag.RF_B2, "respirationRate");
    } else if (SLOW_BREATHING.isMetBy(perMinute) || FAST_BREATHING.isMetBy(perMinute)) {
      raise(RedFlag.RF_B2, "respirationRate", perMinute);
    }
  }

  /**
   * RF-B3: below 90 % on scale 1, 83 % or less on scale 2; or oxygen that is not stated to be what
   * the plan prescribes. A flow of oxygen is oxygen, whatever the other field says.
   */
  private void saturation() {
    var percent = vitals.oxygenSaturation();
    if (percent == null) {
      misses(RedFlag.RF_B3, "oxygenSaturation");
    } else if ((context.spo2Scale() == SCALE_2 ? LOW_SATURATION_ON_SCALE_2 : LOW_SATURATION)
        .isMetBy(percent)) {
      raise(RedFlag.RF_B3, "oxygenSaturation", percent);
      raise(RedFlag.RF_B3, "spo2Scale", context.spo2Scale().number());
    }
    if (content.stated().oxygenCoveredByPlan()) {
      return;
    }
    var onOxygen = News2.onOxygen(vitals);
    if (onOxygen == null) {
      misses(RedFlag.RF_B3, "supplementalOxygen");
    } else if (onOxygen) {
      if (Boolean.TRUE.equals(vitals.supplementalOxygen())) {
        raise(RedFlag.RF_B3, "supplementalOxygen", true);
      } else {
        raise(RedFlag.RF_B3, "oxygenFlow", String.valueOf(vitals.oxygenFlow()));
      }
    }
  }

  /** RF-C1: below 90 mmHg; a known low baseline is no exemption. */
  private void systolicPressure() {
    var mmHg = vitals.systolicPressure();
    if (mmHg == null) {
      misses(RedFlag.RF_C1, "systolicPressure");
    } else if (LOW_PRESSURE.isMetBy(mmHg)) {
      raise(RedFlag.RF_C1, "systolicPressure", mmHg);
    }
  }

  /** RF-C2: below 40 or above 130 beats per minute. */
  private void pulse() {
    var perMinute = vitals.pulse();
    if (perMinute == null) {
      misses(RedFlag.RF_C2, "pulse");
    } else if (SLOW_PULSE.isMetBy(perMinute) || FAST_PULSE.isMetBy(perMinute)) {
      raise(RedFlag.RF_C2, "pulse", perMinute);
    }
  }

  /** RF-D1: V, P or U. New confusion is not among them; NEWS2 gives it three points. */
  private void consciousness() {
    var consciousness = vitals.consciousness();
    if (consciousness == null) {
      misses(RedFlag.RF_D1, "consciousness");
    } else if (isLowered(consciousness)) {
      raise(RedFlag.RF_D1, "consciousness", consciousness);
    }
  }

  static boolean isLowered(Consciousness consciousness) {
    return switch (consciousness) {
      case ALERT, NEW_CONFUSION -> false;
      case VOICE, PAIN, UNRESPONSIVE -> true;
    };
  }

  static boolean isAltered(Consciousness consciousness) {
    return consciousness != Consciousness.ALERT;
  }

  /**
   * RF-D5: glucose below 3.0 mmol/L, above 25 with altered consciousness, or ketones of 3.0 mmol/L
   * or more. A glucose below 3.0 that was corrected has a newer value; the recorded one counts.
   *
   * <p>Where the cause is a wrong glucose, altered consciousness counts without a value.
   */
  private void glucose() {
    var glucose = samples.glucose();
    if (glucose == null) {
      misses(RedFlag.RF_D5, "pointOfCare.glucose");
      var cause = content.contactCause();
      if (cause != null && WRONG_GLUCOSE.contains(cause)) {
        if (hasAlteredConsciousness()) {
          raise(RedFlag.RF_D5, "contactCause", cause);
          raiseWithConsciousness(RedFlag.RF_D5);
        } else if (vitals.consciousness() == null) {
          misses(RedFlag.RF_D5, "consciousness");
        }
      }
    } else if (LOW_GLUCOSE.isMetBy(glucose)) {
      raise(RedFlag.RF_D5, "pointOfCare.glucose", glucose.toPlainString());
    } else if (HIGH_GLUCOSE.isMetBy(glucose)) {
      if (hasAlteredConsciousness()) {
        raise(RedFlag.RF_D5, "pointOfCare.glucose", glucose.toPlainString());
        raiseWithConsciousness(RedFlag.RF_D5);
      } else if (vitals.consciousness() == null) {
        misses(RedFlag.RF_D5, "consciousness");
      }
    }
    var ketones = samples.ketones();
    if (ketones == null) {
      misses(RedFlag.RF_D5, "pointOfCare.ketones");
    } else if (HIGH_KETONES.isMetBy(ketones)) {
      raise(RedFlag.RF_D5, "pointOfCare.ketones", ketones.toPlainString());
    }
  }

  /**
   * RF-D6: a head injury on an anticoagulant, with an INR above 1.4 (clinical reference 2.12, below
   * the table), or with any lowered or changed consciousness, now or before the fall.
   *
   * <p>An injury up to two weeks old (row CONFUSION), and amnesia after one, count as one now. Only
   * in row CONFUSION the changed consciousness is the cause itself, and the injury printed plain.
   */
  private void headInjury() {
    var now = content.contactCause() == ContactCause.HEAD_TRAUMA;
    if (!now && Collections.disjoint(content.findings(), HEAD_INJURY)) {
      return;
    }
    anticoagulantWithHeadInjury();
    var inr = samples.inr();
    if (inr == null) {
      misses(RedFlag.RF_D6, "pointOfCare.inr");
    } else if (HIGH_INR.isMetBy(inr)) {
      raise(RedFlag.RF_D6, "pointOfCare.inr", inr.toPlainString());
    }
    if (content.contactCause() == ContactCause.CONFUSION) {
      return;
    }
    if (vitals.consciousness() == null) {
      misses(RedFlag.RF_D6, "consciousness");
    } else if (isAltered(vitals.consciousness())) {
      raise(RedFlag.RF_D6, "consciousness", vitals.consciousness());
    }
    // With the cause HEAD_TRAUMA these weigh as 112 by themselves: see WarningSigns.
    if (!now) {
      found(ALTERED_OR_LOST_CONSCIOUSNESS)
          .forEach(finding -> raise(RedFlag.RF_D6, "findings", finding.name()));
    }
  }

  /** A sign or a cause that says "on an anticoagulant" counts whatever the field says. */
  private void anticoagulantWithHeadInjury() {
    var field = content.anticoagulant();
    var signs = found(ON_ANTICOAGULANT);
    if (Boolean.TRUE.equals(field)) {
      raise(RedFlag.RF_D6, "anticoagulant", true);
    }
    if (content.contactCause() == ContactCause.BLEED_AC) {
      raise(RedFlag.RF_D6, "contactCause", ContactCause.BLEED_AC);
    }
    signs.forEach(finding -> raise(RedFlag.RF_D6, "findings", finding.name()));
    if (field == null) {
      misses(RedFlag.RF_D6, "anticoagulant");
    }
  }

  /** RF-C4 and RF-C5: chest pain within the day beside dyspnoea or syncope, at any cause. */
  private void chestPainBesideAnotherSign() {
    if (!content.findings().contains(Finding.CHEST_PAIN_LAST_24_H)) {
      return;
    }
    var syncope = found(SYNCOPE);
    var beside = new ArrayList<Finding>(syncope);
    beside.addAll(found(DYSPNOEA));
    var pain = Finding.CHEST_PAIN_LAST_24_H.name();
    for (var finding : beside) {
      raise(RedFlag.RF_C4, "findings", pain + " + " + finding.name());
    }
    for (var finding : syncope) {
      raise(RedFlag.RF_C5, "findings", pain + " + " + finding.name());
    }
  }

  /**
   * RF-E1, clinical reference 2.6: suspected infection with any of BAS 90-30-90 (systolic pressure
   * below 90, respiration rate above 30, saturation below 90 % on either scale) or NEWS2 of 7 or
   * more.
   */
  private void sepsis() {
    if (!Sepsis.isInfectionSuspected(content)) {
      return;
    }
    inSepsis(LOW_PRESSURE, vitals.systolicPressure());
    inSepsis(FAST_BREATHING, vitals.respirationRate());
    inSepsis(LOW_SATURATION, vitals.oxygenSaturation());
    highScore(RedFlag.RF_E1);
    if (flags.containsKey(RedFlag.RF_E1)) {
      raise(RedFlag.RF_E1, "suspectedInfection", true);
    }
  }

  private void inSepsis(Limit limit, @Nullable Integer measured) {
    if (measured == null) {
      misses(RedFlag.RF_E1, limit.fact());
    } else if (limit.isMetBy(measured)) {
      raise(RedFlag.RF_E1, limit.fact(), measured);
    }
  }

  /** RF-E2: below 32.0 °C or above 41.0 °C; below 35.0 °C with altered consciousness. */
  private void temperature() {
    var celsius = vitals.temperature();
    if (celsius == null) {
      misses(RedFlag.RF_E2, "temperature");
    } else if (COLD.isMetBy(celsius) || HOT.isMetBy(celsius)) {
      raise(RedFlag.RF_E2, "temperature", celsius.toPlainString());
    } else if (COOL.isMetBy(celsius)) {
      if (hasAlteredConsciousness()) {
        raise(RedFlag.RF_E2, "temperature", celsius.toPlainString());
        raiseWithConsciousness(RedFlag.RF_E2);
      } else if (vitals.consciousness() == null) {
        misses(RedFlag.RF_E2, "consciousness");
      }
    }
  }

  /** RF-N7: NEWS2 of 7 or more, also when only the least that it can be reaches 7. */
  private void earlyWarningScore() {
    highScore(RedFlag.RF_N7);
  }

  private void highScore(RedFlag flag) {
    var least = score.minimumPossible();
    var most = score.maximumPossible();
    if (least == null || most == null) {
      misses(flag, News2.NOT_APPLICABLE);
      return;
    }
    if (HIGH_SCORE.isMetBy(least)) {
      raise(flag, score.total() == null ? "news2.minimumPossible" : "news2.total", least);
    } else if (HIGH_SCORE.isMetBy(most)) {
      News2.missing(vitals).forEach(item -> misses(flag, item));
    }
  }

  /** RF-L1: lactate of 4.0 mmol/L or more (clinical reference 2.6, and 2.12 below the table). */
  private void lactate() {
    var lactate = samples.lactate();
    if (lactate == null) {
      misses(RedFlag.RF_L1, "pointOfCare.lactate");
    } else if (HIGH_LACTATE.isMetBy(lactate)) {
      raise(RedFlag.RF_L1, "pointOfCare.lactate", lactate.toPlainString());
    }
  }

  /** RF-L2: potassium of 6.5 mmol/L or more, or 2.5 or less (2.12 below the table). */
  private void potassium() {
    var potassium = samples.potassium();
    if (potassium == null) {
      misses(RedFlag.RF_L2, "pointOfCare.potassium");
    } else if (HIGH_POTASSIUM.isMetBy(potassium) || LOW_POTASSIUM.isMetBy(potassium)) {
      raise(RedFlag.RF_L2, "pointOfCare.potassium", potassium.toPlainString());
    }
  }

  /** RF-L3: ST elevation or a new left bundle branch block (2.12 below the table). */
  private void electrocardiogram() {
    var ecg = samples.ecg();
    if (ecg == null) {
      misses(RedFlag.RF_L3, "pointOfCare.ecg");
    } else if (isInfarction(ecg)) {
      raise(RedFlag.RF_L3, "pointOfCare.ecg", ecg);
    }
  }

  static boolean isInfarction(Ecg ecg) {
    return switch (ecg) {
      case NORMAL, OTHER -> false;
      case ST_ELEVATION, NEW_LBBB -> true;
    };
  }

  /** RF-X0: the nurse's own level is 112. She need not say why. */
  private void nursesConcern() {
    if (content.nurseLevel() == Level.EMERGENCY_112) {
      raise(RedFlag.RF_X0, "nurseLevel", content.nurseLevel());
    }
  }

  private void warningSign(Finding finding) {
    switch (WarningSigns.weigh(finding, content.contactCause())) {
      case WarningSigns.Weight.Flags(var triggered) ->
          triggered.forEach(flag -> raise(flag, "findings", finding.name()));
      case WarningSigns.Weight.Emergency() -> signs.add(sign(finding, "findings", finding.name()));
      case null -> {}
    }
  }

  /**
   * Row MED_ERROR, bold: opioid and a respiration rate below 10 per minute. That the medicine was
   * not an opioid is nowhere stated, so the rate alone counts.
   */
  private void slowBreathingAfterMedicationError() {
    var perMinute = vitals.respirationRate();
    var finding = Finding.OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS;
    if (content.contactCause() != ContactCause.MED_ERROR || content.findings().contains(finding)) {
      return;
    }
    if (perMinute == null) {
      unmeasuredSigns.add(
          new UnjudgedRule(WarningSigns.ruleOf(finding), List.of("respirationRate")));
    } else if (SLOW_BREATHING_AFTER_MEDICATION_ERROR.isMetBy(perMinute)) {
      signs.add(sign(finding, "respirationRate", perMinute.toString()));
    }
  }

  private List<Finding> found(Set<Finding> any) {
    return content.findings().stream().filter(any::contains).toList();
  }

  private boolean hasAlteredConsciousness() {
    return (vitals.consciousness() != null && isAltered(vitals.consciousness()))
        || content.findings().contains(Finding.DROWSY);
  }

  private void raiseWithConsciousness(RedFlag flag) {
    if (vitals.consciousness() != null && isAltered(vitals.consciousness())) {
      raise(flag, "consciousness", vitals.consciousness());
    } else {
      raise(flag, "findings", Finding.DROWSY.name());
    }
  }

  private void raise(RedFlag flag, String fact, Object value) {
    flags
        .computeIfAbsent(flag, _ -> new TreeMap<>())
        .merge(fact, value.toString(), (before, more) -> before + ", " + more);
  }

  private void misses(RedFlag flag, String fact) {
    missing.computeIfAbsent(flag, _ -> new Missing()).add(fact);
  }

  private static FiredRule sign(Finding finding, String fact, String value) {
    var facts = new TreeMap<String, String>();
    facts.put(fact, value);
    return emergency(
        WarningSigns.ruleOf(finding), new Label(finding.swedish(), finding.english()), facts);
  }

  private static FiredRule emergency(String rule, Label label, SortedMap<String, String> facts) {
    return new FiredRule(rule, RuleKind.FLOOR, Level.EMERGENCY_112, label, facts);
  }
}
