package se.rond.dispatch.shortage;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.intake.Change.CancellationReason;
import se.rond.dispatch.assignment.DeclineReason;
import se.rond.dispatch.level.Direction;
import se.rond.dispatch.level.LevelReason;

/**
 * Counts what was needed and what was given, of requests that were raised in a period and are over.
 * One that was joined is counted with the one it stands with, one that was raised in error is not.
 */
public interface Shortages {

  /** What is counted. */
  record Statistic(
      List<Given> given,
      List<Declined> declined,
      List<Lapsed> lapsed,
      List<Nobody> nobody,
      List<Overridden> overridden,
      Count open) {

    public Statistic {
      given = List.copyOf(given);
      declined = List.copyOf(declined);
      lapsed = List.copyOf(lapsed);
      nobody = List.copyOf(nobody);
      overridden = List.copyOf(overridden);
    }
  }

  /**
   * Requests that needed one level and were given another, the same, or none.
   *
   * @param granted null if nothing was given
   * @param cancelled why it was cancelled; null if it was not
   */
  record Given(
      Level needed,
      @Nullable Level granted,
      @Nullable CancellationReason cancelled,
      Count requests) {}

  /** Offers that were declined. */
  record Declined(Level needed, DeclineReason reason, Count offers) {}

  /** Offers that nobody answered in time. */
  record Lapsed(Level needed, Count offers) {}

  /**
   * Needs that nobody could meet when they were last matched.
   *
   * @param why what kept somebody from being asked, as in a matching; null if there was nobody of
   *     that kind
   */
  record Nobody(Level needed, Need need, @Nullable String why, Count needs) {}

  /** Levels that persons decided on. */
  record Overridden(Direction direction, LevelReason reason, boolean belowFloor, Count overrides) {}

  Statistic count(Set<MunicipalityCode> municipalities, Period period);
}
