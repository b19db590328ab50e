package se.rond.dispatch.assignment;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Occasion;
import se.rond.dispatch.agreement.Promise;
import se.rond.dispatch.escalation.Ladder;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;

/** What is promised for a locked request, by the agreement that it is judged by. */
@Component
class Promises {

  private final AssessmentRequests requests;
  private final Agreements agreements;
  private final OpenWork work;
  private final InstantSource clock;

  Promises(AssessmentRequests requests, Agreements agreements, OpenWork work, InstantSource clock) {
    this.requests = requests;
    this.agreements = agreements;
    this.work = work;
    this.clock = clock;
  }

  /** What a level promises, from when the request was raised. */
  Promise sinceRaised(AssessmentRequest request, Level level, EarlyWarningScore news2) {
    return promise(request, level, request.raisedAt(), news2);
  }

  /** What is promised for a need that is asked for now, at the level of the request. */
  Promise fromNow(AssessmentRequest request, Need need, EarlyWarningScore news2) {
    var offered = requireNonNull(request.offeredLevel(), "level that work is offered by");
    return promise(request, Ladder.levelFor(need, offered, offered), clock.instant(), news2);
  }

  /** Asks for a need by what is promised since the request was raised, or by a promise from now. */
  void ask(
      AssessmentRequest request,
      NeedWithCapabilities needed,
      Demand demand,
      EarlyWarningScore news2,
      String actor) {
    if (work.needsPromiseFromNow(request, needed)) {
      askAnew(request, needed, news2, actor);
    } else {
      work.need(request, needed, demand, actor);
    }
  }

  /** Asks for a need by a promise from now on, also if it was met before. */
  void askAnew(
      AssessmentRequest request,
      NeedWithCapabilities needed,
      EarlyWarningScore news2,
      String actor) {
    var promise = fromNow(request, needed.need(), news2);
    var demand = Demand.ordered(promise.ladder(), clock.instant());
    work.order(request, needed, promise.contactBy(), demand, actor);
  }

  private Promise promise(
      AssessmentRequest request, Level level, Instant from, EarlyWarningScore news2) {
    return agreements
        .load(request.agreement(), request.raisedAt())
        .promise(level, Occasion.judged(from, requests.listCauses(request.id()), news2));
  }
}
