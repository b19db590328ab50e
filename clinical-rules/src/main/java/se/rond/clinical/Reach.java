package se.rond.clinical;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import se.rond.clinical.Condition.Unlocked;
import se.rond.clinical.Fact.Circumstance;
import se.rond.clinical.Worse.Comparison;

/**
 * Whether any request can meet a condition: tests of one fact that exclude each other, limits that
 * nothing recorded can reach, points where no score is made, and whether NEWS2 applies against age
 * and pregnancy. How other facts hang together is not looked into.
 */
final class Reach {

  /** For all conditions of a document; chosen, far above what one that a person wrote takes. */
  static final int MOST_STEPS = 100_000;

  /** The age from which NEWS2 applies. */
  private static final BigDecimal ADULT = BigDecimal.valueOf(News2.YOUNGEST_AGE_YEARS);

  private final boolean seesWhetherNews2Applies;
  private int steps;

  /**
   * Of one document: once its steps are spent, whatever it says is taken as within reach.
   *
   * @param seesWhetherNews2Applies false where the facts that tell it may contradict each other
   */
  Reach(boolean seesWhetherNews2Applies) {
    this.seesWhetherNews2Applies = seesWhetherNews2Applies;
  }

  boolean isSpent() {
    return steps >= MOST_STEPS;
  }

  boolean canHold(Condition condition) {
    return canHold(condition, seesWhetherNews2Applies);
  }

  /** Points of NEWS2 are not known where it does not apply, which such a condition counts for. */
  boolean canHoldOrBeUnknown(Condition condition) {
    return canHold(condition, false);
  }

  private boolean canHold(Condition condition, boolean seesNews2) {
    return canHold(List.of(condition), new Room(Map.of(), Map.of()), seesNews2);
  }

  private boolean canHold(Collection<Condition> conditions, Room room, boolean seesNews2) {
    var todo = new ArrayDeque<>(conditions);
    if (todo.isEmpty() || isSpent()) {
      return true;
    }
    steps++;
    var first = todo.pop();
    return switch (first) {
      case All(var parts) -> canHold(with(parts, todo), room, seesNews2);
      case Any(var parts) ->
          parts.stream().anyMatch(part -> canHold(with(Set.of(part), todo), room, seesNews2));
      case Condition.Test test -> {
        var left = room.meet(test);
        yield left.isSome()
            && !(seesNews2 && left.contradictsNews2())
            && canHold(todo, left, seesNews2);
      }
    };
  }

  private static Deque<Condition> with(Collection<Condition> parts, Deque<Condition> todo) {
    var more = new ArrayDeque<>(todo);
    parts.forEach(more::push);
    return more;
  }

  /** The values that are left for each fact. */
  private record Room(Map<String, Range> ranges, Map<String, Set<Object>> codes) {

    private static final Object NONE_OF_THE_LIST = new Object();

    boolean isSome() {
      return ranges.values().stream().allMatch(Range::isSome)
          && codes.values().stream().noneMatch(Set::isEmpty);
    }

    /** Whether NEWS2 applies is told by age and pregnancy, and why not by its own fact. */
    boolean contradictsNews2() {
      var applies = isOnly(Vocabulary.NEWS2_APPLIES, true);
      var appliesNot = isOnly(Vocabulary.NEWS2_APPLIES, false);
      var reasons = codes.get(News2.NOT_APPLICABLE);
      if (reasons != null) {
        applies |= Set.of(NONE_OF_THE_LIST).containsAll(reasons);
        appliesNot |= !reasons.contains(NONE_OF_THE_LIST);
      }
      var age = ranges.get(Vocabulary.AGE_YEARS);
      var isChild = age != null && !age.cut(Comparison.AT_LEAST, ADULT).isSome();
      var isAdult = age != null && !age.cut(Comparison.BELOW, ADULT).isSome();
      appliesNot |= isChild || isOnly(Vocabulary.PREGNANT, true);
      applies |= isAdult && isOnly(Vocabulary.PREGNANT, false);
      return applies && appliesNot;
    }

    private boolean isOnly(String fact, boolean value) {
      var left = codes.get(fact);
      return left != null && left.equals(Set.of(value));
    }

    Room meet(Condition.Test test) {
      return switch (test) {
        case Compares(var fact, var comparison, var limit) -> {
          var more = new HashMap<>(ranges);
          more.merge(
              fact.name(),
              new Range(fact.least(), true, fact.most(), true).cut(comparison, limit),
              (before, _) -> before.cut(comparison, limit));
          yield new Room(more, codes);
        }
        case Among(var fact, var some, var outside) -> limit(fact, some, outside);
        case Reaches(var fact, var atLeast) ->
            atLeast > fact.most() ? nothing(fact) : needsScore(fact);
        case Present(var fact) -> needsScore(fact);
        case Grade<?> _, Has<?> _, Unlocked _, NotStated _, Denied _ -> this;
      };
    }

    private Room limit(Circumstance<?> fact, Set<?> some, boolean outside) {
      Set<Object> left = new HashSet<>(codes.getOrDefault(fact.name(), all(fact)));
      if (outside) {
        left.removeAll(some);
      } else {
        left.retainAll(some);
      }
      var more = new HashMap<>(codes);
      more.put(fact.name(), left);
      return new Room(ranges, more);
    }

    private static Set<Object> all(Circumstance<?> fact) {
      Set<Object> all = new HashSet<>(fact.codes().values());
      if (fact.canBeNone()) {
        all.add(NONE_OF_THE_LIST);
      }
      return all;
    }

    private Room nothing(Fact fact) {
      var more = new HashMap<>(codes);
      more.put(fact.name(), Set.of());
      return new Room(ranges, more);
    }

    /** Who has no NEWS2 has no points of it. */
    private Room needsScore(Fact fact) {
      return fact.name().startsWith("news2.")
              && Vocabulary.find(Vocabulary.NEWS2_APPLIES).orElseThrow()
                  instanceof Circumstance<?> applies
          ? limit(applies, Set.of(true), false)
          : this;
    }
  }

  private record Range(BigDecimal least, boolean withLeast, BigDecimal most, boolean withMost) {

    boolean isSome() {
      var order = least.compareTo(most);
      return order < 0 || (order == 0 && withLeast && withMost);
    }

    Range cut(Comparison comparison, BigDecimal limit) {
      return switch (comparison) {
        case ABOVE, AT_LEAST -> {
          var with = comparison == Comparison.AT_LEAST;
          var order = limit.compareTo(least);
          yield order < 0
              ? this
              : new Range(limit, order == 0 ? withLeast && with : with, most, withMost);
        }
        case BELOW, AT_MOST -> {
          var with = comparison == Comparison.AT_MOST;
          var order = limit.compareTo(most);
          yield order > 0
              ? this
              : new Range(least, withLeast, limit, order == 0 ? withMost && with : with);
        }
      };
    }
  }
}
