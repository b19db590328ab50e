package se.rond.clinical;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.NearestChanges.Change;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.PointOfCare.Ecg;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Stated;

/**
 * Finds the nearest changes by trying: every value that can be recorded, away from the one that is
 * there, in both directions. Nothing is taken for granted of the rules.
 */
final class WhatIf {

  /**
   * A number that can be another.
   *
   * @param unit the smallest difference that is recorded
   * @param wobble what two measurements right after each other may differ by, so that values of
   *     different facts can be compared; chosen, not measured
   */
  private record Adjustable(
      String fact,
      BigDecimal unit,
      BigDecimal wobble,
      Part<BigDecimal> is,
      BiConsumer<Supposed, BigDecimal> set) {}

  /** One value of a request, null if it is not known. */
  private interface Part<T> {
    @Nullable T of(Supposed supposed);
  }

  private record Found(Change change, BigDecimal wobbles) {}

  private static final List<Adjustable> NUMBERS =
      List.of(
          whole("respirationRate", "2", s -> s.respirationRate, (s, v) -> s.respirationRate = v),
          whole("oxygenSaturation", "2", s -> s.saturation, (s, v) -> s.saturation = v),
          number("oxygenFlow", "0.1", "1", s -> s.oxygenFlow, (s, v) -> s.oxygenFlow = v),
          whole("systolicPressure", "10", s -> s.systolic, (s, v) -> s.systolic = v),
          whole("diastolicPressure", "5", s -> s.diastolic, (s, v) -> s.diastolic = v),
          whole("pulse", "5", s -> s.pulse, (s, v) -> s.pulse = v),
          number("temperature", "0.1", "0.2", s -> s.temperature, (s, v) -> s.temperature = v),
          number("pointOfCare.crp", "1", "10", s -> s.crp, (s, v) -> s.crp = v),
          number("pointOfCare.hb", "1", "5", s -> s.hb, (s, v) -> s.hb = v),
          number("pointOfCare.glucose", "0.1", "0.5", s -> s.glucose, (s, v) -> s.glucose = v),
          number("pointOfCare.inr", "0.1", "0.2", s -> s.inr, (s, v) -> s.inr = v),
          number("pointOfCare.lactate", "0.1", "0.3", s -> s.lactate, (s, v) -> s.lactate = v),
          number(
              "pointOfCare.potassium", "0.1", "0.2", s -> s.potassium, (s, v) -> s.potassium = v),
          number("pointOfCare.sodium", "1", "2", s -> s.sodium, (s, v) -> s.sodium = v),
          number(
              "pointOfCare.creatinine", "1", "10", s -> s.creatinine, (s, v) -> s.creatinine = v),
          number("pointOfCare.ketones", "0.1", "0.2", s -> s.ketones, (s, v) -> s.ketones = v));

  private final TriageRules rules;
  private final ClinicalContent content;
  private final ContextUsed context;
  private final Level level;
  private final List<Found> raising = new ArrayList<>();
  private final List<Found> lowering = new ArrayList<>();

  private WhatIf(TriageRules rules, ClinicalContent content, ContextUsed context) {
    this.rules = rules;
    this.content = content;
    this.context = context;
    this.level = rules.judge(content, context).level();
  }

  static NearestChanges of(TriageRules rules, ClinicalContent content, ContextUsed context) {
    return new WhatIf(rules, content, context).search();
  }

  private NearestChanges search() {
    NUMBERS.forEach(this::number);
    consciousness();
    oxygen();
    infection();
    anticoagulant();
    electrocardiogram();
    exemptions();
    nursesLevel();
    signs();
    return new NearestChanges(inOrder(raising), inOrder(lowering));
  }

  private void number(Adjustable number) {
    var from = number.is().of(new Supposed(content));
    if (from == null
        || !(Vocabulary.find(number.fact()).orElseThrow() instanceof Fact.Measured fact)) {
      return;
    }
    var isRaised = false;
    var isLowered = false;
    for (var steps = 1; !isRaised || !isLowered; steps++) {
      var difference = number.unit().multiply(BigDecimal.valueOf(steps));
      var isInside = false;
      for (var to : List.of(from.subtract(difference), from.add(difference))) {
        if (to.compareTo(fact.least()) < 0 || to.compareTo(fact.most()) > 0) {
          continue;
        }
        isInside = true;
        var supposed = new Supposed(content);
        number.set().accept(supposed, to);
        var other = levelOf(supposed);
        var found =
            new Found(
                new Change(number.fact(), from.toPlainString(), to.toPlainString(), other),
                difference.divide(number.wobble(), 3, RoundingMode.HALF_UP));
        if (!isRaised && isHigher(other)) {
          raising.add(found);
          isRaised = true;
        } else if (!isLowered && isLower(other)) {
          lowering.add(found);
          isLowered = true;
        }
      }
      if (!isInside) {
        return;
      }
    }
  }

  private void consciousness() {
    var from = content.vitals().consciousness();
    if (from == null) {
      return;
    }
    for (var to : Consciousness.values()) {
      if (to != from) {
        var supposed = new Supposed(content);
        supposed.consciousness = to;
        found(
            "consciousness",
            from.name(),
            to.name(),
            supposed,
            Math.abs(to.ordinal() - from.ordinal()));
      }
    }
  }

  private void oxygen() {
    var from = News2.onOxygen(content.vitals());
    if (from == null) {
      return;
    }
    var supposed = new Supposed(content);
    supposed.oxygen = !from;
    supposed.oxygenFlow = null;
    found("supplementalOxygen", from.toString(), Boolean.toString(!from), supposed, 1);
  }

  private void infection() {
    var from = content.suspectedInfection();
    var supposed = new Supposed(content);
    supposed.suspectedInfection = !from;
    found("suspectedInfection", Boolean.toString(from), Boolean.toString(!from), supposed, 1);
  }

  private void anticoagulant() {
    var from = content.anticoagulant();
    if (from == null) {
      return;
    }
    var supposed = new Supposed(content);
    supposed.anticoagulant = !from;
    found("anticoagulant", from.toString(), Boolean.toString(!from), supposed, 1);
  }

  private void electrocardiogram() {
    var from = content.pointOfCare().ecg();
    if (from == null) {
      return;
    }
    for (var to : Ecg.values()) {
      if (to != from) {
        var supposed = new Supposed(content);
        supposed.ecg = to;
        found("pointOfCare.ecg", from.name(), to.name(), supposed, 1);
      }
    }
  }

  /** What is stated or not; of a plan, whether its prescriptions suffice, where that is said. */
  private void exemptions() {
    var from = content.stated();
    var epilepsy = !from.knownEpilepsyRecovered();
    var oxygen = !from.oxygenCoveredByPlan();
    stated("knownEpilepsyRecovered", epilepsy, new Stated(epilepsy, !oxygen));
    stated("oxygenCoveredByPlan", oxygen, new Stated(!epilepsy, oxygen));
    var plan = content.palliativePlan();
    if (plan != null && plan.sufficientPrescriptions() != null) {
      var suffices = !plan.sufficientPrescriptions();
      var supposed = new Supposed(content);
      supposed.plan =
          new PalliativePlan(
              plan.exists(), suffices, plan.hospitalCareWanted(), plan.author(), plan.date());
      found(
          "palliativePlan.sufficientPrescriptions",
          Boolean.toString(!suffices),
          Boolean.toString(suffices),
          supposed,
          1);
    }
  }

  private void stated(String fact, boolean to, Stated stated) {
    var supposed = new Supposed(content);
    supposed.stated = stated;
    found("stated." + fact, Boolean.toString(!to), Boolean.toString(to), supposed, 1);
  }

  /** A nurse's own level counts where it is 112 alone; without that, all others are alike. */
  private void nursesLevel() {
    if (content.nurseLevel() == Level.EMERGENCY_112) {
      var supposed = new Supposed(content);
      supposed.nurseLevel = null;
      found("nurseLevel", Level.EMERGENCY_112.name(), "another", supposed, 1);
    }
  }

  /** Without one of the signs and flags; which others could be there is a catalogue's to tell. */
  private void signs() {
    for (var finding : content.findings()) {
      var supposed = new Supposed(content);
      supposed.findings = without(content.findings(), finding, Finding.class);
      found("findings", finding.name(), "without it", supposed, 1);
    }
    for (var flag : content.redFlags()) {
      var supposed = new Supposed(content);
      supposed.redFlags = without(content.redFlags(), flag, RedFlag.class);
      found("redFlags", flag.code(), "without it", supposed, 1);
    }
  }

  private void found(String fact, String from, String to, Supposed supposed, int wobbles) {
    var other = levelOf(supposed);
    var found = new Found(new Change(fact, from, to, other), BigDecimal.valueOf(wobbles));
    if (isHigher(other)) {
      raising.add(found);
    } else if (isLower(other)) {
      lowering.add(found);
    }
  }

  private Level levelOf(Supposed supposed) {
    return rules.judge(supposed.content(), context).level();
  }

  private boolean isHigher(Level other) {
    return other != level && other.isAtLeast(level);
  }

  private boolean isLower(Level other) {
    return other != level && !other.isAtLeast(level);
  }

  /** The nearest first, and of each fact the nearest alone. */
  private static List<Change> inOrder(List<Found> found) {
    var facts = new HashSet<String>();
    return found.stream()
        .sorted(comparing(Found::wobbles))
        .map(Found::change)
        .filter(change -> facts.add(change.fact()))
        .toList();
  }

  private static <E extends Enum<E>> Set<E> without(Set<E> all, E one, Class<E> list) {
    var left = EnumSet.noneOf(list);
    left.addAll(all);
    left.remove(one);
    return left;
  }

  private static Adjustable whole(
      String fact, String wobble, Part<Integer> is, BiConsumer<Supposed, Integer> set) {
    return number(
        fact,
        "1",
        wobble,
        supposed -> {
          var value = is.of(supposed);
          return value == null ? null : BigDecimal.valueOf(value);
        },
        (supposed, value) -> set.accept(supposed, value.intValueExact()));
  }

  private static Adjustable number(
      String fact,
      String unit,
      String wobble,
      Part<BigDecimal> is,
      BiConsumer<Supposed, BigDecimal> set) {
    return new Adjustable(fact, new BigDecimal(unit), new BigDecimal(wobble), is, set);
  }
}
