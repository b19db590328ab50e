package se.rond.dispatch.level;

import se.rond.access.Role;
import se.rond.contracts.care.Level;

/**
 * Who may bring a request to which level: clinical reference 2.10.1, 2.10.3 and 2.10.10.
 *
 * <p>Up may everybody who has to do with the patient. Below a proposal may the nurse, the physician
 * and the coordinator; below a floor the last two. Below {@code EMERGENCY_112} may nobody: what
 * became of RING 112 is said by acknowledging it.
 */
final class LevelRules {

  private LevelRules() {}

  /**
   * Where a request stands.
   *
   * @param inForce the level that it goes by
   * @param floor what floors demand, as far as is known; ADVICE where none does
   * @param held what a physician or coordinator has raised it to; ADVICE if none has
   * @param judged whether triage has judged the newest revision, or is not waited for any more
   */
  record Standing(Level inForce, Level floor, Level held, boolean judged) {}

  /** What the rules say. */
  sealed interface Verdict {
    /** The level is changed. */
    record Changed(Direction direction, boolean belowFloor, boolean overFloors)
        implements Verdict {}

    /** It stays as it is. */
    record Refused(Refusal refusal) implements Verdict {}
  }

  static Verdict decide(Standing standing, Role role, Wish wish) {
    return switch (role) {
      case MUNICIPAL_NURSE -> decide(standing, wish, true, false);
      case MOBILE_TEAM -> decide(standing, wish, false, false);
      case PHYSICIAN, COORDINATOR -> decide(standing, wish, true, true);
      case AMBULANCE_LIAISON, CARE_COORDINATION_NURSE, MANAGER, MAS, OPERATIONS, INTEGRATION ->
          refused(Refusal.NOT_YOURS_TO_SAY);
    };
  }

  private static Verdict decide(Standing standing, Wish wish, boolean lowers, boolean overFloors) {
    var wanted = wish.level();
    if (wanted == Level.EMERGENCY_112) {
      // No justification is required, and nobody is sent back for having been told before: RF-X0.
      return new Verdict.Changed(Direction.UP, false, overFloors);
    }
    if (Level.highest(standing.inForce(), standing.floor()) == Level.EMERGENCY_112) {
      return refused(Refusal.EMERGENCY_STANDS);
    }
    if (wanted == standing.inForce()) {
      return refused(Refusal.LEVEL_IN_FORCE);
    }
    return switch (Direction.of(standing.inForce(), wanted)) {
      case UP ->
          wish.reason().fits(Direction.UP)
              ? new Verdict.Changed(Direction.UP, false, overFloors)
              : refused(Refusal.REASON_DOES_NOT_FIT);
      case DOWN -> lower(standing, wish, lowers, overFloors);
    };
  }

  private static Verdict lower(Standing standing, Wish wish, boolean lowers, boolean overFloors) {
    var wanted = wish.level();
    if (!lowers) {
      return refused(Refusal.NOT_YOURS_TO_LOWER);
    }
    if (!overFloors && !wanted.isAtLeast(Level.highest(standing.floor(), standing.held()))) {
      return refused(Refusal.BELOW_FLOOR);
    }
    if (!standing.judged()) {
      return refused(Refusal.NOT_JUDGED_YET);
    }
    if (wish.from() != standing.inForce()) {
      return refused(Refusal.LEVEL_CHANGED);
    }
    return wish.reason().fits(Direction.DOWN)
        ? new Verdict.Changed(Direction.DOWN, !wanted.isAtLeast(standing.floor()), overFloors)
        : refused(Refusal.REASON_DOES_NOT_FIT);
  }

  private static Verdict refused(Refusal refusal) {
    return new Verdict.Refused(refusal);
  }
}
