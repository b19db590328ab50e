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

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.RedFlag;

/**
 * What a warning sign leads to (clinical reference 2.9 and 2.12): the signs printed bold there mean
 * 112, the plain ones at least a physician now.
 */
final class WarningSigns {

  private WarningSigns() {}

  /** What one sign leads to. */
  sealed interface Weight {

    /** 112, as a trigger of the named red flags. */
    record Flags(Set<RedFlag> flags) implements Weight {}

    /** 112, under a name of its own: bold in 2.12, but no trigger of 2.9. */
    record Emergency() implements Weight {}

    /** At least PHYSICIAN_NOW: plain in 2.12. */
    record PhysicianNow() implements Weight {}
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
          // RF-D3: any ongoing seizure. With CHEST_PAIN the usual level is 112: see Causes.
          Finding.ONGOING,
          Map.of(ContactCause.SEIZURE, flags(RF_D3)));

  /**
   * The weight of a sign together with the contact cause. Where the cause could not be read, a sign
   * that weighs more with some causes means 112, so that a mistake in that field hides nothing.
   */
  static Weight weigh(Finding finding, @Nullable ContactCause cause) {
    var withCause = WITH_CAUSE.get(finding);
    if (withCause == null) {
      return weigh(finding);
    }
    return cause == null ? new Weight.Emergency() : withCause.getOrDefault(cause, weigh(finding));
  }

  /** The id of the rule that a sign has where it is no trigger of a red flag. */
  static String ruleOf(Finding finding) {
    return "WS-" + finding.name();
  }

  private static Weight weigh(Finding finding) {
    return switch (finding) {
      case STRIDOR, CHOKING, CANNOT_CLEAR_AIRWAY -> flags(RF_A1);
      case CANNOT_SPEAK_IN_SENTENCES, CYANOSIS, EXHAUSTION -> flags(RF_B1);
      case BLEEDING_NOT_STOPPABLE,
          HAEMATEMESIS_OR_MELAENA_WITH_SYMPTOMS,
          ANTICOAGULANT_BLEEDING_WITH_CIRCULATORY_EFFECT,
          SYMPTOMATIC ->
          flags(RF_C3);
      case CHEST_PAIN_OVER_15_MIN,
          CHEST_PAIN_WITH_COLD_SWEAT,
          CHEST_PAIN_WITH_DYSPNOEA,
          CHEST_PAIN_WITH_RADIATION ->
          flags(RF_C4);
      case CHEST_PAIN_WITH_SYNCOPE -> flags(RF_C4, RF_C5);
      case SYNCOPE_ON_EXERTION,
          SYNCOPE_WITH_PALPITATIONS,
          SYNCOPE_WITH_HEART_DISEASE,
          SYNCOPE_WITH_LOW_PRESSURE ->
          flags(RF_C5);
      case ISCHAEMIC_LIMB -> flags(RF_C6);
      case AKUT_POSITIVE, STROKE_SYMPTOMS_PASSED_WITHIN_24_H, OTHER_SUDDEN_FOCAL_DEFICIT ->
          flags(RF_D2);
      case ONGOING_SEIZURE,
          FIRST_SEIZURE,
          SEIZURE_OVER_5_MIN,
          REPEATED_SEIZURES,
          NOT_AT_BASELINE_AFTER_30_MIN ->
          flags(RF_D3);
      case THUNDERCLAP_HEADACHE, HEADACHE_NECK_STIFFNESS_FEVER -> flags(RF_D4);
      case HEAD_INJURY_ON_ANTICOAGULANT,
          HEAD_INJURY_WITH_LOSS_OF_CONSCIOUSNESS,
          HEAD_INJURY_WITH_VOMITING,
          HEAD_INJURY_WORSENING ->
          flags(RF_D6);
      case ANAPHYLAXIS -> flags(RF_E3);
      case SHORTENED_ROTATED_LEG,
          DEFORMITY,
          OPEN_FRACTURE,
          LOST_PULSE_OR_SENSATION,
          HIGH_ENERGY_TRAUMA ->
          flags(RF_E4);
      case ABDOMINAL_OR_BACK_PAIN_WITH_COLLAPSE, RIGID_ABDOMEN, PULSATING_MASS -> flags(RF_E5);
      case OVERDOSE, SELF_HARM, ACUTE_SUICIDE_PLAN -> flags(RF_E6);

      case DOUBLE_VISION,
          SUDDEN_DIZZINESS_WITH_HEADACHE,
          PULMONARY_EMBOLISM_SIGNS,
          SILENT_CHEST,
          DROWSY_FROM_CO2,
          PINK_FROTH,
          PALPITATIONS_WITH_CHEST_PAIN,
          PETECHIAE,
          MOTTLED_SKIN,
          CAUDA_EQUINA_SIGNS,
          CANNOT_BE_ROUSED,
          PAIN_OUT_OF_PROPORTION,
          VERY_FAST_SPREAD,
          OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS,
          DANGER_TO_OTHERS ->
          new Weight.Emergency();

      case AMNESIA,
          HEAD_INJURY_WITHIN_2_WEEKS,
          CANNOT_LIFT_LEG,
          HIP_SIGNS,
          LONG_LIE,
          LOSS_OF_CONSCIOUSNESS_BEFORE_FALL,
          PAIN_ON_WEIGHT_BEARING,
          VOMITING_WITHOUT_FLATUS,
          IRREDUCIBLE_HERNIA,
          FALLING_SYSTOLIC_PRESSURE,
          CONSTIPATION_WITH_VOMITING,
          DISTENDED_TENDER_ABDOMEN,
          OVERFLOW_WITH_PAIN,
          NEW_ONSET_PSYCHIATRIC,
          DIGOXIN_OR_LITHIUM_ERROR,
          INSULIN_ERROR,
          NO_EFFECT_OF_INHALATION,
          REST_DYSPNOEA,
          CHEST_PAIN_LAST_24_H,
          NEW_HEART_FAILURE_SIGNS,
          RIGORS,
          CRB65_2_OR_MORE,
          FEVER_AND_FLANK_PAIN,
          CATHETER_AND_FEVER,
          NO_URINE_6_H_AND_PAIN,
          GROSS_BLOOD_IN_URINE,
          SPREADING_REDNESS_AND_FEVER,
          BLACK_OR_FOUL_WOUND,
          EXPOSED_BONE,
          PERIORBITAL_INFECTION,
          OVER_800_ML_ON_SCAN,
          CLOTS_AND_RETENTION,
          ANTICOAGULANT_AND_PALE,
          CANCER_AND_NEW_WEAKNESS,
          BACK_PAIN_AND_FEVER,
          CONFUSION_AND_FEVER,
          NEW_ANTICOAGULANT,
          NO_INTAKE_24_H,
          SYNCOPE_WITH_INJURY,
          HB_DROP,
          CANNOT_STAND,
          DROWSY,
          DEHYDRATED,
          ANURIA_12_H,
          SULFONYLUREA_OR_LONG_ACTING_INSULIN,
          HYPERGLYCAEMIA_WITH_VOMITING,
          FAST_BREATHING,
          PALLIATIVE_NEW_BLEEDING,
          CORD_COMPRESSION_SIGNS,
          PLAN_INSUFFICIENT,
          // Where it says nothing by itself, something goes on that the nurse thought worth a tick.
          ONGOING ->
          new Weight.PhysicianNow();
    };
  }

  private static Weight flags(RedFlag first, RedFlag... others) {
    return new Weight.Flags(EnumSet.of(first, others));
  }
}
