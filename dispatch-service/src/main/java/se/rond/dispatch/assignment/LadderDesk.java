package se.rond.dispatch.assignment;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.escalation.Climbs;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.NeedId;

/** Does what the clock says of a climb. */
@Service
public class LadderDesk {

  /** Who acts when nobody does. */
  private static final String CLOCK = "clock";

  private final AssessmentRequests requests;
  private final Climbs climbs;
  private final LadderRound ladders;

  LadderDesk(AssessmentRequests requests, Climbs climbs, LadderRound ladders) {
    this.requests = requests;
    this.climbs = climbs;
    this.ladders = ladders;
  }

  /** Warns, and goes on, unless another instance has just done so. */
  @Transactional
  public void due(AssessmentRequestId id, NeedId need) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> climbs.find(need).ifPresent(climb -> ladders.due(request, climb, CLOCK)));
  }
}
