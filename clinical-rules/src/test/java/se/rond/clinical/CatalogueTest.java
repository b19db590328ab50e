package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static se.rond.clinical.RandomPatients.oneOf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.clinical.Catalogue.Combination;
import se.rond.clinical.Catalogue.OneOf;
import se.rond.clinical.Catalogue.Sign;
import se.rond.clinical.Catalogue.Value;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.triage.TriageDecision.FiredRule;

/**
 * A device that knows the catalogue and asks nobody tells the nurse to ring 112 exactly where the
 * locked floor does.
 */
class CatalogueTest {

  private static final Map<Finding, Sign> SIGNS =
      Catalogue.CURRENT.findings().stream()
          .collect(
              Collectors.toMap(
                  sign -> Finding.valueOf(sign.code()),
                  sign -> sign,
                  (one, _) -> one,
                  () -> new EnumMap<>(Finding.class)));

  @Test
  void itSaysOfEveryCauseWithUpToTwoSignsWhatTheFloorSays() {
    var differences = new ArrayList<String>();
    var onlyTogether = 0;
    for (var cause : ContactCause.values()) {
      for (var first : Finding.values()) {
        for (var second : Finding.values()) {
          if (second.ordinal() < first.ordinal()) {
            continue;
          }
          var patient = unknown(cause);
          patient.found(first);
          patient.found(second);
          var fired = fired(patient);
          var met = met(patient);
          if (fired.isEmpty() == saysOfSignsAndValues(patient) || !fired.containsAll(met)) {
            differences.add(cause + " " + first + " " + second + ": " + met + ", " + fired);
          }
          onlyTogether += !fired.isEmpty() && !saysBySignsAlone(patient) ? 1 : 0;
        }
      }
      assertThat(fired(unknown(cause))).as("%s without a sign", cause).isEmpty();
    }
    assertThat(differences).isEmpty();
    assertThat(onlyTogether).as("pairs that the signs one by one would hide").isGreaterThan(500);
  }

  @Test
  void itSaysOfRandomRequestsWhatTheFloorSaysSeed401() {
    var random = new Random(401);
    var differences = new ArrayList<String>();
    var met = new EnumMap<Who, Integer>(Who.class);
    for (var count = 0; count < 50_000; count++) {
      var patient =
          random.nextBoolean() ? RandomPatients.anyone(random) : RandomPatients.calm(random);
      patient.cause = oneOf(random, ContactCause.values());
      for (var signs = random.nextInt(3); signs > 0; signs--) {
        patient.found(oneOf(random, Finding.values()));
      }
      var who =
          saysBySignsAlone(patient)
              ? Who.A_SIGN
              : saysByLimits(patient)
                  ? Who.A_LIMIT
                  : !met(patient).isEmpty() ? Who.TOGETHER : Who.NOBODY;
      met.merge(who, 1, Integer::sum);
      if ((who == Who.NOBODY) != fired(patient).isEmpty()
          || !fired(patient).containsAll(met(patient))) {
        differences.add(who + " " + patient.content() + ": " + fired(patient));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(met)
        .containsOnlyKeys(Who.values())
        .allSatisfy((_, times) -> assertThat(times).isGreaterThan(500));
  }

  /** Who says that it is 112. */
  private enum Who {
    A_SIGN,
    A_LIMIT,
    TOGETHER,
    NOBODY
  }

  static Stream<Value> limits() {
    return Catalogue.CURRENT.limits().stream();
  }

  static Stream<Value> numbers() {
    return limits().filter(limit -> limit.value() != null).filter(CatalogueTest::isOfOneField);
  }

  /** NEWS2 is of several. */
  private static boolean isOfOneField(Value limit) {
    return !limit.fact().startsWith("news2.");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aLimitIsTheTightestThereIs(Value limit) {
    var differences = new ArrayList<String>();
    for (var tenths = 0; tenths <= 3_500; tenths++) {
      var patient = unknown(ContactCause.OTHER);
      patient.scale = limit.spo2Scale() == null ? patient.scale : limit.spo2Scale();
      var value = BigDecimal.valueOf(tenths, 1);
      if (!set(patient, limit.fact(), value)) {
        continue;
      }
      if (saysByLimits(patient) == fired(patient).isEmpty()) {
        differences.add(value + ": " + fired(patient));
      }
    }
    assertThat(differences).isEmpty();
  }

  static Stream<Value> ofOneField() {
    return limits().filter(CatalogueTest::isOfOneField);
  }

  @ParameterizedTest
  @MethodSource("ofOneField")
  void aValueBeyondALimitIs112WhateverElseIsKnownSeed402(Value limit) {
    var random = new Random(402);
    for (var count = 0; count < 500; count++) {
      var patient = RandomPatients.anyone(random);
      patient.scale = limit.spo2Scale() == null ? patient.scale : limit.spo2Scale();
      if (limit.unless() != null) {
        assertThat(limit.unless()).isEqualTo("stated.oxygenCoveredByPlan");
        patient.oxygenCoveredByPlan = false;
      }
      if (limit.value() == null) {
        patient.set(
            plain(limit.fact()),
            oneOf(random, limit.anyOf().stream().map(String::valueOf).toArray(String[]::new)));
      } else {
        set(patient, limit.fact(), beyond(limit, limit.value()));
      }
      assertThat(fired(patient)).as("%s", patient.content()).contains(limit.rule());
    }
  }

  /** As a body sends it: a text would never be equal to it. */
  @Test
  void whatIsTrueOrFalseIsNoText() {
    assertThat(
            Stream.concat(
                    limits(),
                    Catalogue.CURRENT.combinations().stream()
                        .flatMap(one -> one.together().stream())
                        .flatMap(one -> one.limits().stream()))
                .filter(
                    limit ->
                        Set.of("supplementalOxygen", "anticoagulant", "suspectedInfection")
                            .contains(limit.fact())))
        .extracting(Value::fact, Value::anyOf)
        .contains(tuple("anticoagulant", List.of(true)), tuple("suspectedInfection", List.of(true)))
        .allSatisfy(one -> assertThat(one.toList().get(1)).isEqualTo(List.of(true)));
  }

  /** Else a device would show a rule that no decision names. */
  @Test
  void everyRuleIsAFlagOrASign() {
    var rules =
        Stream.concat(
                Catalogue.CURRENT.redFlags().stream().map(Catalogue.Flag::code),
                Arrays.stream(Finding.values()).map(WarningSigns::ruleOf))
            .toList();
    assertThat(limits().map(Value::rule)).isSubsetOf(rules);
    assertThat(Catalogue.CURRENT.combinations()).extracting(Combination::rule).isSubsetOf(rules);
  }

  private static boolean saysOfSignsAndValues(Patient patient) {
    return saysBySignsAlone(patient) || saysByLimits(patient) || !met(patient).isEmpty();
  }

  private static boolean saysBySignsAlone(Patient patient) {
    return patient.findings.stream()
        .map(SIGNS::get)
        .anyMatch(sign -> sign.emergencyWith().contains(patient.cause));
  }

  private static boolean saysByLimits(Patient patient) {
    return limits().anyMatch(limit -> isMet(limit, patient));
  }

  /** The rules of the combinations that are met. */
  private static List<String> met(Patient patient) {
    return Catalogue.CURRENT.combinations().stream()
        .filter(one -> one.contactCauses().contains(patient.cause))
        .filter(one -> one.together().stream().allMatch(some -> isMet(some, patient)))
        .filter(one -> one.unmeasured() == null || fact(one.unmeasured(), patient) == null)
        .map(Combination::rule)
        .distinct()
        .toList();
  }

  private static boolean isMet(OneOf some, Patient patient) {
    return some.findings().stream().anyMatch(patient.findings::contains)
        || some.limits().stream().anyMatch(limit -> isMet(limit, patient));
  }

  private static boolean isMet(Value limit, Patient patient) {
    var fact = fact(limit.fact(), patient);
    if (fact == null
        || (limit.spo2Scale() != null && limit.spo2Scale() != patient.scale)
        || (limit.unless() != null && patient.oxygenCoveredByPlan)) {
      return false;
    }
    if (limit.comparison() == null) {
      return limit.anyOf().stream().map(String::valueOf).anyMatch(fact::equals);
    }
    var order = new BigDecimal(fact).compareTo(Objects.requireNonNull(limit.value()));
    return switch (limit.comparison()) {
      case "below" -> order < 0;
      case "atMost" -> order <= 0;
      case "above" -> order > 0;
      case "atLeast" -> order >= 0;
      default -> throw new IllegalStateException(limit.comparison());
    };
  }

  /** As a device has it in its form; null where nothing stands there. */
  private static @Nullable String fact(String name, Patient patient) {
    var value =
        switch (name) {
          case "respirationRate" -> patient.respirationRate;
          case "oxygenSaturation" -> patient.saturation;
          case "supplementalOxygen" -> patient.oxygen;
          case "oxygenFlow" -> patient.oxygenFlow;
          case "systolicPressure" -> patient.systolic;
          case "pulse" -> patient.pulse;
          case "consciousness" -> patient.consciousness;
          case "temperature" -> patient.temperature;
          case "pointOfCare.glucose" -> patient.glucose;
          case "pointOfCare.ketones" -> patient.ketones;
          case "pointOfCare.inr" -> patient.inr;
          case "pointOfCare.lactate" -> patient.lactate;
          case "pointOfCare.potassium" -> patient.potassium;
          case "pointOfCare.ecg" -> patient.ecg;
          case "nurseLevel" -> patient.nurseLevel;
          case "anticoagulant" -> patient.anticoagulant;
          case "suspectedInfection" -> patient.suspectedInfection;
          case "news2.minimumPossible" ->
              News2.score(patient.content(), patient.scale).minimumPossible();
          default -> throw new IllegalArgumentException("Expected a fact, but found " + name);
        };
    return value == null ? null : value.toString();
  }

  private static List<String> fired(Patient patient) {
    return LockedFloor.judge(patient.content(), patient.context()).fired().stream()
        .map(FiredRule::rule)
        .toList();
  }

  /** Returns false if the fact is a whole number, and the value is none. */
  private static boolean set(Patient patient, String fact, BigDecimal value) {
    var isWhole = fact.matches("respirationRate|oxygenSaturation|systolicPressure|pulse");
    if (isWhole && value.stripTrailingZeros().scale() > 0) {
      return false;
    }
    patient.set(
        plain(fact), isWhole ? Integer.toString(value.intValueExact()) : value.toPlainString());
    return true;
  }

  private static BigDecimal beyond(Value limit, BigDecimal value) {
    return switch (Objects.requireNonNull(limit.comparison())) {
      case "below" -> value.subtract(BigDecimal.ONE);
      case "above" -> value.add(BigDecimal.ONE);
      default -> value;
    };
  }

  private static String plain(String fact) {
    return fact.replace("pointOfCare.", "");
  }

  /** Nothing is known but why help is asked for. */
  private static Patient unknown(ContactCause cause) {
    var patient = Patient.with(cause);
    patient.nurseLevel = null;
    patient.age = null;
    for (var fact :
        List.of(
            "respirationRate",
            "oxygenSaturation",
            "supplementalOxygen",
            "systolicPressure",
            "pulse",
            "consciousness",
            "temperature")) {
      patient.set(fact, "-");
    }
    return patient;
  }
}
