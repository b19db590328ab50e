package se.rond.dispatch.escalation;

import java.time.Instant;
import org.springframework.stereotype.Component;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.NeedId;

/**
 * Begins a climb at its foot when whoever had taken a need cannot go on: the patient waits anew.
 */
@Component
public class FreshClimb {

  private final Climbs climbs;
  private final Agreements agreements;

  FreshClimb(Climbs climbs, Agreements agreements) {
    this.climbs = climbs;
    this.agreements = agreements;
  }

  /** Begins the climb of a demanded need of a locked request anew, with a new time to accept. */
  public void begin(AssessmentRequest request, NeedId root, Instant now) {
    climbs
        .find(root)
        .ifPresent(
            climb -> {
              var acceptBy =
                  agreements
                      .load(request.agreement(), request.raisedAt())
                      .acceptBy(climb.level(), now);
              climbs.keep(
                  Climb.atFoot(
                      climb.need(),
                      climb.request(),
                      climb.level(),
                      climb.watch().acceptanceAnew(acceptBy)));
            });
  }
}
