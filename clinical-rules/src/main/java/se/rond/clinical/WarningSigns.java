package se.rond.clinical;

import static se.rond.contracts.care.RedFlag.RF_A1;
import static se.rond.contracts.care.RedFlag.RF_B1;
import static se.rond.contracts.care.RedFlag.RF_C3;
import static se.rond.contracts.care.RedFlag.RF_C4;
import static se.rond.contracts.care.RedFlag.RF_C5;
import static se.rond.contracts.care.RedFlag.RF_C6;
import static se.rond.contracts.care.RedFlag.RF_D2;
import static se.rond.contracts.care.RedFlag.RF_D3;
import static se.rond.contracts.care.RedFlag.RF_D4;
import static se.rond.contracts.care.RedFlag.RF_D6;
import static se.rond.contracts.care.RedFlag.RF_E3;
import static se.rond.contracts.care.RedFlag.RF_E4;
import static se.rond.contracts.care.RedFlag.RF_E5;
import static se.rond.contracts.care.RedFlag.RF_E6;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.RedFlag;

/**
 * What a warning sign leads to by the locked floor: the signs printed bold in clinical reference
 * 2.9 and 2.12 mean 112. What the others lead to stands in the rule set.
 */
final class WarningSigns {

  private WarningSigns() {}

  /** How a sign means 112. */
  sealed interface Weight {

    /** 112, as a trigger of the named red flags. */
    record Flags(Set<RedFlag> flags) implements Weight {}

    /** 112, under a name of its own: bold in 2.12, but no trigger of 2.9. */
    record Emergency() implements Weight {}
  }

  /**
   * RF-C4 and RF-C5: chest pain with syncope, syncope with palpitations or known heart disease.
   * RF-D6: head injury with loss of consciousness.
   */
  private static final Map<ContactCause, Weight> LOST_CONSCIOUSNESS =
      Map.of(
          ContactCause.CHEST_PAIN,
          flags(RF_C4, RF_C5),
          ContactCause.ARRHYTHMIA,
          flags(RF_C5),
          ContactCause.HEART_FAIL,
          flags(RF_C5),
          ContactCause.HEAD_TRAUMA,
          flags(RF_D6),
          ContactCause.ALLERGY,
          flags(RF_E3));

  /** Signs that weigh more with some contact causes than with others. */
  private static final Map<Finding, Map<ContactCause, Weight>> WITH_CAUSE =
      Map.of(
          // Bold in two rows: "drowsiness (CO2)", "opioid + drowsy". RF-D6: "worsening". RF-E3: an
          // allergic reaction that reaches the circulation, here and below.
          Finding.DROWSY,
          Map.of(
              ContactCause.COPD_EXAC,
              new Weight.Emergency(),
              ContactCause.MED_ERROR,
              new Weight.Emergency(),
              ContactCause.HEAD_TRAUMA,
              flags(RF_D6),
              ContactCause.ALLERGY,
              flags(RF_E3)),
          // Who lost consciousness has had a syncope, whichever of the two codes says so.
          Finding.LOSS_OF_CONSCIOUSNESS_BEFORE_FALL,
          LOST_CONSCIOUSNESS,
          Finding.SYNCOPE_WITH_INJURY,
          LOST_CONSCIOUSNESS,
          // RF-C4, RF-C5: chest pain with dyspnoea, with syncope. Bold in the other two rows.
          Finding.CHEST_PAIN_LAST_24_H,
          Map.of(
              ContactCause.DYSPNOEA,
              flags(RF_C4),
              ContactCause.SYNCOPE,
              flags(RF_C5),
              ContactCause.ARRHYTHMIA,
              new Weight.Emergency(),
              ContactCause.LEG_SWELL,
              new Weight.Emergency()),
          // RF-C4: chest pain with dyspnoea. LEG_SWELL: bold in its row (pulmonary embolism).
          Finding.REST_DYSPNOEA,
          Map.of(
              ContactCause.CHEST_PAIN,
              flags(RF_C4),
              ContactCause.LEG_SWELL,
              new Weight.Emergency(),
              ContactCause.ALLERGY,
              flags(RF_E3)),
          // RF-C3: bleeding with effect on the circulation. HAEMATURIA prints the sign plain.
          Finding.ANTICOAGULANT_AND_PALE,
          Map.of(ContactCause.BLEED_AC, flags(RF_C3), ContactCause.GI_BLEED, flags(RF_C3)),
          Finding.FALLING_SYSTOLIC_PRESSURE,
          Map.of(
              ContactCause.BLEED_AC,
              flags(RF_C3),
              ContactCause.GI_BLEED,
              flags(RF_C3),
              ContactCause.ALLERGY,
              flags(RF_E3)),
          // RF-D3: any ongoing seizure. With CHEST_PAIN the usual level is 112: see the rule set.
          Finding.ONGOING,
          Map.of(ContactCause.SEIZURE, flags(RF_D3)));

  /** Signs that mean 112 with every contact cause. */
  private static final Map<Finding, Weight> WITH_EVERY_CAUSE = withEveryCause();

  /**
   * How a sign means 112 together with the contact cause; null if it does not by itself, and the
   * rule set says what it leads to. Where the cause could not be read, a sign that means 112 with
   * some causes does, so that a mistake in that field hides nothing.
   */
  static @Nullable Weight weigh(Finding finding, @Nullable ContactCause cause) {
    var withCause = WITH_CAUSE.get(finding);
    if (withCause == null) {
      return WITH_EVERY_CAUSE.get(finding);
    }
    return cause == null
        ? new Weight.Emergency()
        : withCause.getOrDefault(cause, WITH_EVERY_CAUSE.get(finding));
  }

  /** Returns true if a sign means 112 whatever else is known. */
  static boolean isAlwaysLocked(Finding finding) {
    return WITH_EVERY_CAUSE.containsKey(finding);
  }

  /** The id of the rule that a sign has where it is no trigger of a red flag. */
  static String ruleOf(Finding finding) {
    return "WS-" + finding.name();
  }

  private static Map<Finding, Weight> withEveryCause() {
    var weights = new EnumMap<Finding, Weight>(Finding.class);
    put(weights, flags(RF_A1), Finding.STRIDOR, Finding.CHOKING, Finding.CANNOT_CLEAR_AIRWAY);
    put(
        weights,
        flags(RF_B1),
        Finding.CANNOT_SPEAK_IN_SENTENCES,
        Finding.CYANOSIS,
        Finding.EXHAUSTION);
    put(
        weights,
        flags(RF_C3),
        Finding.BLEEDING_NOT_STOPPABLE,
        Finding.HAEMATEMESIS_OR_MELAENA_WITH_SYMPTOMS,
        Finding.ANTICOAGULANT_BLEEDING_WITH_CIRCULATORY_EFFECT,
        Finding.SYMPTOMATIC);
    put(
        weights,
        flags(RF_C4),
        Finding.CHEST_PAIN_OVER_15_MIN,
        Finding.CHEST_PAIN_WITH_COLD_SWEAT,
        Finding.CHEST_PAIN_WITH_DYSPNOEA,
        Finding.CHEST_PAIN_WITH_RADIATION);
    put(weights, flags(RF_C4, RF_C5), Finding.CHEST_PAIN_WITH_SYNCOPE);
    put(
        weights,
        flags(RF_C5),
        Finding.SYNCOPE_ON_EXERTION,
        Finding.SYNCOPE_WITH_PALPITATIONS,
        Finding.SYNCOPE_WITH_HEART_DISEASE,
        Finding.SYNCOPE_WITH_LOW_PRESSURE);
    put(weights, flags(RF_C6), Finding.ISCHAEMIC_LIMB);
    put(
        weights,
        flags(RF_D2),
        Finding.AKUT_POSITIVE,
        Finding.STROKE_SYMPTOMS_PASSED_WITHIN_24_H,
        Finding.OTHER_SUDDEN_FOCAL_DEFICIT);
    put(
        weights,
        flags(RF_D3),
        Finding.ONGOING_SEIZURE,
        Finding.FIRST_SEIZURE,
        Finding.SEIZURE_OVER_5_MIN,
        Finding.REPEATED_SEIZURES,
        Finding.NOT_AT_BASELINE_AFTER_30_MIN);
    put(weights, flags(RF_D4), Finding.THUNDERCLAP_HEADACHE, Finding.HEADACHE_NECK_STIFFNESS_FEVER);
    put(
        weights,
        flags(RF_D6),
        Finding.HEAD_INJURY_ON_ANTICOAGULANT,
        Finding.HEAD_INJURY_WITH_LOSS_OF_CONSCIOUSNESS,
        Finding.HEAD_INJURY_WITH_VOMITING,
        Finding.HEAD_INJURY_WORSENING);
    put(weights, flags(RF_E3), Finding.ANAPHYLAXIS);
    put(
        weights,
        flags(RF_E4),
        Finding.SHORTENED_ROTATED_LEG,
        Finding.DEFORMITY,
        Finding.OPEN_FRACTURE,
        Finding.LOST_PULSE_OR_SENSATION,
        Finding.HIGH_ENERGY_TRAUMA);
    put(
        weights,
        flags(RF_E5),
        Finding.ABDOMINAL_OR_BACK_PAIN_WITH_COLLAPSE,
        Finding.RIGID_ABDOMEN,
        Finding.PULSATING_MASS);
    put(weights, flags(RF_E6), Finding.OVERDOSE, Finding.SELF_HARM, Finding.ACUTE_SUICIDE_PLAN);
    put(
        weights,
        new Weight.Emergency(),
        Finding.DOUBLE_VISION,
        Finding.SUDDEN_DIZZINESS_WITH_HEADACHE,
        Finding.PULMONARY_EMBOLISM_SIGNS,
        Finding.SILENT_CHEST,
        Finding.DROWSY_FROM_CO2,
        Finding.PINK_FROTH,
        Finding.PALPITATIONS_WITH_CHEST_PAIN,
        Finding.PETECHIAE,
        Finding.MOTTLED_SKIN,
        Finding.CAUDA_EQUINA_SIGNS,
        Finding.CANNOT_BE_ROUSED,
        Finding.PAIN_OUT_OF_PROPORTION,
        Finding.VERY_FAST_SPREAD,
        Finding.OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS,
        Finding.DANGER_TO_OTHERS);
    return weights;
  }

  private static void put(Map<Finding, Weight> weights, Weight weight, Finding... findings) {
    for (var finding : findings) {
      weights.put(finding, weight);
    }
  }

  private static Weight flags(RedFlag first, RedFlag... others) {
    return new Weight.Flags(EnumSet.of(first, others));
  }
}
