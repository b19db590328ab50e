package se.rond.dispatch.assignment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Need;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.request.NeedId;

/**
 * A need that was demanded, among all needs of its request: what its ladder has fallen back to
 * stands in for it, whoever asked for that first.
 *
 * @param root the demanded one
 * @param all where each need of the request stands
 * @param fallenBackTo what its ladder asks for beside it by now
 */
record Family(Standing root, List<Standing> all, Set<Need> fallenBackTo) {

  Family {
    all = List.copyOf(all);
    fallenBackTo = Set.copyOf(fallenBackTo);
  }

  /** The need that a climb belongs to: itself if it was demanded, else the one it stands in for. */
  static NeedId rootOf(OpenNeed need) {
    return need.substituteFor() == null ? need.id() : need.substituteFor();
  }

  /** Finds a need of a request among all of its needs. */
  static Optional<Standing> find(List<Standing> all, NeedId id) {
    return all.stream().filter(one -> one.need().id().equals(id)).findFirst();
  }

  /** The demanded needs for which somebody is still to be found, or for what stands in for them. */
  static List<NeedId> listSought(List<Standing> all) {
    return all.stream()
        .filter(one -> !one.ended() && !one.isCarried())
        .map(one -> rootOf(one.need()))
        .distinct()
        .toList();
  }

  /** Finds the open need of a kind; there is one at most. */
  Optional<Standing> findOpen(Need kind) {
    return all.stream().filter(one -> !one.ended() && one.need().kind() == kind).findFirst();
  }

  /** Returns true if somebody has said yes to it, or to what stands in for it. */
  boolean isTaken() {
    return root.isCarried() || standIns().anyMatch(Standing::isCarried);
  }

  /** Returns true if that offer is still to be answered. */
  boolean isWaitingFor(@Nullable AssignmentId offer) {
    return all.stream()
        .anyMatch(one -> one.assignment() instanceof Offered offered && offered.id().equals(offer));
  }

  /** Returns true if what stands in for it has brought somebody to the patient, and it nobody. */
  boolean isReplaced() {
    return !root.ended()
        && !root.isCarried()
        && standIns()
            .anyMatch(one -> one.need().isSubstitute() && one.assignment() instanceof WithPatient);
  }

  /** Returns true if that is to be asked for while nobody is found for the root. */
  boolean reliesOn(Standing other) {
    return standIns().anyMatch(one -> one.need().id().equals(other.need().id()));
  }

  /**
   * Returns true if it needs nobody in its place any more: somebody comes in time, or was there.
   *
   * @param comesInTime whether who has said yes is expected in time
   */
  boolean isAnswered(boolean comesInTime) {
    return root.isCarried() && comesInTime
        || root.assignment() instanceof WithPatient
        || root.ended() && !(root.assignment() instanceof Unassigned);
  }

  private Stream<Standing> standIns() {
    return all.stream()
        .filter(one -> !one.ended() && !one.need().id().equals(root.need().id()))
        .filter(
            one ->
                fallenBackTo.contains(one.need().kind())
                    || root.need().id().equals(one.need().substituteFor()));
  }
}
