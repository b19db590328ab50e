package se.rond.dispatch.change;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.intake.Change.Acknowledgement;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.Reason;
import se.rond.dispatch.change.ChangeResult.Refused;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;

/** Takes what became of RING 112. */
@Service
public class AcknowledgementDesk {

  private final AssessmentRequests requests;
  private final EmergencyDesk emergencies;

  AcknowledgementDesk(AssessmentRequests requests, EmergencyDesk emergencies) {
    this.requests = requests;
    this.emergencies = emergencies;
  }

  /**
   * Takes what became of RING 112.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<ChangeResult> acknowledge(
      AssessmentRequestId id, Acknowledgement told, Caller caller) {
    return requests.findAndLock(id, caller).map(request -> acknowledge(request, told, caller));
  }

  private ChangeResult acknowledge(AssessmentRequest request, Acknowledgement told, Caller caller) {
    if (emergencies.isSaid(request.id(), told)) {
      return new Done(ChangeAnswer.of(request));
    }
    return switch (request.state()) {
      case EMERGENCY_DIRECTED -> {
        emergencies.acknowledge(request, told, TimelineEntry.actor(caller));
        yield new Done(ChangeAnswer.of(request));
      }
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY ->
          new Refused(Reason.NOT_AN_EMERGENCY, request.state());
      case CLOSED, CANCELLED, JOINED -> Refused.over(request.state());
    };
  }
}
