package se.rond.dispatch.imaging;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.dispatch.DispatchEvent.ExaminationOverdue;
import se.rond.contracts.dispatch.DispatchEvent.ExaminationUpdated;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.imaging.Examinations.Question;
import se.rond.dispatch.imaging.ImagingResult.Done;
import se.rond.dispatch.imaging.ImagingResult.NotForThisRole;
import se.rond.dispatch.imaging.ImagingResult.Reason;
import se.rond.dispatch.imaging.ImagingResult.Refused;
import se.rond.dispatch.imaging.ImagingResult.Unknown;
import se.rond.dispatch.imaging.Step.Act;
import se.rond.dispatch.imaging.Step.Answer;
import se.rond.dispatch.imaging.Step.Cancel;
import se.rond.dispatch.imaging.Step.Justify;
import se.rond.dispatch.imaging.Step.PassOn;
import se.rond.dispatch.imaging.Step.Perform;
import se.rond.dispatch.imaging.Step.Read;
import se.rond.dispatch.imaging.Step.Reject;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;
import tools.jackson.databind.JsonNode;

/**
 * Follows an X-ray from the question to what was done about the answer. Before the pictures are
 * taken it is a part of its request, and ends with it; from then on it has an owner, and goes on
 * after the request is closed.
 */
@Service
public class ImagingDesk {

  /** Who acts when nobody does. */
  private static final String CLOCK = "clock";

  private final AssessmentRequests requests;
  private final Examinations examinations;
  private final OpenWork work;
  private final Municipalities municipalities;
  private final Outbox outbox;
  private final InstantSource clock;

  ImagingDesk(
      AssessmentRequests requests,
      Examinations examinations,
      OpenWork work,
      Municipalities municipalities,
      Outbox outbox,
      InstantSource clock) {
    this.requests = requests;
    this.examinations = examinations;
    this.work = work;
    this.municipalities = municipalities;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Takes that somebody asks for an X-ray.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<ImagingResult> propose(
      AssessmentRequestId id,
      ExaminationId examination,
      Question question,
      JsonNode body,
      Caller caller) {
    var digest = BodyDigest.of(body);
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                examinations
                    .find(examination)
                    .map(earlier -> repeated(request, earlier, digest))
                    .orElseGet(
                        () ->
                            proposed(
                                request,
                                examination,
                                question,
                                digest,
                                TimelineEntry.actor(caller))));
  }

  private static ImagingResult repeated(
      AssessmentRequest request, Examinations.Stored earlier, BodyDigest digest) {
    return earlier.request().equals(request.id()) && digest.equals(earlier.digest())
        ? new Done(earlier.examination().id(), earlier.examination().state())
        : new Refused(Reason.OTHER_BODY_UNDER_THIS_ID, "OTHER");
  }

  private ImagingResult proposed(
      AssessmentRequest request,
      ExaminationId id,
      Question question,
      @Nullable BodyDigest digest,
      String actor) {
    if (!request.state().isOpen()) {
      return new Refused(Reason.REQUEST_CLOSED, request.state().name());
    }
    return add(request, id, question, digest, actor)
        ? new Done(id, ExaminationState.PROPOSED)
        : new Refused(Reason.OTHER_BODY_UNDER_THIS_ID, "OTHER");
  }

  /** Takes what an assessment of a locked open request asks for. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void propose(
      AssessmentRequest request, ExaminationId id, Question question, String actor) {
    if (!add(request, id, question, null, actor)) {
      throw new IllegalStateException("Expected a fresh id for an examination, but found " + id);
    }
  }

  private boolean add(
      AssessmentRequest request,
      ExaminationId id,
      Question question,
      @Nullable BodyDigest digest,
      String actor) {
    var now = clock.instant();
    var isNew =
        examinations.propose(
            id, request.id(), question, digest, now.plus(ImagingRules.JUSTIFIED_WITHIN));
    if (isNew) {
      examinations.note(id, ExaminationState.PROPOSED.name(), now, actor, null);
      tell(request, id, null, ExaminationState.PROPOSED.name(), now, actor);
    }
    return isNew;
  }

  /**
   * Takes what somebody says of an examination, also after its request is closed.
   *
   * @return nothing if the caller may see no such examination
   */
  @Transactional
  public Optional<ImagingResult> take(
      AssessmentRequestId id, ExaminationId examination, Step step, Caller caller) {
    var allowed = ImagingRules.may(step);
    if (!allowed.contains(caller.role())) {
      return Optional.of(new NotForThisRole(List.copyOf(allowed)));
    }
    return requests
        .findAndLock(id, caller)
        .flatMap(
            request ->
                examinations
                    .find(examination)
                    .filter(stored -> stored.request().equals(request.id()))
                    .map(
                        stored ->
                            taken(
                                request, stored.examination(), step, TimelineEntry.actor(caller))));
  }

  private ImagingResult taken(
      AssessmentRequest request, Examination examination, Step step, String actor) {
    var owner = ownerOf(step);
    if (owner != null && !examinations.isKnown(owner.responder())) {
      return new Unknown("owner.responder");
    }
    return switch (ImagingRules.decide(examination, step)) {
      case ImagingRules.Outcome.Unchanged _ -> new Done(examination.id(), examination.state());
      case ImagingRules.Outcome.Refused(var reason) ->
          new Refused(reason, examination.state().name());
      case ImagingRules.Outcome.Now(var state) -> {
        var after = examination.in(state, owner == null ? examination.owner() : owner);
        var isPassedOn = step instanceof PassOn;
        var now = clock.instant();
        // Before the state, which needs one; who takes over has no more time than who had it.
        if (owner != null) {
          examinations.passOn(examination.id(), owner);
        }
        if (!isPassedOn) {
          examinations.store(after, ImagingRules.dueAt(state, now), now);
        }
        examinations.note(
            examination.id(), isPassedOn ? "PASSED_ON" : state.name(), now, actor, said(step));
        tell(
            request,
            after.id(),
            after.owner(),
            isPassedOn ? "PASSED_ON" : state.name(),
            now,
            actor);
        yield new Done(examination.id(), state);
      }
    };
  }

  private static @Nullable Owner ownerOf(Step step) {
    return switch (step) {
      case Perform(var owner) -> owner;
      case PassOn(var owner) -> owner;
      case Justify _, Reject _, Read _, Answer _, Act _, Cancel _ -> null;
    };
  }

  private static @Nullable String said(Step step) {
    return switch (step) {
      case Justify(var delegation) -> delegation;
      case Reject(var reason) -> reason;
      case Answer(var text) -> text;
      case Act(var text) -> text;
      case Perform _, Read _, PassOn _, Cancel _ -> null;
    };
  }

  private void tell(
      AssessmentRequest request,
      ExaminationId examination,
      @Nullable Owner owner,
      String step,
      Instant now,
      String actor) {
    var told = owner == null ? null : owner.responder();
    requests.note(request.id(), new TimelineEntry(now, "ExaminationUpdated", actor, told, step));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new ExaminationUpdated(
            request.id(),
            request.municipality(),
            request.requester(),
            examination,
            told,
            work.listResponders(request.id()),
            now));
  }

  /**
   * Alarms that a step is late, once for each step. What no picture was taken for is cancelled with
   * the alarm when its request is over.
   */
  @Transactional
  public void due(AssessmentRequestId id, ExaminationId examination) {
    requests
        .findAndLock(id)
        .ifPresent(
            request ->
                examinations
                    .find(examination)
                    .ifPresent(stored -> due(request, stored.examination(), clock.instant())));
  }

  private void due(AssessmentRequest request, Examination examination, Instant now) {
    if (examination.state().isAhead() && !request.state().isOpen()) {
      var cancelled = examination.in(ExaminationState.CANCELLED, examination.owner());
      examinations.store(cancelled, null, now);
      examinations.note(examination.id(), ExaminationState.CANCELLED.name(), now, CLOCK, null);
      tell(request, examination.id(), null, ExaminationState.CANCELLED.name(), now, CLOCK);
      alarm(request, cancelled, now);
    } else if (examinations.keepAlarm(examination.id(), now)) {
      alarm(request, examination, now);
    }
  }

  private void alarm(AssessmentRequest request, Examination examination, Instant now) {
    var owner = examination.owner() == null ? null : examination.owner().responder();
    requests.note(
        request.id(),
        new TimelineEntry(now, "ExaminationOverdue", CLOCK, owner, examination.state().name()));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new ExaminationOverdue(
            request.id(),
            request.municipality(),
            request.requester(),
            examination.id(),
            owner,
            municipalities.listCoordinators(request.municipality()),
            now));
  }
}
