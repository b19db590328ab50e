package se.rond.dispatch.change;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.intake.Change.Acknowledgement;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.change.Acknowledgements.NewAcknowledgement;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.Found;
import se.rond.dispatch.change.ChangeResult.IdTaken;
import se.rond.dispatch.change.ChangeResult.Kind;
import se.rond.dispatch.change.ChangeResult.Reason;
import se.rond.dispatch.change.ChangeResult.Refused;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.TimelineEntry;
import tools.jackson.databind.JsonNode;

/**
 * Takes what became of RING 112 from whoever may see the request: the nurse, or in her place the
 * coordinator, whose name stands beside it.
 *
 * <p>Each word answers one alarm. A device that makes no ids and names no alarm answers the first
 * one, and what it says in the same words is a repetition: so no late retry of it silences an alarm
 * that it cannot know.
 */
@Service
public class AcknowledgementDesk {

  private final AssessmentRequests requests;
  private final Acknowledgements acknowledgements;
  private final Revisions revisions;
  private final EmergencyDesk emergencies;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  AcknowledgementDesk(
      AssessmentRequests requests,
      Acknowledgements acknowledgements,
      Revisions revisions,
      EmergencyDesk emergencies,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.requests = requests;
    this.acknowledgements = acknowledgements;
    this.revisions = revisions;
    this.emergencies = emergencies;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * Takes what became of RING 112.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<ChangeResult> acknowledge(
      AssessmentRequestId id, Acknowledgement told, JsonNode body, Caller caller) {
    var digest = BodyDigest.of(body);
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                findEarlier(request, told, digest)
                    .orElseGet(() -> taken(request, told, digest, TimelineEntry.actor(caller))));
  }

  private Optional<ChangeResult> findEarlier(
      AssessmentRequest request, Acknowledgement told, BodyDigest digest) {
    var id = told.id();
    if (id == null) {
      return acknowledgements
          .find(request.id(), digest)
          .map(repeated -> new Done(repeated.answer()));
    }
    return acknowledgements
        .find(request.id(), id)
        .<ChangeResult>map(
            earlier ->
                earlier.digest().equals(digest)
                    ? new Done(earlier.answer())
                    : new IdTaken(new Found(Kind.ACKNOWLEDGEMENT, earlier.receivedAt())))
        .or(() -> revisions.findTaken(request, id));
  }

  private ChangeResult taken(
      AssessmentRequest request, Acknowledgement told, BodyDigest digest, String actor) {
    return switch (request.state()) {
      case EMERGENCY_DIRECTED ->
          told.alarm() > emergencies.findAlarm(request.id()).orElseThrow()
              ? new Refused(Reason.NO_SUCH_ALARM, request.state())
              : kept(request, told, digest, actor);
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY ->
          new Refused(Reason.NOT_AN_EMERGENCY, request.state());
      case DOCUMENTING, CLOSED, CANCELLED, JOINED -> Refused.over(request.state());
    };
  }

  private ChangeResult kept(
      AssessmentRequest request, Acknowledgement told, BodyDigest digest, String actor) {
    var answer = revisions.answer(request);
    var isNew =
        acknowledgements.add(
            new NewAcknowledgement(
                told.id() == null ? freshIds.get() : told.id(),
                request.id(),
                told,
                clock.instant(),
                actor,
                digest,
                answer));
    if (!isNew) {
      return new IdTaken(null);
    }
    emergencies.acknowledge(request, told.alarm(), told.said(), actor);
    return new Done(answer);
  }
}
