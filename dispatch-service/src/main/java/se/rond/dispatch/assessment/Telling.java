package se.rond.dispatch.assessment;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.assessment.TellResult.Done;
import se.rond.dispatch.assessment.TellResult.Found;
import se.rond.dispatch.assessment.TellResult.IdTaken;
import se.rond.dispatch.assessment.TellResult.Kind;
import se.rond.dispatch.assignment.Assignment;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.Assignments;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.assignment.Assignments.Stored;
import se.rond.dispatch.change.Changes;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.BodyDigest;

/** What is asked of everything that is told: was it told before, and on whose behalf is it told. */
@Component
class Telling {

  private final Contacts contacts;
  private final Assessments assessments;
  private final Changes changes;
  private final Assignments assignments;

  Telling(Contacts contacts, Assessments assessments, Changes changes, Assignments assignments) {
    this.contacts = contacts;
    this.assessments = assessments;
    this.changes = changes;
    this.assignments = assignments;
  }

  /**
   * Finds what an id stands for already; nothing if it is fresh.
   *
   * @param request the locked one
   * @param named the one that was named, which may be joined to it
   */
  Optional<TellResult> findEarlier(
      Kind kind, UUID id, BodyDigest digest, AssessmentRequest request, AssessmentRequestId named) {
    return contacts
        .find(id)
        .map(earlier -> found(Kind.CONTACT, earlier, kind, digest, request, named))
        .or(
            () ->
                assessments
                    .find(id)
                    .map(earlier -> found(Kind.ASSESSMENT, earlier, kind, digest, request, named)))
        .or(
            () ->
                changes
                    .find(id)
                    .map(
                        change ->
                            new IdTaken(
                                change.request().equals(request.id())
                                    ? new Found(Kind.CHANGE, change.receivedAt())
                                    : null)));
  }

  private static TellResult found(
      Kind found,
      Earlier earlier,
      Kind sent,
      BodyDigest digest,
      AssessmentRequest request,
      AssessmentRequestId named) {
    var isOfThisRequest = earlier.toldOf().equals(named) || earlier.request().equals(request.id());
    if (!isOfThisRequest) {
      return new IdTaken(null);
    }
    return found == sent && earlier.digest().equals(digest)
        ? new Done(earlier.receipt())
        : new IdTaken(new Found(found, earlier.receivedAt()));
  }

  /**
   * Finds the assignment that the caller speaks for; nothing if that is somebody else's, or of
   * another request.
   */
  Optional<WithResponder> findNamed(AssessmentRequest request, AssignmentId named, Caller caller) {
    return assignments
        .findById(request.id(), named)
        .map(Stored::state)
        .flatMap(state -> theirs(state, caller));
  }

  /** Finds an assignment that the caller is asked for or has accepted; nothing if none is. */
  Optional<WithResponder> findLive(AssessmentRequest request, Caller caller) {
    return assignments.listCurrent(request.id()).stream()
        .map(Standing::assignment)
        .filter(state -> state instanceof Offered || state instanceof Assignment.Taken)
        .flatMap(state -> theirs(state, caller).stream())
        .findFirst();
  }

  private static Optional<WithResponder> theirs(Assignment state, Caller caller) {
    return state instanceof WithResponder with && caller.responders().contains(with.responder())
        ? Optional.of(with)
        : Optional.empty();
  }
}
