package se.rond.clinical;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import se.rond.clinical.Fact.Circumstance;
import se.rond.clinical.Fact.Exemption;
import se.rond.clinical.Fact.Graded;
import se.rond.clinical.Fact.Measured;
import se.rond.clinical.Fact.Scored;
import se.rond.clinical.Fact.Several;
import se.rond.clinical.Fact.Sign;
import se.rond.clinical.Worse.Comparison;
import se.rond.contracts.care.Finding;

/**
 * When a rule speaks. Every kind of condition is closed upwards: no worse value of a fact turns
 * true into anything else. There is no "not", and each test is closed by itself ({@link Worse} for
 * measured values, the kind of test for all others), so that "all" and "any" of them are, too:
 * docs/decisions/0025.
 */
sealed interface Condition {

  Truth holds(Known known);

  /** Adds the values that made it true; what is a circumstance needs no telling. */
  void tell(Known known, SortedMap<String, String> facts);

  /** Adds what it would have to know, where that is why it is not known to hold. */
  void miss(Known known, Missing missing);

  /** Holds if each part does. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public Truth holds(Known known) {
      var worst = Truth.TRUE;
      for (var part : parts) {
        switch (part.holds(known)) {
          case FALSE -> {
            return Truth.FALSE;
          }
          case UNKNOWN -> worst = Truth.UNKNOWN;
          case TRUE -> {}
        }
      }
      return worst;
    }

    @Override
    public void tell(Known known, SortedMap<String, String> facts) {
      parts.forEach(part -> part.tell(known, facts));
    }

    @Override
    public void miss(Known known, Missing missing) {
      parts.forEach(part -> part.miss(known, missing));
    }
  }

  /** Holds if at least one part does. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public Truth holds(Known known) {
      var best = Truth.FALSE;
      for (var part : parts) {
        switch (part.holds(known)) {
          case TRUE -> {
            return Truth.TRUE;
          }
          case UNKNOWN -> best = Truth.UNKNOWN;
          case FALSE -> {}
        }
      }
      return best;
    }

    @Override
    public void tell(Known known, SortedMap<String, String> facts) {
      for (var part : parts) {
        if (part.holds(known) == Truth.TRUE) {
          part.tell(known, facts);
        }
      }
    }

    @Override
    public void miss(Known known, Missing missing) {
      for (var part : parts) {
        if (part.holds(known) == Truth.UNKNOWN) {
          part.miss(known, missing);
        }
      }
    }
  }

  /** A test of one fact. */
  sealed interface Test extends Condition {

    Fact fact();

    @Override
    default void tell(Known known, SortedMap<String, String> facts) {
      var value = fact().shown(known);
      if (value != null) {
        facts.put(fact().shownAs(known), value);
      }
    }

    @Override
    default void miss(Known known, Missing missing) {
      if (holds(known) == Truth.UNKNOWN) {
        missing.add(fact().name());
      }
    }
  }

  /** A measured value beyond a limit. */
  record Compares(Measured fact, Comparison comparison, BigDecimal limit) implements Test {
    @Override
    public Truth holds(Known known) {
      var value = fact.reading().of(known);
      if (value == null) {
        return fact.missing().apply(known).isEmpty() ? Truth.FALSE : Truth.UNKNOWN;
      }
      return Truth.of(comparison.holds(value, limit));
    }

    @Override
    public void miss(Known known, Missing missing) {
      if (fact.reading().of(known) == null) {
        missing.addAll(fact.missing().apply(known));
      }
    }
  }

  /** So many points, counted by the least that they can be. */
  record Reaches(Scored fact, int atLeast) implements Test {
    @Override
    public Truth holds(Known known) {
      var points = fact.reading().apply(known);
      var least = points.least();
      var most = points.most();
      if (least == null || most == null) {
        return Truth.UNKNOWN;
      }
      if (least >= atLeast) {
        return Truth.TRUE;
      }
      return most >= atLeast ? Truth.UNKNOWN : Truth.FALSE;
    }

    @Override
    public void miss(Known known, Missing missing) {
      if (holds(known) == Truth.UNKNOWN) {
        missing.addAll(fact.reading().apply(known).missing());
      }
    }
  }

  /** A sign that is there. */
  record Present(Sign fact) implements Test {
    @Override
    public Truth holds(Known known) {
      return fact.reading().apply(known);
    }

    @Override
    public void miss(Known known, Missing missing) {
      if (holds(known) == Truth.UNKNOWN) {
        missing.addAll(fact.missing().apply(known));
      }
    }
  }

  /** One of a list in order, or any worse. */
  record Grade<E extends Enum<E>>(Graded<E> fact, E atLeast) implements Test {
    @Override
    public Truth holds(Known known) {
      var value = fact.reading().of(known);
      if (value == null) {
        return fact.missing().of(known) == null ? Truth.FALSE : Truth.UNKNOWN;
      }
      return Truth.of(fact.fromBest().indexOf(value) >= fact.fromBest().indexOf(atLeast));
    }

    @Override
    public void miss(Known known, Missing missing) {
      var one = fact.reading().of(known) == null ? fact.missing().of(known) : null;
      if (one != null) {
        missing.add(one);
      }
    }
  }

  /** Any of several. */
  record Has<T>(Several<T> fact, Set<T> any) implements Test {
    public Has {
      any = Set.copyOf(any);
    }

    @Override
    public Truth holds(Known known) {
      for (var one : fact.reading().apply(known)) {
        if (any.contains(one)) {
          return Truth.TRUE;
        }
      }
      return Truth.FALSE;
    }

    @Override
    public void tell(Known known, SortedMap<String, String> facts) {
      var seen = fact.reading().apply(known).stream().filter(any::contains).toList();
      facts.put(fact.name(), fact.codesOf(seen));
    }
  }

  /**
   * A warning sign, with a contact cause at which the locked floor does not make it 112 already:
   * there it says so itself.
   */
  record Unlocked(Finding finding) implements Test {
    @Override
    public Several<Finding> fact() {
      return Vocabulary.findings();
    }

    @Override
    public Truth holds(Known known) {
      var content = known.content();
      return Truth.of(
          content.findings().contains(finding)
              && WarningSigns.weigh(finding, content.contactCause()) == null);
    }

    @Override
    public void tell(Known known, SortedMap<String, String> facts) {
      facts.put(fact().name(), finding.name());
    }
  }

  /** A circumstance that is among some, or among others. Neither is worse. */
  record Among<T>(Circumstance<T> fact, Set<T> some, boolean outside) implements Test {
    public Among {
      some = Set.copyOf(some);
    }

    @Override
    public Truth holds(Known known) {
      var value = fact.reading().of(known);
      if (value == null) {
        return fact.canBeNone() ? Truth.of(outside) : Truth.UNKNOWN;
      }
      return Truth.of(outside != some.contains(value));
    }

    @Override
    public void tell(Known known, SortedMap<String, String> facts) {}
  }

  /** An exemption that is not stated. */
  record NotStated(Exemption fact) implements Test {
    @Override
    public Truth holds(Known known) {
      return Truth.of(!fact.isStated(known));
    }
  }

  /** An exemption of which the opposite is stated. */
  record Denied(Exemption fact) implements Test {
    @Override
    public Truth holds(Known known) {
      return Truth.of(Boolean.FALSE.equals(fact.reading().of(known)));
    }
  }
}
