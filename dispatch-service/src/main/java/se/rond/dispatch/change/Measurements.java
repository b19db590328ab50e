package se.rond.dispatch.change;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.rond.clinical.News2;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.EarlierScore;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.Stated;
import se.rond.contracts.care.Vitals;
import se.rond.dispatch.change.KnownContent.Told;
import se.rond.dispatch.context.Measured;
import se.rond.dispatch.context.Sample;

/**
 * What was measured and sampled of a request, as what is known of the patient is compared with it.
 */
public final class Measurements {

  private Measurements() {}

  /**
   * Takes the vital signs and the results from everything that was told.
   *
   * <p>The score before the newest vital signs is worked out here and not taken from a decision:
   * whether triage had judged the revision before by the time that the next one came must not
   * decide whether the patient is worse.
   *
   * @param told at least once
   * @param known of all that together
   * @param scale by which the saturation of that patient is scored
   */
  public static Measured of(List<Told> told, ClinicalContent known, OxygenSaturationScale scale) {
    var measured =
        told.stream()
            .filter(one -> isAnyMeasured(one.content().vitals()))
            .sorted(comparing(Told::measuredAt))
            .toList();
    var newest = measured.isEmpty() ? null : measured.getLast().measuredAt();
    return new Measured(
        newest,
        newest == null
            ? null
            : findScore(
                    measured.stream().filter(one -> one.measuredAt().isBefore(newest)).toList(),
                    known,
                    scale)
                .orElse(null),
        told.stream()
            .map(
                one ->
                    new Sample(
                        one.at(),
                        one.content().pointOfCare().hb(),
                        one.content().pointOfCare().creatinine()))
            .toList());
  }

  private static Optional<EarlierScore> findScore(
      List<Told> measured, ClinicalContent known, OxygenSaturationScale scale) {
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    var vitals =
        KnownContent.vitals(
            measured.stream().map(Told::content).map(ClinicalContent::vitals).toList());
    var total = News2.score(ofThatPatient(known, vitals), scale).total();
    return Optional.ofNullable(total)
        .map(score -> new EarlierScore(score, measured.getLast().measuredAt(), scale));
  }

  /** Nothing but what a score goes by. */
  private static ClinicalContent ofThatPatient(ClinicalContent known, Vitals vitals) {
    return new ClinicalContent(
        null,
        null,
        Set.of(),
        Set.of(),
        false,
        vitals,
        PointOfCare.NONE,
        known.ageYears(),
        known.pregnant(),
        null,
        null,
        null,
        Stated.NOTHING,
        null,
        null,
        null);
  }

  private static boolean isAnyMeasured(Vitals vitals) {
    return vitals.respirationRate() != null
        || vitals.oxygenSaturation() != null
        || vitals.supplementalOxygen() != null
        || vitals.oxygenFlow() != null
        || vitals.systolicPressure() != null
        || vitals.pulse() != null
        || vitals.consciousness() != null
        || vitals.temperature() != null;
  }
}
