package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.clinical.RandomPatients.anyone;
import static se.rond.clinical.RandomPatients.calm;
import static se.rond.clinical.RandomPatients.oneOf;
import static se.rond.clinical.RandomPatients.worsen;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.rond.clinical.Worse.Comparison;
import se.rond.clinical.yaml.MalformedYaml;
import se.rond.clinical.yaml.ShippedText;
import se.rond.clinical.yaml.YamlNode;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/** Whatever can be loaded is monotone: clinical reference 2.10.6 for sets made by chance. */
class MonotoneTest {

  private static final String SHIPPED = ShippedText.of("/rule-sets/rond-default.yaml");

  private static final int SETS = Integer.getInteger("rond.rules.sets", 500);
  private static final int CHANGES_PER_SET = 250;
  private static final long SEED = Long.getLong("rond.rules.seed", 251);

  /** Contact causes whose usual level is below 112 and has no step of its own. */
  private static final List<ContactCause> WITHOUT_STEPS =
      Arrays.stream(ContactCause.values())
          .filter(
              cause -> {
                var usual = Shipped.SET.usualLevel(cause);
                return usual.higher().isEmpty() && usual.level() != Level.EMERGENCY_112;
              })
          .toList();

  @Test
  void aWorseValueNeverGivesALowerLevelByAnySetThatCanBeLoaded() {
    System.out.printf("Judging by %,d random rule sets, seed %d%n", SETS, SEED);
    var random = new Random(SEED);
    var raised = new HashMap<String, Integer>();
    var refused = 0;
    for (var count = 0; count < SETS; count++) {
      var made = new RandomRules(random);
      var rules = new TriageRules(RuleSet.read(made.document(6)), anyStrategy(random));
      refused += made.refused;

      assertThat(counterexample(random, rules, CHANGES_PER_SET, raised))
          .as("set %d of seed %d:%n%s", count, SEED, made.text)
          .isEmpty();
    }

    assertThat(refused).as("the loader would refuse nothing").isGreaterThan(SETS);
    assertThat(raised.keySet())
        .as("the test would not see every fact matter")
        .contains(
            "RR",
            "SpO2",
            "oxygen",
            "SBP",
            "DBP",
            "pulse",
            "consciousness",
            "temperature",
            "glucose",
            "ketones",
            "INR",
            "lactate",
            "potassium",
            "ECG",
            "finding",
            "infection",
            "anticoagulant",
            "no",
            "flow",
            "flag",
            "CRP",
            "Hb",
            "sodium",
            "creatinine",
            "colour",
            "prescriptions",
            "contact",
            "previousNews2",
            "earlierHb",
            "earlierCreatinine",
            "repeatCallerFlag",
            "plan");
  }

  /** Which guard it is: the same conditions, put past {@link Worse#allows}. */
  @Test
  void withoutTheGuardOfMeasuredValuesAWorseOneLowersTheLevelSeed252() {
    for (var planted :
        List.of(
            planted("pulse", Comparison.BELOW, "100"),
            planted("respirationRate", Comparison.ABOVE, "10"),
            planted("oxygenSaturation", Comparison.ABOVE, "93"),
            planted("oxygenSaturation", Comparison.BELOW, "96"),
            planted("pointOfCare.lactate", Comparison.AT_MOST, "3"),
            planted("oxygenFlow", Comparison.AT_LEAST, "0"))) {
      assertThat(isRefused(planted)).as(planted.toString()).isTrue();

      var rules = new TriageRules(with(planted), HipFractureStrategy.MOBILE_XRAY_FIRST);

      assertThat(counterexample(new Random(252), rules, 40_000, new HashMap<>()))
          .as(planted.toString())
          .isPresent();
    }
  }

  private static boolean isRefused(Condition.Compares planted) {
    var text =
        "{%s: {%s: %s}}"
            .formatted(
                planted.fact().name(),
                planted.comparison().word(),
                planted.limit().toPlainString());
    try {
      return new ConditionReader(new Problems()).read(YamlNode.read(text)) == null;
    } catch (MalformedYaml e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** Searches a change for the worse that lowers the level; counts the kinds that raised it. */
  private static Optional<String> counterexample(
      Random random, TriageRules rules, int changes, Map<String, Integer> raised) {
    for (var round = 0; round < changes; round++) {
      var patient = round % 4 == 0 ? anyone(random) : calm(random);
      var before = rules.judge(patient.content(), patient.context()).level();
      var known = patient.content() + " at " + patient.context();
      var flowIsUnknown = patient.oxygenFlow == null && !Boolean.FALSE.equals(patient.oxygen);
      var change = worsen(random, patient);
      if (flowIsUnknown && patient.oxygenFlow != null) {
        continue; // To know something is not worse than not to know it.
      }
      var after = rules.judge(patient.content(), patient.context()).level();
      if (!after.isAtLeast(before)) {
        return Optional.of("%s then %s: %s to %s".formatted(known, change, before, after));
      }
      if (after != before) {
        raised.merge(change.split(" ")[0], 1, Integer::sum);
      }
    }
    return Optional.empty();
  }

  private static Condition.Compares planted(String fact, Comparison comparison, String limit) {
    return Vocabulary.find(fact).orElseThrow() instanceof Fact.Measured measured
        ? new Condition.Compares(measured, comparison, new BigDecimal(limit))
        : null;
  }

  /** The shipped set with one rule that no loader saw. */
  private static RuleSet with(Condition condition) {
    var rules = new ArrayList<>(Shipped.SET.rules());
    rules.add(
        new Rule(
            "PLANTED",
            RuleKind.FLOOR,
            new Label("Planterad", "Planted"),
            null,
            condition,
            null,
            Level.PHYSICIAN_NOW,
            Set.of(),
            Set.<Capability>of(),
            List.of(),
            null));
    return Shipped.SET.with(rules);
  }

  private static HipFractureStrategy anyStrategy(Random random) {
    return oneOf(random, HipFractureStrategy.values());
  }

  /** Rules made by chance, right and wrong; the wrong ones are counted and left out. */
  private static final class RandomRules {

    private final Random random;
    private int refused;
    private String text = "";

    private RandomRules(Random random) {
      this.random = random;
    }

    /** The shipped set with so many more rules, and with other causes, exemptions and signs. */
    private String document(int count) {
      var rules = new StringBuilder();
      for (var number = 1; number <= count; number++) {
        rules.append(
            """
              - id: RANDOM-%d
                kind: %s
                label: {sv: Slump, en: Chance}
                when: %s
                unlistedWhen: %s
                %s
            """
                .formatted(
                    number, oneOf(random, "FLOOR", "PROPOSAL"), readable(), readable(), demand()));
        var last = rules.lastIndexOf("- id");
        if (rules.indexOf("level: EMERGENCY_112", last) < 0
            && rules.indexOf("raise: 1", last) < 0) {
          rules.append(
              """
                  higher:
                    - when: %s
                      level: EMERGENCY_112
              """
                  .formatted(readable()));
        }
      }
      var document = SHIPPED.replace("\nrules:\n", "\nrules:\n" + rules);
      for (var cause : anyOf(WITHOUT_STEPS, 12)) {
        document = withStep(document, cause);
      }
      document =
          changed(
              document,
              "      unless:\n        any:\n",
              "      unless:\n        any:\n          - %s\n".formatted(readable()));
      document =
          changed(
              document,
              "      stated: palliativePlan.sufficientPrescriptions\n",
              "      stated: palliativePlan.sufficientPrescriptions\n      unless: %s\n"
                  .formatted(readable()));
      for (var sign : anyOf(List.of(Finding.RIGORS, Finding.DROWSY, Finding.AMNESIA), 1)) {
        document = changed(document, "      - " + sign + "\n", "");
        document =
            changed(
                document,
                "\nsigns:\n",
                "\nsigns:\n  - level: EMERGENCY_112\n    codes: [" + sign + "]\n");
        document =
            changed(
                document,
                "\nsignsByValue:\n",
                "\nsignsByValue:\n  - sign: %s\n    when: %s\n".formatted(sign, readable()));
      }
      text = document;
      return document;
    }

    private String demand() {
      return random.nextInt(4) == 0
          ? "raise: 1"
          : "level: %s\n    needs: [PHYSICIAN_CONTACT, TEAM_VISIT]"
              .formatted(oneOf(random, Level.values()));
    }

    private String withStep(String document, ContactCause cause) {
      return changed(
          document,
          "  " + cause + ": #",
          "  %s:\n    higher: [{when: %s, level: %s}]\n    #"
              .formatted(cause, readable(), Level.EMERGENCY_112));
    }

    private static String changed(String document, String from, String to) {
      var changed = document.replace(from, to);
      assertThat(changed).as(from).isNotEqualTo(document);
      return changed;
    }

    private <T> List<T> anyOf(List<T> all, int count) {
      var shuffled = new ArrayList<>(all);
      Collections.shuffle(shuffled, random);
      return List.copyOf(shuffled.subList(0, count));
    }

    private String readable() {
      while (true) {
        var condition = condition(2);
        var problems = new Problems();
        try {
          var read = new ConditionReader(problems).read(YamlNode.read(condition));
          if (read != null && problems.isEmpty() && new Reach(true).canHold(read)) {
            return condition;
          }
        } catch (MalformedYaml e) {
          throw new IllegalStateException(condition, e);
        }
        refused++;
      }
    }

    private String condition(int depth) {
      if (depth > 0 && random.nextInt(3) == 0) {
        return "{%s: [%s, %s]}"
            .formatted(oneOf(random, "all", "any"), condition(depth - 1), condition(depth - 1));
      }
      var facts = List.copyOf(Vocabulary.facts().values());
      var fact = facts.get(random.nextInt(facts.size()));
      return "{" + fact.name() + ": " + test(fact) + "}";
    }

    private String test(Fact fact) {
      var comparison = oneOf(random, Comparison.values()).word();
      return switch (fact) {
        case Fact.Measured measured -> "{%s: %s}".formatted(comparison, limit(measured));
        case Fact.Scored scored ->
            "{%s: %d}".formatted(comparison, random.nextInt(1, scored.most() + 1));
        case Fact.Sign _ -> oneOf(random, "true", "true", "false");
        case Fact.Graded<?> graded ->
            "{%s: %s}"
                .formatted(
                    comparison, graded.fromBest().get(random.nextInt(graded.fromBest().size())));
        case Fact.Several<?> several -> some(several.codes().keySet());
        case Fact.Circumstance<?> circumstance ->
            random.nextBoolean()
                ? some(circumstance.codes().keySet())
                : "{not: " + some(circumstance.codes().keySet()) + "}";
        case Fact.Exemption _ -> oneOf(random, "notStated", "denied", "stated");
      };
    }

    /** Near what patients have, so that a change can make the difference. */
    private String limit(Fact.Measured fact) {
      return switch (fact.name()) {
        case "respirationRate" -> "" + random.nextInt(8, 26);
        case "oxygenSaturation" -> "" + random.nextInt(86, 99);
        case "oxygenFlow" -> "" + random.nextInt(0, 5);
        case "systolicPressure" -> "" + random.nextInt(95, 185);
        case "diastolicPressure" -> "" + random.nextInt(45, 76);
        case "pulse" -> "" + random.nextInt(45, 110);
        case "temperature" -> "" + BigDecimal.valueOf(random.nextInt(350, 390), 1);
        case "ageYears" -> "" + random.nextInt(10, 95);
        case "pointOfCare.crp" -> "" + random.nextInt(1, 200);
        case "pointOfCare.hb" -> "" + random.nextInt(60, 160);
        case "pointOfCare.glucose" -> "" + random.nextInt(3, 26);
        case "pointOfCare.inr" -> "" + BigDecimal.valueOf(random.nextInt(10, 30), 1);
        case "pointOfCare.lactate" -> "" + BigDecimal.valueOf(random.nextInt(5, 40), 1);
        case "pointOfCare.potassium" -> "" + BigDecimal.valueOf(random.nextInt(27, 63), 1);
        case "pointOfCare.sodium" -> "" + random.nextInt(120, 156);
        case "pointOfCare.creatinine" -> "" + random.nextInt(60, 300);
        case "hbFall" -> "" + random.nextInt(1, 60);
        case "creatinineRise" -> "" + BigDecimal.valueOf(random.nextInt(5, 40), 1);
        case "lastContact.hours" -> "" + random.nextInt(1, 200);
        case "pointOfCare.ketones" -> "" + BigDecimal.valueOf(random.nextInt(1, 30), 1);
        default -> throw new IllegalArgumentException("Expected limits for " + fact.name());
      };
    }

    private String some(Set<String> codes) {
      var all = List.copyOf(codes);
      var count = random.nextInt(1, Math.min(6, all.size()) + 1);
      var some = new LinkedHashSet<String>();
      while (some.size() < count) {
        some.add(all.get(random.nextInt(all.size())));
      }
      return "[" + String.join(", ", some) + "]";
    }
  }
}
