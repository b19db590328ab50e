package se.rond.dispatch.assessment;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.rond.access.Role;
import se.rond.contracts.care.Level;
import se.rond.dispatch.assignment.ContactMode;

/** Which promises a contact keeps, and so which clocks it stops. */
final class ContactRules {

  /** What a physician promises by telephone, too: clinical reference 2.11. */
  private static final Set<Level> PHYSICIANS =
      EnumSet.of(Level.EMERGENCY_112, Level.PHYSICIAN_NOW, Level.PHYSICIAN_TODAY);

  private static final Set<Level> TEAMS = EnumSet.of(Level.MOBILE_TEAM_2H, Level.MOBILE_TEAM_TODAY);

  private ContactRules() {}

  /**
   * Returns true if it is a look at the patient, as a re-assessment asks for: a clinician has
   * reached the patient, or the nurse who is there.
   */
  static boolean looks(Role by, Contacted with) {
    return switch (by) {
      case PHYSICIAN, MOBILE_TEAM -> with == Contacted.PATIENT || with == Contacted.NURSE;
      case MUNICIPAL_NURSE -> with == Contacted.PATIENT;
      case COORDINATOR,
          AMBULANCE_LIAISON,
          CARE_COORDINATION_NURSE,
          MAS,
          MANAGER,
          OPERATIONS,
          INTEGRATION ->
          false;
    };
  }

  /**
   * The levels whose promise is kept by a contact of such a person that reached somebody.
   *
   * <p>A physician and whoever advises speak with the patient, or with the nurse who has the
   * patient before her; a team and a nurse who were promised stand with the patient. Nobody keeps a
   * promise by reaching a relative or a ward.
   *
   * @param accepted whether it is for an assignment that was accepted; without one only a physician
   *     keeps anything, since the nurse who asks is with the patient all the time
   * @param needed the level that was needed then; a contact answers none above it, since what came
   *     later was not known. Null while nobody has judged
   */
  static Set<Level> kept(
      Role by, boolean accepted, ContactMode mode, Contacted with, @Nullable Level needed) {
    return keptBy(by, accepted, mode, with).stream()
        .filter(level -> needed == null || needed.isAtLeast(level))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Level.class)));
  }

  private static Set<Level> keptBy(Role by, boolean accepted, ContactMode mode, Contacted with) {
    var visited = mode == ContactMode.VISIT && with == Contacted.PATIENT;
    var spoke = with == Contacted.PATIENT || with == Contacted.NURSE && mode != ContactMode.VISIT;
    var kept = EnumSet.noneOf(Level.class);
    if (!spoke) {
      return kept;
    }
    switch (by) {
      case PHYSICIAN -> {
        kept.addAll(PHYSICIANS);
        kept.add(Level.ADVICE);
        if (visited) {
          kept.add(Level.NURSE);
        }
      }
      case MOBILE_TEAM -> {
        if (accepted) {
          kept.add(Level.ADVICE);
          if (visited) {
            kept.addAll(TEAMS);
            kept.add(Level.NURSE);
          }
        }
      }
      case MUNICIPAL_NURSE -> {
        if (accepted) {
          kept.add(Level.ADVICE);
          if (visited) {
            kept.add(Level.NURSE);
          }
        }
      }
      case COORDINATOR,
          AMBULANCE_LIAISON,
          CARE_COORDINATION_NURSE,
          MAS,
          MANAGER,
          OPERATIONS,
          INTEGRATION -> {}
    }
    return kept;
  }
}
