package se.rond.clinical;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a condition may ask for, with the order in which its values get worse. What has no
 * value is worse and better than nothing: a rule that asks for it is not evaluated.
 */
sealed interface Fact {

  /** As conditions name it, and decisions show it. */
  String name();

  /** The value as decisions show it, null if there is none. */
  @Nullable String shown(Known known);

  /** The name under which decisions show it. */
  default String shownAs(Known known) {
    return name();
  }

  /** Reads a value of what is known, null if it is not known. */
  interface Reading<T> {
    @Nullable T of(Known known);
  }

  /**
   * A measured number.
   *
   * @param least the lowest value that can be recorded
   * @param most the highest
   * @param missing what would tell, where it is not known; nothing where there is none, which is
   *     better than any
   */
  record Measured(
      String name,
      Worse worse,
      BigDecimal least,
      BigDecimal most,
      Reading<BigDecimal> reading,
      Function<Known, List<String>> missing)
      implements Fact {

    Measured(
        String name, Worse worse, BigDecimal least, BigDecimal most, Reading<BigDecimal> reading) {
      this(name, worse, least, most, reading, List.of(name));
    }

    private Measured(
        String name,
        Worse worse,
        BigDecimal least,
        BigDecimal most,
        Reading<BigDecimal> reading,
        List<String> itself) {
      this(name, worse, least, most, reading, _ -> itself);
    }

    @Override
    public @Nullable String shown(Known known) {
      var value = reading.of(known);
      return value == null ? null : value.toPlainString();
    }
  }

  /**
   * Points that are added up; more is worse. Where something is missing the points are a range, and
   * a rule goes by the least.
   *
   * @param most the most points there are
   */
  record Scored(String name, int most, Function<Known, Points> reading, Function<Known, String> as)
      implements Fact {
    @Override
    public @Nullable String shown(Known known) {
      var least = reading.apply(known).least();
      return least == null ? null : least.toString();
    }

    @Override
    public String shownAs(Known known) {
      return as.apply(known);
    }
  }

  /**
   * Points, as far as they are known.
   *
   * @param least with everything that is missing as normal, null if there is no score
   * @param most with everything that is missing as bad as can be, null if there is no score
   * @param missing what would tell
   */
  record Points(@Nullable Integer least, @Nullable Integer most, List<String> missing) {}

  /**
   * Something that is there or not; there is worse.
   *
   * @param missing what would tell, where it is not known
   */
  record Sign(String name, Function<Known, Truth> reading, Function<Known, List<String>> missing)
      implements Fact {
    @Override
    public @Nullable String shown(Known known) {
      return switch (reading.apply(known)) {
        case TRUE -> "true";
        case FALSE -> "false";
        case UNKNOWN -> null;
      };
    }
  }

  /**
   * One of a closed list that is in order, from best to worst.
   *
   * @param fromBest the codes in that order
   * @param missing what would tell, where it is not known; null where there is nothing to know
   */
  record Graded<E extends Enum<E>>(
      String name, List<E> fromBest, Reading<E> reading, Reading<String> missing) implements Fact {

    Graded(String name, List<E> fromBest, Reading<E> reading) {
      this(name, fromBest, reading, _ -> name);
    }

    @Override
    public @Nullable String shown(Known known) {
      var value = reading.of(known);
      return value == null ? null : value.name();
    }
  }

  /** Several of a closed list; more of them is worse. */
  record Several<T>(
      String name, SequencedMap<String, T> codes, Function<Known, Collection<T>> reading)
      implements Fact {
    @Override
    public @Nullable String shown(Known known) {
      var there = reading.apply(known);
      return there.isEmpty() ? null : codesOf(there);
    }

    /** The codes of some of the list, in its order. */
    String codesOf(Collection<T> some) {
      return codes.entrySet().stream()
          .filter(code -> some.contains(code.getValue()))
          .map(Map.Entry::getKey)
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * What is neither better nor worse, such as the contact cause.
   *
   * @param canBeNone true if no value means none of the list, false if it means that nobody knows
   */
  record Circumstance<T>(
      String name, SequencedMap<String, T> codes, boolean canBeNone, Reading<T> reading)
      implements Fact {

    Circumstance(String name, SequencedMap<String, T> codes, Reading<T> reading) {
      this(name, codes, false, reading);
    }

    @Override
    public @Nullable String shown(Known known) {
      var value = reading.of(known);
      return codes.entrySet().stream()
          .filter(code -> code.getValue().equals(value))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * What exempts, and so counts only when it is stated; not stated is worse.
   *
   * @param canBeDenied true if a request can state the opposite, too
   * @param reading true if stated, false if the opposite is, null if nothing is
   */
  record Exemption(String name, boolean canBeDenied, Reading<Boolean> reading) implements Fact {
    @Override
    public @Nullable String shown(Known known) {
      var value = reading.of(known);
      return value == null ? null : value.toString();
    }

    boolean isStated(Known known) {
      return Boolean.TRUE.equals(reading.of(known));
    }
  }
}
