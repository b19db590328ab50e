package se.rond.dispatch.change;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Stated;
import se.rond.contracts.care.Vitals;

/**
 * What is known of a patient after everything that was told, in whatever order it came.
 *
 * <p>Of each measured value the latest counts, by when it was measured: vital signs by their own
 * time, samples by that of the body that told them. Red flags and findings are never lost. Where
 * two requests disagree, the reading that gives the higher level is taken: what exempts counts only
 * where both state it, and the contact cause is the one that leads higher. Of two that lead alike
 * it is the one told last; what the other one needs was asked for before.
 */
public final class KnownContent {

  private KnownContent() {}

  /**
   * What one body told.
   *
   * @param at when it was so, as far as nothing in it has a time of its own
   * @param receivedAt when it came
   */
  public record Told(Instant at, Instant receivedAt, ClinicalContent content) {

    /** What was told when a request was raised, as it was when the patient was measured. */
    public static Told whenRaised(Instant raisedAt, Instant receivedAt, ClinicalContent content) {
      var measuredAt = content.vitals().measuredAt();
      return new Told(measuredAt == null ? raisedAt : measuredAt, receivedAt, content);
    }

    /**
     * When its vital signs were measured: by their own time, where they have one. Nothing is
     * measured after it was told.
     */
    Instant measuredAt() {
      var stated = content.vitals().measuredAt();
      if (stated == null) {
        return at;
      }
      return stated.isAfter(receivedAt) ? receivedAt : stated;
    }
  }

  /** Puts together what was told when the request was raised, and after. */
  static ClinicalContent of(Told raised, List<Told> after, TriageRules rules) {
    var all = new ArrayList<Told>();
    all.add(raised);
    all.addAll(after);
    // Sorting is stable: of two at the same instant, the one that came later counts.
    var byMeasuring = all.stream().sorted(comparing(Told::measuredAt)).map(Told::content).toList();
    var byTime = all.stream().sorted(comparing(Told::at)).map(Told::content).toList();
    var inOrder = all.stream().map(Told::content).toList();
    var requests = inOrder.stream().filter(one -> one.contactCause() != null).toList();
    var merged =
        new ClinicalContent(
            raised.content().contactCause(),
            inOrder.stream()
                .map(ClinicalContent::nurseLevel)
                .filter(Objects::nonNull)
                .reduce(Level::highest)
                .orElse(null),
            union(inOrder.stream().map(ClinicalContent::redFlags), RedFlag.class),
            union(inOrder.stream().map(ClinicalContent::findings), Finding.class),
            inOrder.stream().anyMatch(ClinicalContent::suspectedInfection),
            vitals(byMeasuring.stream().map(ClinicalContent::vitals).toList()),
            pointOfCare(byTime.stream().map(ClinicalContent::pointOfCare).toList()),
            raised.content().ageYears(),
            either(inOrder.stream().map(ClinicalContent::pregnant).toList()),
            either(inOrder.stream().map(ClinicalContent::anticoagulant).toList()),
            latest(inOrder.stream().map(ClinicalContent::lastKnownWell).toList()),
            latest(inOrder.stream().map(ClinicalContent::xrayRegion).toList()),
            new Stated(
                requests.stream().allMatch(one -> one.stated().knownEpilepsyRecovered()),
                requests.stream().allMatch(one -> one.stated().oxygenCoveredByPlan())
                    && inOrder.stream()
                        .filter(one -> one.contactCause() == null)
                        .noneMatch(KnownContent::isOnOxygen)),
            plan(requests.stream().map(ClinicalContent::palliativePlan).toList()),
            latest(inOrder.stream().map(ClinicalContent::externalTriage).toList()),
            latest(inOrder.stream().map(ClinicalContent::assessedFrom).toList()));
    return requests.reversed().stream()
        .map(ClinicalContent::contactCause)
        .distinct()
        .map(cause -> because(cause, merged))
        .min(Comparator.comparing(content -> rules.judge(content, ContextUsed.NOTHING).level()))
        .orElse(merged);
  }

  /**
   * What was observed, judged by itself: the latest values of others do not outweigh it. A request
   * that was joined says everything itself.
   */
  static ClinicalContent alone(ClinicalContent observed, ClinicalContent known) {
    return alone(observed, known, known.contactCause(), known.nurseLevel());
  }

  /**
   * As {@link #alone}, and without why help was asked for and what a nurse judged: each may mean
   * 112 already, whatever is observed. A finding weighs the most that it can then.
   */
  static ClinicalContent byItself(ClinicalContent observed, ClinicalContent known) {
    return alone(observed, known, null, null);
  }

  private static ClinicalContent alone(
      ClinicalContent observed,
      ClinicalContent known,
      @Nullable ContactCause cause,
      @Nullable Level level) {
    return observed.contactCause() != null
        ? observed
        : new ClinicalContent(
            cause,
            level,
            observed.redFlags(),
            observed.findings(),
            known.suspectedInfection(),
            observed.vitals(),
            observed.pointOfCare(),
            known.ageYears(),
            known.pregnant(),
            known.anticoagulant(),
            known.lastKnownWell(),
            known.xrayRegion(),
            new Stated(
                known.stated().knownEpilepsyRecovered(),
                known.stated().oxygenCoveredByPlan() && !isOnOxygen(observed)),
            known.palliativePlan(),
            known.externalTriage(),
            known.assessedFrom());
  }

  /**
   * True if oxygen was measured. What was said of it when the request was raised was said of the
   * oxygen at that time, and does not cover more of it.
   */
  private static boolean isOnOxygen(ClinicalContent content) {
    var vitals = content.vitals();
    return Boolean.TRUE.equals(vitals.supplementalOxygen())
        || vitals.oxygenFlow() != null && vitals.oxygenFlow().signum() > 0;
  }

  /** The latest plan; its prescriptions exempt only where every request states that they do. */
  private static @Nullable PalliativePlan plan(List<@Nullable PalliativePlan> stated) {
    var plan = latest(stated);
    if (plan == null) {
      return null;
    }
    var suffice =
        stated.stream()
            .allMatch(one -> one != null && Boolean.TRUE.equals(one.sufficientPrescriptions()));
    var isFalse =
        stated.stream()
            .anyMatch(one -> one != null && Boolean.FALSE.equals(one.sufficientPrescriptions()));
    return new PalliativePlan(
        plan.exists(),
        suffice ? Boolean.TRUE : isFalse ? Boolean.FALSE : null,
        plan.hospitalCareWanted(),
        plan.author(),
        plan.date());
  }

  /** The same content, with help asked for because of another cause. */
  private static ClinicalContent because(@Nullable ContactCause cause, ClinicalContent content) {
    return new ClinicalContent(
        cause,
        content.nurseLevel(),
        content.redFlags(),
        content.findings(),
        content.suspectedInfection(),
        content.vitals(),
        content.pointOfCare(),
        content.ageYears(),
        content.pregnant(),
        content.anticoagulant(),
        content.lastKnownWell(),
        content.xrayRegion(),
        content.stated(),
        content.palliativePlan(),
        content.externalTriage(),
        content.assessedFrom());
  }

  /**
   * Oxygen and its flow are one measurement, and so are the two pressures: the latest of a pair
   * brings both.
   */
  static Vitals vitals(List<Vitals> byTime) {
    var oxygen =
        latest(
            byTime.stream()
                .map(
                    one ->
                        one.supplementalOxygen() == null && one.oxygenFlow() == null ? null : one)
                .toList());
    var pressure =
        latest(byTime.stream().map(one -> one.systolicPressure() == null ? null : one).toList());
    return new Vitals(
        latest(byTime.stream().map(Vitals::measuredAt).toList()),
        latest(byTime.stream().map(Vitals::respirationRate).toList()),
        latest(byTime.stream().map(Vitals::oxygenSaturation).toList()),
        oxygen == null ? null : oxygen.supplementalOxygen(),
        oxygen == null ? null : oxygen.oxygenFlow(),
        pressure == null ? null : pressure.systolicPressure(),
        pressure == null ? null : pressure.diastolicPressure(),
        latest(byTime.stream().map(Vitals::pulse).toList()),
        latest(byTime.stream().map(Vitals::consciousness).toList()),
        latest(byTime.stream().map(Vitals::temperature).toList()),
        latest(byTime.stream().map(Vitals::confirmedExtreme).toList()),
        latest(byTime.stream().map(Vitals::measuredBy).toList()),
        latest(byTime.stream().map(Vitals::notMeasuredReason).toList()));
  }

  private static PointOfCare pointOfCare(List<PointOfCare> byTime) {
    return new PointOfCare(
        latest(byTime.stream().map(PointOfCare::crp).toList()),
        latest(byTime.stream().map(PointOfCare::hb).toList()),
        latest(byTime.stream().map(PointOfCare::glucose).toList()),
        latest(byTime.stream().map(PointOfCare::inr).toList()),
        latest(byTime.stream().map(PointOfCare::lactate).toList()),
        latest(byTime.stream().map(PointOfCare::potassium).toList()),
        latest(byTime.stream().map(PointOfCare::sodium).toList()),
        latest(byTime.stream().map(PointOfCare::creatinine).toList()),
        latest(byTime.stream().map(PointOfCare::ketones).toList()),
        latest(byTime.stream().map(PointOfCare::ecg).toList()));
  }

  private static <E extends Enum<E>> Set<E> union(Stream<Set<E>> sets, Class<E> list) {
    var union = EnumSet.noneOf(list);
    sets.forEach(union::addAll);
    return union;
  }

  /** True if anybody said so, false if somebody was asked, null if nobody was. */
  private static @Nullable Boolean either(Collection<@Nullable Boolean> answers) {
    if (answers.contains(Boolean.TRUE)) {
      return true;
    }
    return answers.contains(Boolean.FALSE) ? false : null;
  }

  private static <T> @Nullable T latest(List<@Nullable T> values) {
    return values.stream().filter(Objects::nonNull).reduce((_, later) -> later).orElse(null);
  }
}
