package se.rond.dispatch.assignment;

import java.time.InstantSource;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignments.Standing;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;

/**
 * What becomes of everything else that was needed, when a patient is in other hands or has died.
 */
@Component
class EndOfCare {

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final OpenWork work;
  private final Handovers handovers;
  private final InstantSource clock;

  EndOfCare(
      AssessmentRequests requests,
      Assignments assignments,
      OpenWork work,
      Handovers handovers,
      InstantSource clock) {
    this.requests = requests;
    this.assignments = assignments;
    this.work = work;
    this.handovers = handovers;
    this.clock = clock;
  }

  /**
   * Calls back whoever is not with the patient yet, and gives up what nobody came for. Who is with
   * the patient stays, and is followed by nobody, also not by whom they asked to take over.
   *
   * @param how what ended the care of a locked request, for its timeline
   */
  void follow(AssessmentRequest request, String how, String actor) {
    var open = assignments.listCurrent(request.id()).stream().filter(one -> !one.ended()).toList();
    if (open.isEmpty()) {
      return;
    }
    var now = clock.instant();
    requests.note(request.id(), new TimelineEntry(now, "CareEnded", actor, null, how));
    work.withdrawAll(request, actor);
    for (var one : open) {
      if (one.assignment() instanceof WithPatient there) {
        assignments.keepUnwanted(one.need(), now);
        handovers.withdraw(request, there.id(), actor);
      }
    }
  }

  /** Returns whether somebody has ended the care of a request. */
  boolean hasCome(AssessmentRequestId request) {
    return assignments.listCurrent(request).stream().anyMatch(Standing::hasEndedCare);
  }
}
