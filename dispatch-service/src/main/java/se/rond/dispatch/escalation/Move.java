package se.rond.dispatch.escalation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.ResponderId;

/** What comes next on a ladder. Everything but {@link Stay} climbs exactly one rung. */
public sealed interface Move {

  /** Nothing: an answer is waited for, somebody has taken it, or the ladder has ended. */
  record Stay() implements Move {}

  /**
   * Asks the best who was not asked yet.
   *
   * @param named who goes before the best; null for anybody
   */
  record Ask(Duration answerWithin, @Nullable ResponderId named) implements Move {}

  /** Waits for who is asked already, as if this rung had asked. */
  record Adopt() implements Move {}

  /** Passes over a rung that asks. */
  record Skip(Reason reason) implements Move {}

  /** Asks for what a higher level promises, too. */
  record FallBack(Level to) implements Move {}

  /** Tells the contact function. */
  record Tell() implements Move {}

  /** Tells the manager of that role; the ladder has ended. */
  record Reserve(String manager) implements Move {}

  /** Why a rung was passed over. The names stand in answers: add, never rename. */
  enum Reason {
    /** Nobody on duty, or nobody who was not asked yet. */
    NOBODY,
    /** Who is named was asked before. */
    ASKED_BEFORE,
    /** Whoever could come would come too late. */
    TOO_LATE,
    /** The time is over by which somebody was to have accepted, or to be in contact. */
    TIME_OVER,
    /** Somebody has taken what this rung would ask for, or it is given up. */
    SETTLED
  }
}
