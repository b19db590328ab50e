package se.rond.clinical;

import static se.rond.contracts.care.OxygenSaturationScale.SCALE_2;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.NotApplicable;
import se.rond.contracts.triage.TriageDecision.Parts;
import se.rond.contracts.triage.TriageDecision.Risk;

/**
 * The National Early Warning Score 2, © Royal College of Physicians 2017, by its scoring table
 * (clinical reference 1.1).
 *
 * <p>Values are scored as recorded; only the temperature is rounded, half-up to one decimal, before
 * it is banded. A missing value makes the total null, never a partial sum.
 */
public final class News2 {

  /** NEWS2 is not made for anyone younger, in years (RCP 2017; clinical reference 1.1, point 9). */
  static final int YOUNGEST_AGE_YEARS = 16;

  /** From this aggregate: emergency response (RCP 2017, thresholds; clinical reference 1.2). */
  static final int HIGH = 7;

  /** From this aggregate: urgent response (RCP 2017, thresholds; clinical reference 1.2). */
  static final int MEDIUM = 5;

  /** The most points one parameter gives; alone it calls for an urgent review (RCP 2017). */
  static final int MOST_POINTS = 3;

  /** What a rule that goes by the score lacks where there is none. */
  static final String NOT_APPLICABLE = "news2.notApplicable";

  /** Points for supplemental oxygen, beside those of the saturation (RCP 2017, table). */
  private static final int POINTS_FOR_OXYGEN = 2;

  /** What is given at all is oxygen. */
  static final Limit OXYGEN = Limit.above("oxygenFlow", "0", "L/min");

  private News2() {}

  /**
   * Scores what is known.
   *
   * <p>{@code minimumPossible} takes each missing value as normal, {@code maximumPossible} as the
   * worst that the known ones allow. All three are null where the score does not apply: under 16
   * years and in pregnancy. An unknown age is an adult's, and who was not asked is not pregnant.
   */
  public static EarlyWarningScore score(ClinicalContent content, OxygenSaturationScale scale) {
    if (content.ageYears() != null && content.ageYears() < YOUNGEST_AGE_YEARS) {
      return notApplicable(NotApplicable.UNDER_16);
    }
    if (Boolean.TRUE.equals(content.pregnant())) {
      return notApplicable(NotApplicable.PREGNANT);
    }
    var parts = parts(content.vitals(), scale);
    var known = total(parts);
    if (missing(content.vitals()).isEmpty()) {
      return new EarlyWarningScore(known, known, known, risk(known, parts), parts, null);
    }
    return new EarlyWarningScore(
        null, known, known + worstOfMissing(content.vitals(), parts, scale), null, parts, null);
  }

  /**
   * Returns whether the patient breathes oxygen: a flow above zero is oxygen whatever the other
   * field says, no flow says nothing. Null if not known.
   */
  static @Nullable Boolean onOxygen(Vitals vitals) {
    var litresPerMinute = vitals.oxygenFlow();
    return litresPerMinute != null && OXYGEN.isMetBy(litresPerMinute)
        ? Boolean.TRUE
        : vitals.supplementalOxygen();
  }

  /** The names of the seven items that were not measured, in the order of the table. */
  static List<String> missing(Vitals vitals) {
    var missing = new ArrayList<String>();
    if (vitals.respirationRate() == null) {
      missing.add("respirationRate");
    }
    if (vitals.oxygenSaturation() == null) {
      missing.add("oxygenSaturation");
    }
    if (onOxygen(vitals) == null) {
      missing.add("supplementalOxygen");
    }
    if (vitals.systolicPressure() == null) {
      missing.add("systolicPressure");
    }
    if (vitals.pulse() == null) {
      missing.add("pulse");
    }
    if (vitals.consciousness() == null) {
      missing.add("consciousness");
    }
    if (vitals.temperature() == null) {
      missing.add("temperature");
    }
    return List.copyOf(missing);
  }

  /** Returns true if any one parameter alone gives three points. */
  static boolean hasSingleThree(Parts parts) {
    return isMost(parts.respirationRate())
        || isMost(parts.oxygenSaturation())
        || isMost(parts.supplementalOxygen())
        || isMost(parts.systolicPressure())
        || isMost(parts.pulse())
        || isMost(parts.consciousness())
        || isMost(parts.temperature());
  }

  private static EarlyWarningScore notApplicable(NotApplicable why) {
    return new EarlyWarningScore(null, null, null, null, Parts.NONE, why);
  }

  private static Risk risk(int total, Parts parts) {
    if (total >= HIGH) {
      return Risk.HIGH;
    }
    if (total >= MEDIUM) {
      return Risk.MEDIUM;
    }
    if (hasSingleThree(parts)) {
      return Risk.LOW_MEDIUM;
    }
    return total == 0 ? Risk.ZERO : Risk.LOW;
  }

  private static Parts parts(Vitals vitals, OxygenSaturationScale scale) {
    var onOxygen = onOxygen(vitals);
    return new Parts(
        vitals.respirationRate() == null ? null : respirationRate(vitals.respirationRate()),
        oxygenSaturation(vitals.oxygenSaturation(), onOxygen, scale),
        onOxygen == null ? null : oxygen(onOxygen),
        vitals.systolicPressure() == null ? null : systolicPressure(vitals.systolicPressure()),
        vitals.pulse() == null ? null : pulse(vitals.pulse()),
        vitals.consciousness() == null ? null : consciousness(vitals.consciousness()),
        vitals.temperature() == null ? null : temperature(vitals.temperature()));
  }

  /**
   * The most points that the missing items can add to the known ones. Every parameter can give
   * three, oxygen two. On scale 2 a saturation of 93 % or more waits for "air or oxygen", and then
   * gives what it would on oxygen.
   */
  private static int worstOfMissing(Vitals vitals, Parts parts, OxygenSaturationScale scale) {
    var worst = 0;
    if (vitals.respirationRate() == null) {
      worst += MOST_POINTS;
    }
    if (onOxygen(vitals) == null) {
      worst += POINTS_FOR_OXYGEN;
    }
    if (vitals.oxygenSaturation() == null) {
      worst += MOST_POINTS;
    } else if (parts.oxygenSaturation() == null) {
      worst += scaleTwo(vitals.oxygenSaturation(), true);
    }
    if (vitals.systolicPressure() == null) {
      worst += MOST_POINTS;
    }
    if (vitals.pulse() == null) {
      worst += MOST_POINTS;
    }
    if (vitals.consciousness() == null) {
      worst += MOST_POINTS;
    }
    if (vitals.temperature() == null) {
      worst += MOST_POINTS;
    }
    return worst;
  }

  /** Breaths per minute. There is no 2 on the low side and no 1 on the high side. */
  private static int respirationRate(int perMinute) {
    if (perMinute <= 8) {
      return 3;
    }
    if (perMinute <= 11) {
      return 1;
    }
    if (perMinute <= 20) {
      return 0;
    }
    return perMinute <= 24 ? 2 : 3;
  }

  /**
   * Null if not measured, or if on scale 2 the points turn on whether there is oxygen and that is
   * not known.
   */
  private static @Nullable Integer oxygenSaturation(
      @Nullable Integer percent, @Nullable Boolean onOxygen, OxygenSaturationScale scale) {
    if (percent == null) {
      return null;
    }
    if (scale != SCALE_2) {
      return scaleOne(percent);
    }
    if (onOxygen == null && scaleTwo(percent, true) != scaleTwo(percent, false)) {
      return null;
    }
    return scaleTwo(percent, Boolean.TRUE.equals(onOxygen));
  }

  private static int scaleOne(int percent) {
    if (percent <= 91) {
      return 3;
    }
    if (percent <= 93) {
      return 2;
    }
    return percent <= 95 ? 1 : 0;
  }

  /** The high side counts on oxygen only: 93 % or more on air is normal. */
  private static int scaleTwo(int percent, boolean onOxygen) {
    if (percent <= 83) {
      return 3;
    }
    if (percent <= 85) {
      return 2;
    }
    if (percent <= 87) {
      return 1;
    }
    if (percent <= 92 || !onOxygen) {
      return 0;
    }
    if (percent <= 94) {
      return 1;
    }
    return percent <= 96 ? 2 : 3;
  }

  private static int oxygen(boolean onOxygen) {
    return onOxygen ? POINTS_FOR_OXYGEN : 0;
  }

  /** mmHg. A high pressure gives 0 or 3, nothing between. */
  private static int systolicPressure(int mmHg) {
    if (mmHg <= 90) {
      return 3;
    }
    if (mmHg <= 100) {
      return 2;
    }
    if (mmHg <= 110) {
      return 1;
    }
    return mmHg <= 219 ? 0 : 3;
  }

  /** Beats per minute. */
  private static int pulse(int perMinute) {
    if (perMinute <= 40) {
      return 3;
    }
    if (perMinute <= 50) {
      return 1;
    }
    if (perMinute <= 90) {
      return 0;
    }
    if (perMinute <= 110) {
      return 1;
    }
    return perMinute <= 130 ? 2 : 3;
  }

  private static int consciousness(Consciousness consciousness) {
    return switch (consciousness) {
      case ALERT -> 0;
      case NEW_CONFUSION, VOICE, PAIN, UNRESPONSIVE -> 3;
    };
  }

  /**
   * Degrees Celsius, in whole tenths after rounding half-up: 36.04 is 36.0, 36.05 is 36.1. There is
   * no 2 on the low side, and a high temperature gives at most 2.
   */
  private static int temperature(BigDecimal celsius) {
    var tenths = celsius.setScale(1, RoundingMode.HALF_UP).movePointRight(1).intValue();
    if (tenths <= 350) {
      return 3;
    }
    if (tenths <= 360) {
      return 1;
    }
    if (tenths <= 380) {
      return 0;
    }
    return tenths <= 390 ? 1 : 2;
  }

  private static boolean isMost(@Nullable Integer points) {
    return points != null && points == MOST_POINTS;
  }

  /** Of what is known. */
  private static int total(Parts parts) {
    return points(parts.respirationRate())
        + points(parts.oxygenSaturation())
        + points(parts.supplementalOxygen())
        + points(parts.systolicPressure())
        + points(parts.pulse())
        + points(parts.consciousness())
        + points(parts.temperature());
  }

  private static int points(@Nullable Integer known) {
    return known == null ? 0 : known;
  }
}
