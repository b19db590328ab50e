package se.rond.clinical;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import se.rond.clinical.Vocabulary.Colour;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.PointOfCare.Ecg;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.XrayRegion;

/** Requests made by chance, and what makes one worse. */
final class RandomPatients {

  private RandomPatients() {}

  /**
   * Makes one thing worse: a value goes further from normal, a sign or a flag is added, an
   * exemption is taken back. Saturation above the target counts as worse on scale 2 with oxygen
   * only.
   */
  static String worsen(Random random, Patient patient) {
    return switch (random.nextInt(34)) {
      case 0 ->
          "RR " + (patient.respirationRate = further(random, patient.respirationRate, 16, 100));
      case 1 -> {
        var tooMuchOxygen =
            patient.scale == OxygenSaturationScale.SCALE_2
                && Boolean.TRUE.equals(News2.onOxygen(patient.content().vitals()))
                && patient.saturation != null
                && patient.saturation > 92;
        patient.saturation =
            tooMuchOxygen
                ? further(random, patient.saturation, 90, 100)
                : lower(random, patient.saturation);
        yield "SpO2 " + patient.saturation;
      }
      case 2 -> {
        patient.oxygen = patient.oxygen == null ? null : Boolean.TRUE;
        yield "oxygen " + patient.oxygen;
      }
      case 3 -> "SBP " + (patient.systolic = further(random, patient.systolic, 140, 350));
      case 4 -> "DBP " + (patient.diastolic = lower(random, patient.diastolic));
      case 5 -> "pulse " + (patient.pulse = further(random, patient.pulse, 70, 350));
      case 6 -> {
        if (patient.consciousness != null) {
          patient.consciousness =
              Consciousness.values()[
                  random.nextInt(patient.consciousness.ordinal(), Consciousness.values().length)];
        }
        yield "consciousness " + patient.consciousness;
      }
      case 7 ->
          "temperature " + (patient.temperature = further(random, patient.temperature, "37.0"));
      case 8 -> "glucose " + (patient.glucose = further(random, patient.glucose, "6.0"));
      case 9 -> "ketones " + (patient.ketones = higher(random, patient.ketones));
      case 10 -> "INR " + (patient.inr = higher(random, patient.inr));
      case 11 -> "lactate " + (patient.lactate = higher(random, patient.lactate));
      case 12 -> "potassium " + (patient.potassium = further(random, patient.potassium, "4.2"));
      case 13 -> "ECG " + (patient.ecg = patient.ecg == null ? null : Ecg.ST_ELEVATION);
      case 14, 15 -> {
        var finding = oneOf(random, Finding.values());
        patient.found(finding);
        yield "finding " + finding;
      }
      case 16 -> {
        patient.suspectedInfection = true;
        yield "infection";
      }
      case 17 -> {
        patient.anticoagulant = true;
        yield "anticoagulant";
      }
      case 18 -> {
        patient.oxygenCoveredByPlan = false;
        patient.knownEpilepsyRecovered = false;
        yield "no exemption";
      }
      case 19 -> {
        // A flow is no worse than a field that was not filled in: it says what was missing.
        if (patient.oxygen != null || patient.oxygenFlow != null) {
          patient.oxygenFlow =
              patient.oxygenFlow == null
                  ? BigDecimal.valueOf(random.nextInt(1, 100), 1)
                  : higher(random, patient.oxygenFlow);
        }
        yield "flow " + patient.oxygenFlow;
      }
      case 20 -> {
        var flag = oneOf(random, RedFlag.values());
        patient.ticked(flag);
        yield "flag " + flag;
      }
      case 21 -> "CRP " + (patient.crp = muchHigher(random, patient.crp));
      case 22 -> "Hb " + (patient.hb = lower(random, patient.hb));
      case 23 -> "sodium " + (patient.sodium = further(random, patient.sodium, "140"));
      case 24 -> "creatinine " + (patient.creatinine = muchHigher(random, patient.creatinine));
      case 25 -> {
        // None is no other triage, and better than any.
        var from = patient.colour == null ? 0 : Colour.valueOf(patient.colour).ordinal();
        patient.colour = Colour.values()[random.nextInt(from, Colour.values().length)].name();
        yield "colour " + patient.colour;
      }
      case 26 -> {
        var denied = new PalliativePlan(true, false, null, null, null);
        if (patient.plan == null || !Boolean.FALSE.equals(patient.plan.sufficientPrescriptions())) {
          patient.plan = patient.plan == null || random.nextBoolean() ? denied : null;
        }
        yield "prescriptions " + patient.plan;
      }
      case 27 -> {
        // What exempts a contact makes it none, which is better than any.
        patient.contactHours = lower(random, patient.contactHours);
        patient.plannedRecheck = oneOf(random, null, false);
        patient.sameEpisode = oneOf(random, null, true);
        yield "contact " + patient.contactHours;
      }
      case 28 -> "previousNews2 " + (patient.previousNews2 = lower(random, patient.previousNews2));
      case 29 -> "earlierHb " + (patient.earlierHb = muchHigher(random, patient.earlierHb));
      case 30 -> {
        var earlier = lower(random, patient.earlierCreatinine);
        patient.earlierCreatinine = earlier == null ? null : earlier.max(BigDecimal.ONE);
        yield "earlierCreatinine " + patient.earlierCreatinine;
      }
      case 31 -> {
        patient.repeatCallerFlag = true;
        yield "repeatCallerFlag";
      }
      case 32 -> {
        patient.planInForce = true;
        yield "plan";
      }
      default -> {
        patient.nurseLevel = Level.EMERGENCY_112;
        yield "the nurse's concern";
      }
    };
  }

  private static Integer further(Random random, Integer value, int normal, int limit) {
    if (value == null) {
      return null;
    }
    return value < normal
        ? Math.max(0, value - random.nextInt(12))
        : Math.min(limit, value + random.nextInt(12));
  }

  private static Integer lower(Random random, Integer value) {
    return value == null ? null : Math.max(0, value - random.nextInt(12));
  }

  private static BigDecimal further(Random random, BigDecimal value, String normal) {
    if (value == null) {
      return null;
    }
    var step = BigDecimal.valueOf(random.nextInt(300), 2);
    return value.compareTo(new BigDecimal(normal)) < 0 ? value.subtract(step) : value.add(step);
  }

  private static BigDecimal lower(Random random, BigDecimal value) {
    return value == null
        ? null
        : value.subtract(BigDecimal.valueOf(random.nextInt(2_000), 2)).max(BigDecimal.ZERO);
  }

  private static BigDecimal muchHigher(Random random, BigDecimal value) {
    return value == null ? null : value.add(BigDecimal.valueOf(random.nextInt(100)));
  }

  private static BigDecimal higher(Random random, BigDecimal value) {
    return value == null ? null : value.add(BigDecimal.valueOf(random.nextInt(300), 2));
  }

  /** Any request: values from everywhere, anything missing. */
  static Patient anyone(Random random) {
    var patient = calm(random);
    patient.respirationRate = random.nextInt(5, 36);
    patient.saturation = random.nextInt(80, 101);
    patient.oxygen = random.nextInt(4) == 0;
    patient.systolic = random.nextInt(80, 230);
    patient.diastolic = random.nextInt(40, 75);
    patient.pulse = random.nextInt(35, 140);
    if (random.nextInt(4) == 0) {
      patient.consciousness = oneOf(random, Consciousness.values());
    }
    patient.temperature = BigDecimal.valueOf(random.nextInt(3150, 4150), 2);
    if (random.nextInt(3) == 0) {
      patient.found(oneOf(random, Finding.values()));
    }
    if (random.nextBoolean()) {
      forget(random, patient);
    }
    if (random.nextInt(10) == 0) {
      patient.cause = null;
    }
    return patient;
  }

  /** A request near normal, so that one change can make the difference. */
  static Patient calm(Random random) {
    var patient = Patient.with(oneOf(random, ContactCause.values()));
    patient.scale = oneOf(random, OxygenSaturationScale.values());
    patient.nurseLevel = oneOf(random, Level.NURSE, Level.ADVICE, Level.PHYSICIAN_NOW, null);
    patient.respirationRate = random.nextInt(10, 23);
    patient.saturation = random.nextInt(90, 100);
    patient.oxygen = random.nextInt(4) == 0;
    patient.oxygenCoveredByPlan = random.nextInt(3) > 0;
    patient.knownEpilepsyRecovered = random.nextBoolean();
    patient.oxygenFlow =
        random.nextInt(8) == 0 ? BigDecimal.valueOf(random.nextInt(0, 40), 1) : null;
    patient.systolic = random.nextInt(100, 180);
    patient.pulse = random.nextInt(48, 105);
    patient.temperature = BigDecimal.valueOf(random.nextInt(3550, 3860), 2);
    patient.glucose = maybe(random, 300, 2600);
    patient.ketones = maybe(random, 0, 300);
    patient.inr = maybe(random, 90, 300);
    patient.lactate = maybe(random, 50, 400);
    patient.potassium = maybe(random, 260, 640);
    patient.ecg = oneOf(random, Ecg.NORMAL, Ecg.OTHER, null);
    patient.crp = maybe(random, 0, 20_000);
    patient.hb = maybe(random, 6_000, 16_000);
    patient.sodium = maybe(random, 11_800, 15_700);
    patient.creatinine = maybe(random, 5_000, 30_000);
    patient.colour = oneOf(random, null, null, oneOf(random, Colour.values()).name());
    patient.age =
        random.nextInt(4) == 0 ? random.nextInt(0, 30) : Integer.valueOf(random.nextInt(60, 100));
    patient.pregnant = oneOf(random, null, false, false, true);
    patient.anticoagulant = oneOf(random, null, false, true);
    patient.suspectedInfection = random.nextInt(3) == 0;
    patient.xrayRegion = oneOf(random, null, XrayRegion.HIP, XrayRegion.WRIST, XrayRegion.CHEST);
    patient.plan =
        oneOf(
            random,
            null,
            new PalliativePlan(true, true, false, null, null),
            new PalliativePlan(true, false, false, null, null),
            new PalliativePlan(false, true, null, null, null));
    history(random, patient);
    return patient;
  }

  /** What is known of before: of some patients nothing, of others some of it. */
  static void history(Random random, Patient patient) {
    patient.previousNews2 = oneOf(random, null, random.nextInt(0, 8));
    patient.previousScale = oneOf(random, OxygenSaturationScale.values());
    patient.contactHours = oneOf(random, null, BigDecimal.valueOf(random.nextInt(0, 20_000), 2));
    patient.plannedRecheck = oneOf(random, null, false, true);
    patient.sameEpisode = oneOf(random, null, false, true);
    patient.earlierHb = maybe(random, 6_000, 16_000);
    patient.earlierCreatinine = maybe(random, 3_000, 30_000);
    patient.repeatCallerFlag = oneOf(random, null, false, true);
    patient.planInForce = random.nextBoolean();
  }

  /** Takes away one vital sign or more. */
  static void forget(Random random, Patient patient) {
    var facts =
        new ArrayList<>(
            List.of(
                "respirationRate",
                "oxygenSaturation",
                "supplementalOxygen",
                "systolicPressure",
                "pulse",
                "consciousness",
                "temperature"));
    for (var count = random.nextInt(1, facts.size() + 1); count > 0; count--) {
      var fact = facts.remove(random.nextInt(facts.size()));
      patient.set(fact, "-");
      if (fact.equals("supplementalOxygen")) {
        patient.set("oxygenFlow", "-");
      }
    }
  }

  private static BigDecimal maybe(Random random, int leastHundredths, int mostHundredths) {
    return random.nextBoolean()
        ? null
        : BigDecimal.valueOf(random.nextInt(leastHundredths, mostHundredths), 2);
  }

  @SafeVarargs
  static <T> T oneOf(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
