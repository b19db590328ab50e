package se.rond.triage.ruleset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import se.rond.access.Caller;
import se.rond.access.Role;

/**
 * That somebody did something.
 *
 * @param person by the HSA id
 */
public record Act(String person, String name, Role role, Instant at) {

  /** That the caller did something. */
  public static Act of(Caller caller, Instant at) {
    return new Act(caller.person().toString(), caller.name(), caller.role(), stored(at));
  }

  /** The database keeps microseconds; the first answer says the same as later ones. */
  public static Instant stored(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
