package se.rond.clinical;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Condition.All;
import se.rond.clinical.Condition.Among;
import se.rond.clinical.Condition.Any;
import se.rond.clinical.Condition.Compares;
import se.rond.clinical.Condition.Denied;
import se.rond.clinical.Condition.Grade;
import se.rond.clinical.Condition.Has;
import se.rond.clinical.Condition.NotStated;
import se.rond.clinical.Condition.Present;
import se.rond.clinical.Condition.Reaches;
import se.rond.clinical.Fact.Circumstance;
import se.rond.clinical.Fact.Exemption;
import se.rond.clinical.Fact.Graded;
import se.rond.clinical.Fact.Measured;
import se.rond.clinical.Fact.Scored;
import se.rond.clinical.Fact.Several;
import se.rond.clinical.Fact.Sign;
import se.rond.clinical.Worse.Comparison;
import se.rond.clinical.yaml.YamlNode;

/**
 * Reads conditions. What it cannot make a {@link Condition} of it refuses, and so there is no
 * condition that a worse value could switch off.
 */
final class ConditionReader {

  private static final String NOT_CLOSED = ": a worse value must not switch a condition off";

  private static final Codes<Comparison> COMPARISONS =
      new Codes<>("a comparison", Vocabulary.codes(Comparison.values(), Comparison::word));

  /** More than anybody can follow; the longest that is shipped has five. */
  private static final int MOST_TESTS = 100;

  private final Problems problems;

  /** Tests of the condition that is read. */
  private int tests;

  ConditionReader(Problems problems) {
    this.problems = problems;
  }

  /** Null if it is none; why is told. */
  @Nullable Condition read(YamlNode node) {
    tests = 0;
    var condition = whole(node);
    if (tests > MOST_TESTS) {
      problems.add(
          node.place(), "a condition of at most " + MOST_TESTS + " tests", tests + " tests");
      return null;
    }
    return condition;
  }

  private @Nullable Condition whole(YamlNode node) {
    if (!(node instanceof YamlNode.Fields(_, var fields)) || fields.isEmpty()) {
      problems.add(node, "a condition: all, any, or a fact with its test");
      return null;
    }
    var parts = new ArrayList<Condition>();
    var isWhole = true;
    var names = new LinkedHashMap<String, YamlNode>();
    for (var field : fields) {
      if (names.put(field.name().value(), field.name()) != null) {
        problems.add(field.name(), "each key of a condition once; for two tests of a fact use all");
      }
      var part = part(field);
      if (part == null) {
        isWhole = false;
      } else {
        parts.add(part);
      }
    }
    if (!isWhole) {
      return null;
    }
    return parts.size() == 1 ? parts.getFirst() : new All(parts);
  }

  private @Nullable Condition part(YamlNode.Field field) {
    return switch (field.name().value()) {
      case "all" -> {
        var parts = parts(field.value());
        yield parts == null ? null : new All(parts);
      }
      case "any" -> {
        var parts = parts(field.value());
        yield parts == null ? null : new Any(parts);
      }
      default -> test(field);
    };
  }

  private @Nullable List<Condition> parts(YamlNode node) {
    if (!(node instanceof YamlNode.Items(_, var items)) || items.isEmpty()) {
      problems.add(node, "a list of conditions");
      return null;
    }
    var parts = new ArrayList<Condition>();
    for (var item : items) {
      var part = whole(item);
      if (part != null) {
        parts.add(part);
      }
    }
    return parts.size() == items.size() ? parts : null;
  }

  private @Nullable Condition test(YamlNode.Field field) {
    tests++;
    var name = field.name().value();
    var fact = Vocabulary.find(name).orElse(null);
    return switch (fact) {
      case null -> {
        problems.add(
            field.name(),
            "a fact (docs/rule-sets.md)"
                + Codes.nearest(name, Vocabulary.facts().keySet())
                + ", or all or any");
        yield null;
      }
      case Measured measured -> compares(measured, field.value());
      case Scored scored -> reaches(scored, field.value());
      case Sign sign -> present(sign, field.value());
      case Graded<?> graded -> grade(graded, field.value());
      case Several<?> several -> has(several, field.value());
      case Circumstance<?> circumstance -> among(circumstance, field.value());
      case Exemption exemption -> exemption(exemption, field.value());
    };
  }

  /** The guard for measured values: {@link Worse#allows}. */
  private @Nullable Condition compares(Measured fact, YamlNode node) {
    var field = only(node, "one comparison, such as {above: 20}");
    if (field == null) {
      return null;
    }
    var comparison = COMPARISONS.read(field.name(), problems);
    var limit = number(field.value());
    if (comparison == null || limit == null) {
      return null;
    }
    if (limit.compareTo(fact.least()) < 0 || limit.compareTo(fact.most()) > 0) {
      problems.add(
          field.value(),
          "a limit from " + fact.least().toPlainString() + " to " + fact.most().toPlainString());
      return null;
    }
    if (comparison == Comparison.AT_LEAST && limit.compareTo(fact.least()) == 0) {
      problems.add(
          field.value(),
          "a limit above " + fact.least().toPlainString() + ", which every value meets");
      return null;
    }
    if (!fact.worse().allows(comparison, limit)) {
      problems.add(
          field.name().place(),
          "for " + fact.name() + " " + fact.worse().expected() + NOT_CLOSED,
          "'" + comparison.word() + ": " + limit.toPlainString() + "'");
      return null;
    }
    return new Compares(fact, comparison, limit);
  }

  private @Nullable Condition reaches(Scored fact, YamlNode node) {
    var field = only(node, "{atLeast: points}");
    if (field == null) {
      return null;
    }
    if (!field.name().value().equals(Comparison.AT_LEAST.word())) {
      problems.add(
          field.name(), "for " + fact.name() + " atLeast, since more is worse" + NOT_CLOSED);
      return null;
    }
    var limit = number(field.value());
    if (limit == null) {
      return null;
    }
    if (limit.signum() <= 0
        || limit.stripTrailingZeros().scale() > 0
        || limit.compareTo(BigDecimal.valueOf(fact.most())) > 0) {
      problems.add(field.value(), "whole points from 1 to " + fact.most());
      return null;
    }
    return new Reaches(fact, limit.intValueExact());
  }

  private @Nullable Condition present(Sign fact, YamlNode node) {
    if (node instanceof YamlNode.Text(_, var text) && text.equals("true")) {
      return new Present(fact);
    }
    problems.add(node, "for " + fact.name() + " true, since it is worse to have it" + NOT_CLOSED);
    return null;
  }

  private <E extends Enum<E>> @Nullable Condition grade(Graded<E> fact, YamlNode node) {
    var field = only(node, "{atLeast: code}");
    if (field == null) {
      return null;
    }
    if (!field.name().value().equals(Comparison.AT_LEAST.word())) {
      problems.add(
          field.name(), "for " + fact.name() + " atLeast, since later is worse" + NOT_CLOSED);
      return null;
    }
    var codes = new LinkedHashMap<String, E>();
    fact.fromBest().forEach(one -> codes.put(one.name(), one));
    var atLeast = new Codes<>("from best to worst", codes).read(field.value(), problems);
    return atLeast == null ? null : new Grade<>(fact, atLeast);
  }

  private <T> @Nullable Condition has(Several<T> fact, YamlNode node) {
    if (!(node instanceof YamlNode.Items)) {
      problems.add(
          node, "for " + fact.name() + " a list of which any counts, more is worse" + NOT_CLOSED);
      return null;
    }
    var any = some(fact.name(), new Codes<>("a code of " + fact.name(), fact.codes()), node);
    return any.isEmpty() ? null : new Has<>(fact, any);
  }

  private <T> @Nullable Condition among(Circumstance<T> fact, YamlNode node) {
    var codes = new Codes<>("a code of " + fact.name(), fact.codes());
    if (node instanceof YamlNode.Text) {
      var one = codes.read(node, problems);
      return one == null ? null : new Among<>(fact, Set.of(one), false);
    }
    var inside = node;
    var outside = false;
    if (node instanceof YamlNode.Fields) {
      var field = only(node, "a list, or {not: list}");
      if (field == null) {
        return null;
      }
      if (!field.name().value().equals("not")) {
        problems.add(field.name(), "a list, or {not: list}");
        return null;
      }
      inside = field.value();
      outside = true;
    }
    var some = some(fact.name(), codes, inside);
    return some.isEmpty() ? null : new Among<>(fact, some, outside);
  }

  /** What exempts is no condition; that it is not stated, or denied, is. */
  private @Nullable Condition exemption(Exemption fact, YamlNode node) {
    if (node instanceof YamlNode.Text(_, var text)) {
      if (text.equals("notStated")) {
        return new NotStated(fact);
      }
      if (text.equals("denied") && fact.canBeDenied()) {
        return new Denied(fact);
      }
    }
    problems.add(
        node,
        "for "
            + fact.name()
            + (fact.canBeDenied() ? " notStated or denied" : " notStated")
            + ", since what exempts counts in exempt alone");
    return null;
  }

  private <T> Set<T> some(String name, Codes<T> codes, YamlNode node) {
    var some = codes.readAll(node, problems);
    if (some.isEmpty() && node instanceof YamlNode.Items(_, var items) && items.isEmpty()) {
      problems.add(node, "at least one code of " + name);
    }
    return some;
  }

  private YamlNode.@Nullable Field only(YamlNode node, String expected) {
    if (node instanceof YamlNode.Fields(_, var fields) && fields.size() == 1) {
      return fields.getFirst();
    }
    problems.add(node, expected);
    return null;
  }

  private @Nullable BigDecimal number(YamlNode node) {
    if (node instanceof YamlNode.Text(_, var text) && text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?")) {
      return new BigDecimal(text);
    }
    problems.add(node, "a number from 0, with four digits and three decimals at most");
    return null;
  }
}
