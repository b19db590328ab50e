package se.rond.clinical;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which way a measured value gets worse. A comparison is closed upwards if no worse value makes it
 * false; {@link #allows} is that check, and the only place of it for measured values.
 */
sealed interface Worse {

  /** A comparison with a limit. */
  enum Comparison {
    ABOVE("above"),
    AT_LEAST("atLeast"),
    BELOW("below"),
    AT_MOST("atMost");

    private final String word;

    Comparison(String word) {
      this.word = word;
    }

    /** As it stands in a document. */
    String word() {
      return word;
    }

    boolean holds(BigDecimal value, BigDecimal limit) {
      var order = value.compareTo(limit);
      return switch (this) {
        case ABOVE -> order > 0;
        case AT_LEAST -> order >= 0;
        case BELOW -> order < 0;
        case AT_MOST -> order <= 0;
      };
    }

    boolean asksForMore() {
      return this == ABOVE || this == AT_LEAST;
    }

    boolean isMetAtLimit() {
      return this == AT_LEAST || this == AT_MOST;
    }
  }

  /** Returns true if a value that meets the comparison still meets it when it gets worse. */
  boolean allows(Comparison comparison, BigDecimal limit);

  /** In words, for whoever wrote another comparison. */
  String expected();

  /** The more the worse. */
  record Higher() implements Worse {
    @Override
    public boolean allows(Comparison comparison, BigDecimal limit) {
      return comparison.asksForMore();
    }

    @Override
    public String expected() {
      return "above or atLeast, since more is worse";
    }
  }

  /**
   * The less the worse.
   *
   * @param upTo from where on more may be worse, too, so that a limit there would be switched off;
   *     null if nowhere
   */
  record Lower(@Nullable BigDecimal upTo) implements Worse {
    @Override
    public boolean allows(Comparison comparison, BigDecimal limit) {
      return switch (comparison) {
        case ABOVE, AT_LEAST -> false;
        case BELOW -> upTo == null || limit.compareTo(upTo) <= 0;
        case AT_MOST -> upTo == null || limit.compareTo(upTo) < 0;
      };
    }

    @Override
    public String expected() {
      return "below or atMost, since less is worse"
          + (upTo == null
              ? ""
              : ", with a limit that "
                  + upTo.toPlainString()
                  + " does not meet, since from there"
                  + " more may be worse");
    }
  }

  /**
   * The further from a normal value the worse, on either side of it.
   *
   * <p>At the normal value both directions are worse, so a limit that this value itself meets would
   * be switched off by the other direction.
   *
   * @param normal where no direction has been taken; within the band that NEWS2 gives no points
   */
  record AwayFrom(BigDecimal normal) implements Worse {
    @Override
    public boolean allows(Comparison comparison, BigDecimal limit) {
      var beyond = limit.compareTo(normal);
      return switch (comparison) {
        case ABOVE -> beyond >= 0;
        case AT_LEAST -> beyond > 0;
        case BELOW -> beyond <= 0;
        case AT_MOST -> beyond < 0;
      };
    }

    @Override
    public String expected() {
      return "a limit that "
          + normal.toPlainString()
          + " does not meet, since it gets worse away from there";
    }
  }

  /** Nothing that gets better or worse, such as an age: every comparison is as good. */
  record Fixed() implements Worse {
    @Override
    public boolean allows(Comparison comparison, BigDecimal limit) {
      return true;
    }

    @Override
    public String expected() {
      return "any comparison";
    }
  }
}
