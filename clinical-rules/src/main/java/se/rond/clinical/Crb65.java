package se.rond.clinical;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Fact.Points;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.Vitals;

/**
 * How severe a pneumonia is: one point each for new confusion, a respiration rate of 30 or more, a
 * systolic pressure below 90 or a diastolic of 60 or less, and an age of 65 or more (Lim et al.,
 * Thorax 2003;58:377–382; background knowledge, not looked up). V, P and U count as confusion.
 */
final class Crb65 {

  private Crb65() {}

  static Points points(Known known) {
    var vitals = known.content().vitals();
    var age = known.content().ageYears();
    var missing = new ArrayList<String>();
    var points = 0;
    if (vitals.consciousness() == null) {
      missing.add("consciousness");
    } else if (vitals.consciousness() != Consciousness.ALERT) {
      points++;
    }
    if (vitals.respirationRate() == null) {
      missing.add("respirationRate");
    } else if (vitals.respirationRate() >= 30) {
      points++;
    }
    var low = hasLowPressure(vitals);
    if (low == null) {
      missing.add(vitals.systolicPressure() == null ? "systolicPressure" : "diastolicPressure");
    } else if (low) {
      points++;
    }
    if (age == null) {
      missing.add("ageYears");
    } else if (age >= 65) {
      points++;
    }
    return new Points(points, points + missing.size(), missing);
  }

  /** Null if neither pressure tells. */
  private static @Nullable Boolean hasLowPressure(Vitals vitals) {
    var systolic = vitals.systolicPressure();
    var diastolic = vitals.diastolicPressure();
    if ((systolic != null && systolic < 90) || (diastolic != null && diastolic <= 60)) {
      return true;
    }
    return systolic == null || diastolic == null ? null : Boolean.FALSE;
  }
}
