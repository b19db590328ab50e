package se.rond.dispatch.assessment;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;

/** Sees that a patient who is to be looked at again is. */
@Service
public class ReassessmentDesk {

  /** Who acts when nobody does. */
  private static final String CLOCK = "clock";

  private final AssessmentRequests requests;
  private final Assessments assessments;
  private final Municipalities municipalities;
  private final OpenWork work;
  private final Outbox outbox;
  private final InstantSource clock;

  ReassessmentDesk(
      AssessmentRequests requests,
      Assessments assessments,
      Municipalities municipalities,
      OpenWork work,
      Outbox outbox,
      InstantSource clock) {
    this.requests = requests;
    this.assessments = assessments;
    this.municipalities = municipalities;
    this.work = work;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Alarms that nobody has looked at the patient again, once. Where somebody has, or the patient
   * was handed on, nothing happens but that the request closes if it waited for this alone.
   */
  @Transactional
  public void due(AssessmentRequestId id, AssessmentId assessment) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              if (!request.state().isOpen()) {
                assessments.endReassessment(assessment);
              } else if (!assessments.isReassessmentPending(assessment)) {
                assessments.endReassessment(assessment);
                work.settle(request, CLOCK);
              } else if (assessments.keepAlarm(assessment, now)) {
                alarm(request, now);
              }
            });
  }

  private void alarm(AssessmentRequest request, Instant now) {
    var lead = assessments.findLead(request.id()).orElse(null);
    requests.note(request.id(), new TimelineEntry(now, "ReassessmentDue", CLOCK, lead, null));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new DispatchEvent.ReassessmentDue(
            request.id(),
            request.municipality(),
            request.requester(),
            lead,
            municipalities.listCoordinators(request.municipality()),
            now));
  }
}
