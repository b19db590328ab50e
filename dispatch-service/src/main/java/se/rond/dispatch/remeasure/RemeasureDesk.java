package se.rond.dispatch.remeasure;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.dispatch.DispatchEvent.RemeasureDue;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.dispatch.remeasure.Remeasures.Kept;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.Responsibilities;
import se.rond.dispatch.request.Responsible;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/**
 * Sees that a patient who waits is measured again: who is responsible until somebody comes is told
 * when it is time. What it is asked about is a locked request.
 */
@Service
public class RemeasureDesk {

  private static final String CLOCK = "clock";

  /** Comes before the first revision. */
  private static final int UNJUDGED = 0;

  private final AssessmentRequests requests;
  private final Remeasures remeasures;
  private final Responsibilities responsibilities;
  private final Outbox outbox;
  private final InstantSource clock;

  RemeasureDesk(
      AssessmentRequests requests,
      Remeasures remeasures,
      Responsibilities responsibilities,
      Outbox outbox,
      InstantSource clock) {
    this.requests = requests;
    this.remeasures = remeasures;
    this.responsibilities = responsibilities;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Takes what was found on a revision, by triage or without it; what follows, follows when the
   * request settles.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void judged(AssessmentRequest request, int revision, EarlyWarningScore news2) {
    remeasures.judged(
        request.id(), revision, Monitoring.byScore(news2).orElse(null), request.raisedAt());
  }

  /** Takes that a full set of vital signs was measured; one value moves no deadline of all. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void measured(AssessmentRequest request, Instant at) {
    remeasures
        .find(request.id())
        .ifPresent(
            kept -> {
              var measured = kept.remeasure().measured(at);
              if (!measured.equals(kept.remeasure())) {
                remeasures.keep(request.id(), measured);
                settle(request, clock.instant());
              }
            });
  }

  /**
   * Goes by what holds of the request now: its level, its state, who is there. Where a person says
   * the level before it is judged, that is known before any score.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void settle(AssessmentRequest request, Instant now) {
    var level = request.neededLevel();
    if (level == null) {
      return;
    }
    var kept = remeasures.find(request.id()).orElseGet(() -> begin(request));
    var asked = Monitoring.shortest(kept.byScore(), Monitoring.byLevel(level));
    var next = kept.remeasure().next(asked, isWaiting(request, kept), now);
    if (!next.equals(kept.remeasure())) {
      remeasures.keep(request.id(), next);
    }
  }

  private Kept begin(AssessmentRequest request) {
    remeasures.judged(request.id(), UNJUDGED, null, request.raisedAt());
    return remeasures.find(request.id()).orElseThrow();
  }

  private static boolean isWaiting(AssessmentRequest request, Kept kept) {
    return switch (request.state()) {
      // Who was looked after, and only waits for another look, has a time for that.
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY ->
          kept.somebodyIsAwaited() && !kept.somebodyIsThere();
      // The ambulance is on its way; where a physician was asked instead, nobody is.
      case EMERGENCY_DIRECTED -> kept.physicianIsAsked() && !kept.somebodyIsThere();
      case DOCUMENTING, CLOSED, CANCELLED, JOINED -> false;
    };
  }

  /** Tells that it is time, unless somebody has measured, or come, meanwhile. */
  @Transactional
  public void tellIfDue(AssessmentRequestId id) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              settle(request, now);
              remeasures
                  .find(id)
                  .map(Kept::remeasure)
                  .filter(remeasure -> remeasure.isDueAt(now))
                  .ifPresent(
                      due -> {
                        remeasures.keep(id, due.told(now));
                        tell(request, requireNonNull(due.by(), "deadline"), now);
                      });
            });
  }

  /**
   * Tells that it is time now, whenever it was to be: nobody could be had for the patient, who may
   * be worse by now (clinical reference 2.11). Nothing where nobody is to measure. The deadline
   * that is to come stays.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void tellNow(AssessmentRequest request) {
    var now = clock.instant();
    settle(request, now);
    remeasures
        .find(request.id())
        .map(Kept::remeasure)
        .filter(remeasure -> remeasure.by() != null)
        .ifPresent(
            remeasure -> {
              remeasures.keep(request.id(), remeasure.toldAtOnce(now));
              var due = remeasure.isDueAt(now) ? remeasure.by() : now;
              tell(request, requireNonNull(due, "deadline"), now);
            });
  }

  private void tell(AssessmentRequest request, Instant dueAt, Instant now) {
    var responsible = responsibilities.load(request.id());
    var lead = responsible instanceof Responsible.LeadResponder responder ? responder.id() : null;
    var keeper = responsible instanceof Responsible.KeepingNurse nurse ? nurse.id() : null;
    requests.note(request.id(), new TimelineEntry(now, "RemeasureDue", CLOCK, lead, null));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new RemeasureDue(
            request.id(), request.municipality(), request.requester(), lead, keeper, dueAt, now));
  }
}
