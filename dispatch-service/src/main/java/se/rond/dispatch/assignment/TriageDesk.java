package se.rond.dispatch.assignment;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;

/** Turns a decision of triage into needs, and sees that each is offered. */
@Service
public class TriageDesk {

  private static final String TRIAGE = "triage";

  private static final Logger log = LoggerFactory.getLogger(TriageDesk.class);

  private final AssessmentRequests requests;
  private final Agreements agreements;
  private final OpenWork work;
  private final EmergencyDesk emergencies;
  private final RequestProgress progress;
  private final InstantSource clock;

  TriageDesk(
      AssessmentRequests requests,
      Agreements agreements,
      OpenWork work,
      EmergencyDesk emergencies,
      RequestProgress progress,
      InstantSource clock) {
    this.requests = requests;
    this.agreements = agreements;
    this.work = work;
    this.emergencies = emergencies;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Takes a decision. One on an older revision changes nothing, nor does a second one on the same,
   * nor one on a request that is over.
   *
   * @throws IllegalStateException if there is no such request: triage decided on one that was never
   *     stored
   */
  @Transactional
  public void take(RequestTriaged triaged) {
    var request =
        requests
            .findAndLock(triaged.request())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Expected a stored request for the decision on " + triaged.request()));
    if (triaged.revision() > request.revision()) {
      throw new IllegalStateException(
          "Expected a decision on revision "
              + request.revision()
              + " of request "
              + request.id()
              + " at most, but it is on "
              + triaged.revision());
    }
    if (triaged.revision() < request.revision()) {
      passOver(request, triaged);
      return;
    }
    if (!request.state().isOpen()
        || !requests.keepDecision(request.id(), triaged.revision(), triaged.decision())) {
      passOver(request, triaged);
      return;
    }
    requests.note(
        request.id(),
        new TimelineEntry(
            clock.instant(), "RequestTriaged", TRIAGE, null, triaged.decision().level().name()));
    // Triage explains an emergency that was directed already; it never lowers it.
    if (request.state() != RequestState.EMERGENCY_DIRECTED) {
      proceed(request, triaged);
    }
  }

  private static void passOver(AssessmentRequest request, RequestTriaged triaged) {
    log.info(
        "Passed over a decision on revision {} of request {}, which is {} at revision {}",
        triaged.revision(),
        request.id(),
        request.state(),
        request.revision());
  }

  /**
   * The needed level is never lowered by a decision, no need is taken back, and the deadline is
   * only ever tightened: going below needs a person.
   */
  private void proceed(AssessmentRequest request, RequestTriaged triaged) {
    var level = highest(request, triaged);
    if (level == Level.EMERGENCY_112) {
      emergencies.direct(request, TRIAGE);
      return;
    }
    var target = agreements.load(request.agreement()).target(level);
    var judged =
        request
            .needing(level, request.raisedAt().plus(target.contactWithin()))
            .in(RequestState.WAITING);
    requests.store(judged);
    for (var need : Needs.of(level, triaged.decision().needs())) {
      work.need(judged, need, TRIAGE);
    }
    progress.settle(judged, clock.instant(), TRIAGE);
  }

  private static Level highest(AssessmentRequest request, RequestTriaged triaged) {
    var level = Level.highest(request.nurseLevel(), triaged.decision().level());
    var before = request.neededLevel();
    return before == null ? level : Level.highest(before, level);
  }
}
