package se.rond.dispatch.change;

import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.intake.Change.NewPlace;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.NotServed;
import se.rond.dispatch.change.ChangeResult.Reason;
import se.rond.dispatch.change.ChangeResult.Refused;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.roster.Municipalities;
import tools.jackson.databind.JsonNode;

/** Takes where the patient is now. */
@Service
public class PlaceDesk {

  private final AssessmentRequests requests;
  private final Changes changes;
  private final Revisions revisions;
  private final Municipalities municipalities;
  private final OpenWork work;
  private final InstantSource clock;

  PlaceDesk(
      AssessmentRequests requests,
      Changes changes,
      Revisions revisions,
      Municipalities municipalities,
      OpenWork work,
      InstantSource clock) {
    this.requests = requests;
    this.changes = changes;
    this.revisions = revisions;
    this.municipalities = municipalities;
    this.work = work;
    this.clock = clock;
  }

  /**
   * Keeps where the patient is now. A place of a request that is joined to another would send that
   * one's team there, and stay with it if the two are about different patients after all.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<ChangeResult> move(
      AssessmentRequestId id, NewPlace told, JsonNode body, Caller caller) {
    return requests
        .findAndLock(id, caller)
        .map(
            request -> {
              if (!request.id().equals(id)) {
                return new Refused(Reason.REQUEST_JOINED, request.state());
              }
              var sent = Sent.now(told.id(), id, body, clock.instant(), caller);
              return revisions
                  .findEarlierOrOver(request, sent, Change.PLACE)
                  .orElseGet(() -> moved(request, told, sent, caller));
            });
  }

  private ChangeResult moved(AssessmentRequest request, NewPlace told, Sent sent, Caller caller) {
    var municipality = told.place().municipality();
    var centre = municipalities.findCentre(municipality);
    if (centre.isEmpty() || !caller.municipalities().contains(municipality)) {
      return new NotServed(municipalities.listServed(caller));
    }
    var stated = told.place().position();
    var place = stated == null ? centre.get() : new Position(stated.latitude(), stated.longitude());
    var moved = request.revised().at(municipality, place);
    var result =
        revisions.revise(
            request,
            moved,
            sent,
            Change.PLACE,
            change -> changes.replacePlace(request.id(), change.id(), sent.body()));
    if (result instanceof Done(var answer) && answer.state() == moved.state()) {
      work.moved(request, moved, sent.actor());
    }
    return result;
  }
}
