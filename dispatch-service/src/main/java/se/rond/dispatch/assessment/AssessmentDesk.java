package se.rond.dispatch.assessment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.dispatch.DispatchEvent.AssessmentRecorded;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.assessment.Assessments.NewAssessment;
import se.rond.dispatch.assessment.Assessments.NumberedOrder;
import se.rond.dispatch.assessment.Assessments.Standing;
import se.rond.dispatch.assessment.Order.Ambulance;
import se.rond.dispatch.assessment.Order.NeedOrder;
import se.rond.dispatch.assessment.Order.Prescription;
import se.rond.dispatch.assessment.Order.Referral;
import se.rond.dispatch.assessment.Order.Sampling;
import se.rond.dispatch.assessment.Order.XrayReferral;
import se.rond.dispatch.assessment.TellResult.Done;
import se.rond.dispatch.assessment.TellResult.IdTaken;
import se.rond.dispatch.assessment.TellResult.Kind;
import se.rond.dispatch.assessment.TellResult.NotForThisRole;
import se.rond.dispatch.assessment.TellResult.NotYours;
import se.rond.dispatch.assessment.TellResult.Reason;
import se.rond.dispatch.assessment.TellResult.Refused;
import se.rond.dispatch.assignment.Alarms;
import se.rond.dispatch.assignment.Assignment.Taken;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.assignment.OrderedNeeds;
import se.rond.dispatch.imaging.Examinations.Question;
import se.rond.dispatch.imaging.ImagingDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;
import tools.jackson.databind.JsonNode;

/**
 * Takes what a professional concluded about the patient, and sees to it that what was ordered
 * happens, in the same commit. It answers no offer and ends no assignment: whoever has the
 * responsibility has it afterwards, too.
 */
@Service
public class AssessmentDesk {

  private final AssessmentRequests requests;
  private final Assessments assessments;
  private final Telling telling;
  private final OrderedNeeds needs;
  private final OpenWork work;
  private final EmergencyDesk emergencies;
  private final Alarms alarms;
  private final TaskDesk tasks;
  private final ImagingDesk imaging;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  AssessmentDesk(
      AssessmentRequests requests,
      Assessments assessments,
      Telling telling,
      OrderedNeeds needs,
      OpenWork work,
      EmergencyDesk emergencies,
      Alarms alarms,
      TaskDesk tasks,
      ImagingDesk imaging,
      Outbox outbox,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.requests = requests;
    this.assessments = assessments;
    this.telling = telling;
    this.needs = needs;
    this.work = work;
    this.emergencies = emergencies;
    this.alarms = alarms;
    this.tasks = tasks;
    this.imaging = imaging;
    this.outbox = outbox;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * Takes an assessment.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<TellResult> tell(
      AssessmentRequestId id, Assessment told, JsonNode body, Caller caller) {
    var allowed = AssessmentRules.mayTell(told);
    if (!allowed.contains(caller.role())) {
      return Optional.of(new NotForThisRole(List.copyOf(allowed)));
    }
    var digest = BodyDigest.of(body);
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                telling
                    .findEarlier(Kind.ASSESSMENT, told.id().value(), digest, request, id)
                    .orElseGet(() -> taken(request, id, told, digest, caller)));
  }

  private TellResult taken(
      AssessmentRequest request,
      AssessmentRequestId named,
      Assessment told,
      BodyDigest digest,
      Caller caller) {
    var refusal =
        AssessmentRules.findRefusal(
            told, request.state(), emergencies.isPhysicianInstead(request.id()));
    if (refusal.isPresent()) {
      return new Refused(refusal.get(), request.state());
    }
    if (told.orders().stream().anyMatch(order -> isThere(request, order))) {
      return new Refused(Reason.SOMEBODY_THERE, request.state());
    }
    var refused = refuseSuperseding(request, told, caller);
    if (refused.isPresent()) {
      return refused.get();
    }
    var spokenFor = told.assignment();
    var assignment =
        spokenFor == null
            ? telling.findLive(request, caller)
            : telling.findNamed(request, spokenFor, caller);
    return spokenFor != null && assignment.isEmpty()
        ? new NotYours("assignment")
        : kept(request, named, told, assignment.orElse(null), digest, caller);
  }

  private boolean isThere(AssessmentRequest request, Order order) {
    return order instanceof NeedOrder ordered && needs.isSomebodyThere(request, ordered.need());
  }

  private Optional<TellResult> refuseSuperseding(
      AssessmentRequest request, Assessment told, Caller caller) {
    var supersedes = told.supersedes();
    if (supersedes == null) {
      return Optional.empty();
    }
    var earlier = assessments.findStanding(request.id(), supersedes);
    if (earlier.isEmpty()) {
      return Optional.of(new NotYours("supersedes"));
    }
    var allowed = AssessmentRules.maySupersede(earlier.map(Standing::author).orElseThrow());
    if (!allowed.contains(caller.role())) {
      return Optional.of(new NotForThisRole(List.copyOf(allowed)));
    }
    return earlier
        .filter(Standing::isSuperseded)
        .<TellResult>map(_ -> new Refused(Reason.ALREADY_SUPERSEDED, request.state()));
  }

  private TellResult kept(
      AssessmentRequest request,
      AssessmentRequestId named,
      Assessment told,
      @Nullable WithResponder assignment,
      BodyDigest digest,
      Caller caller) {
    var now = clock.instant();
    var actor = TimelineEntry.actor(caller);
    var orders =
        told.orders().stream().map(order -> new NumberedOrder(freshIds.get(), order)).toList();
    var isNew =
        assessments.add(
            stored(request, named, told, assignment, orders, digest, caller, now, actor));
    if (!isNew) {
      return new IdTaken(null);
    }
    tell(request, told, assignment, now, actor);
    if (assignment instanceof Taken taken) {
      alarms.hear(request, taken, now, actor);
    }
    if (caller.role() == Role.PHYSICIAN) {
      tasks.raise(request, told.id(), now, actor);
    }
    var ordered = carriedOut(request, orders, actor);
    if (ordered.state().isOpen()) {
      work.settle(ordered, actor);
    }
    var receipt =
        Receipt.of(
            told.id().value(),
            requests.findAndLock(request.id()).orElseThrow(),
            emergencies.findAlarm(request.id()).orElse(null));
    assessments.keepReceipt(receipt);
    return new Done(receipt);
  }

  private NewAssessment stored(
      AssessmentRequest request,
      AssessmentRequestId named,
      Assessment told,
      @Nullable WithResponder assignment,
      List<NumberedOrder> orders,
      BodyDigest digest,
      Caller caller,
      Instant now,
      String actor) {
    var at = told.when().happened(now);
    var reassessAt = told.reassessAt();
    return new NewAssessment(
        told,
        request.id(),
        named,
        assignment == null ? null : assignment.id(),
        at,
        readBackAt(told, at, now),
        reassessAt == null ? null : Reassessment.of(at, told.when().byOurClock(reassessAt, now)),
        orders,
        now,
        caller.role(),
        actor,
        digest,
        Receipt.of(told.id().value(), request, null));
  }

  private static @Nullable Instant readBackAt(Assessment told, Instant at, Instant now) {
    var readBack = told.readBack();
    if (readBack == null) {
      return null;
    }
    return readBack.at() == null ? at : told.when().byOurClock(readBack.at(), now);
  }

  private void tell(
      AssessmentRequest request,
      Assessment told,
      @Nullable WithResponder assignment,
      Instant now,
      String actor) {
    var ordered =
        told.orders().stream()
            .map(order -> order.kind().name())
            .distinct()
            .collect(Collectors.joining(" "));
    requests.note(
        request.id(),
        new TimelineEntry(
            now,
            "AssessmentRecorded",
            actor,
            assignment == null ? null : assignment.responder(),
            told.mode() + (ordered.isEmpty() ? "" : ", orders " + ordered)));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new AssessmentRecorded(
            request.id(),
            request.municipality(),
            request.requester(),
            told.id(),
            work.listResponders(request.id()),
            now));
  }

  /** Does what Rond itself can do of what was ordered; the rest is read by those concerned. */
  private AssessmentRequest carriedOut(
      AssessmentRequest request, List<NumberedOrder> orders, String actor) {
    var current = request;
    for (var order : orders) {
      current =
          switch (order.order()) {
            case NeedOrder(var need, var level, var capabilities) ->
                needs.order(current, new NeedWithCapabilities(need, capabilities), level, actor);
            case Ambulance _ -> emergencies.order(current, actor);
            case XrayReferral(var regions, var question, var history, var status) -> {
              imaging.propose(
                  current,
                  new ExaminationId(order.id()),
                  new Question(regions, question, history, status),
                  actor);
              yield current;
            }
            case Sampling _, Prescription _, Referral _ -> current;
          };
    }
    return current;
  }
}
