package se.rond.dispatch.assignment;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.dispatch.DispatchEvent.LevelRaised;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Occasion;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/**
 * Needs that a person orders while a request is open. Each has a promise of its own, from when it
 * was ordered: the clock of the request may have stopped long ago, and somebody still has to come.
 */
@Component
public class OrderedNeeds {

  private final AssessmentRequests requests;
  private final Assignments assignments;
  private final OpenWork work;
  private final Agreements agreements;
  private final Outbox outbox;
  private final InstantSource clock;

  OrderedNeeds(
      AssessmentRequests requests,
      Assignments assignments,
      OpenWork work,
      Agreements agreements,
      Outbox outbox,
      InstantSource clock) {
    this.requests = requests;
    this.assignments = assignments;
    this.work = work;
    this.agreements = agreements;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Asks for a need of a locked open request at that level, at once; one of its kind that is open
   * asks for more, or sooner. The needed level is never lowered by it.
   *
   * @return the request as it is now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public AssessmentRequest order(
      AssessmentRequest request, NeedWithCapabilities needed, Level level, String actor) {
    var now = clock.instant();
    var promise =
        agreements.load(request.agreement(), request.raisedAt()).promise(level, Occasion.at(now));
    var raised = raised(request, level, promise.contactBy(), now, actor);
    var demand = Demand.ordered(promise.ladder(), now);
    var need = work.order(raised, needed, promise.contactBy(), demand, actor);
    assignments.keepOrdered(need, now);
    return raised;
  }

  /**
   * Returns whether somebody is with the patient for a need of that kind, so that nobody else can
   * be ordered for it before that visit has ended or is handed over.
   */
  public boolean isSomebodyThere(AssessmentRequest request, Need kind) {
    return work.isSomebodyThereFor(request.id(), kind);
  }

  /**
   * A promise that was kept stays kept at the level that is ordered; one that is running may become
   * shorter.
   */
  private AssessmentRequest raised(
      AssessmentRequest request, Level level, Instant contactBy, Instant now, String actor) {
    var before = request.neededLevel();
    if (before != null && before.isAtLeast(level)) {
      return request;
    }
    var isKept = before != null && assignments.isPatientMet(request.id());
    var raised = request.needing(level, isKept ? null : contactBy);
    work.keepPromise(request, raised);
    requests.store(raised);
    if (before != null) {
      assignments.keepPromiseKept(request.id(), before, level);
      requests.note(request.id(), new TimelineEntry(now, "LevelRaised", actor, null, level.name()));
      outbox.add(
          Topic.DISPATCH_REQUESTS,
          request.id().toString(),
          new LevelRaised(
              request.id(),
              request.municipality(),
              request.requester(),
              work.listResponders(request.id()),
              now));
    }
    return raised;
  }
}
