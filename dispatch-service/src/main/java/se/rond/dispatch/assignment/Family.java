package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Need;
import se.rond.dispatch.assignment.Assignment.Offered;
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
 * @param contactBy when somebody is to be with the patient for it
 */
record Family(
    Standing root, List<Standing> all, Set<Need> fallenBackTo, Instant contactBy, Instant now) {

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

  /** The demanded needs for which somebody may still have to be found. */
  static List<NeedId> listSought(List<Standing> all) {
    return all.stream()
        .filter(one -> !one.ended() && !(one.assignment() instanceof WithPatient))
        .map(one -> rootOf(one.need()))
        .distinct()
        .toList();
  }

  /** Finds the open need of a kind; there is one at most. */
  Optional<Standing> findOpen(Need kind) {
    return all.stream().filter(one -> !one.ended() && one.need().kind() == kind).findFirst();
  }

  /**
   * Returns true if somebody has said yes to it, or to what was opened in its place, and comes in
   * time. Of two needs that were demanded neither takes the other. Who comes late is enough once
   * the time is bridged.
   */
  boolean isTaken() {
    return isCarriedInTime(root)
        || standIns().anyMatch(one -> one.need().isSubstitute() && isCarriedInTime(one))
        || root.isCarried() && isBridged();
  }

  /**
   * Returns true if the patient is in the hands of whoever its ladder has fallen back to: they have
   * said yes, or were there.
   */
  boolean isBridged() {
    return all.stream()
        .filter(one -> one.need().kind() != root.need().kind())
        .filter(one -> fallenBackTo.contains(one.need().kind()) || isOwnSubstitute(one))
        .anyMatch(
            one -> one.isCarried() || one.hasMet() && one.need().answers(root.need().level()));
  }

  /** Returns true if somebody is asked for it, late or not, and the time until then is bridged. */
  boolean isAskedWhileBridged() {
    return root.assignment() instanceof Offered && isBridged();
  }

  /**
   * Who comes late is not enough while somebody else could still keep the promise: a physician is
   * asked to bridge the time. Nor is a team, at any time, that should have come long ago and has
   * not set out.
   */
  private boolean isCarriedInTime(Standing one) {
    var arrival = one.arrival();
    return one.isCarried()
        && (one.assignment() instanceof WithPatient
            || arrival == null
            || !one.isOverdueAt(now) && (!arrival.isAfter(contactBy) || !now.isBefore(contactBy)));
  }

  /** Returns true if that offer is still to be answered. */
  boolean isWaitingFor(@Nullable AssignmentId offer) {
    return all.stream()
        .anyMatch(one -> one.assignment() instanceof Offered offered && offered.id().equals(offer));
  }

  /**
   * Returns true if what was opened in its place has just been completed, and it has nobody: who
   * was with the patient has decided, and orders more if more is needed.
   */
  boolean isReplaced() {
    return !root.ended()
        && !root.isCarried()
        && standIns().anyMatch(one -> one.need().isSubstitute() && isDone(one));
  }

  private static boolean isDone(Standing one) {
    return one.hasMet() && !(one.assignment() instanceof WithPatient);
  }

  /**
   * Returns true if somebody was with the patient for a need of that kind, at the level of this.
   */
  boolean isMet(Need kind) {
    return all.stream()
        .anyMatch(
            one ->
                one.ended()
                    && one.need().kind() == kind
                    && one.hasMet()
                    && one.need().answers(root.need().level()));
  }

  /** Returns true if that is to be asked for while nobody is found for the root. */
  boolean reliesOn(Standing other) {
    return standIns().anyMatch(one -> one.need().id().equals(other.need().id()));
  }

  /**
   * Returns true if it needs nobody in its place any more: somebody comes in time, or was there.
   */
  boolean isAnswered() {
    return isCarriedInTime(root) || root.ended() && !root.isGivenUp();
  }

  /**
   * Returns true if nobody has to follow who stood in for it and gave up: somebody has met the
   * patient for it, is there, or is still to come by the time that was promised. Whoever comes
   * later was enough only beside them.
   */
  boolean needsNobodyAfterStandIn() {
    var arrival = root.arrival();
    return root.hasMet()
        || root.isKept()
        || root.isCarried()
            && arrival != null
            && !arrival.isAfter(contactBy)
            && !arrival.isBefore(now);
  }

  /**
   * Returns true if nobody else is to be asked in its place: it is answered, or somebody else's
   * visit has just replaced it.
   */
  boolean isSettled() {
    return isAnswered() || isReplaced();
  }

  private Stream<Standing> standIns() {
    return all.stream()
        .filter(one -> !one.ended() && !one.need().id().equals(root.need().id()))
        .filter(one -> fallenBackTo.contains(one.need().kind()) || isOwnSubstitute(one));
  }

  private boolean isOwnSubstitute(Standing one) {
    return root.need().id().equals(one.need().substituteFor());
  }
}
