package se.rond.dispatch.intake;

import static se.rond.dispatch.DispatchMeter.SUBMISSIONS;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.Change.Acknowledgement;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.Submission;
import se.rond.contracts.language.Text;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.AssessmentRequestEvent.AssessmentRequested;
import se.rond.dispatch.DispatchMeter.Outcome;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.TriageSettings;
import se.rond.dispatch.change.ChangeResult.Found;
import se.rond.dispatch.change.JoiningDesk;
import se.rond.dispatch.change.KnownContent.Told;
import se.rond.dispatch.change.Measurements;
import se.rond.dispatch.context.Asked;
import se.rond.dispatch.context.PatientContext;
import se.rond.dispatch.intake.Submissions.NewRequest;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.Patients;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;
import se.rond.telemetry.Meters;
import tools.jackson.databind.JsonNode;

/**
 * Takes requests in. The row, what triage is to judge and, for an emergency, what the world is to
 * know are one commit; a caller who gets an answer can rely on it.
 */
@Service
public class Intake {

  /** A request is at its first revision when it comes in. */
  private static final int FIRST_REVISION = 1;

  private final TriageRules rules;
  private final Submissions submissions;
  private final AssessmentRequests requests;
  private final Patients patients;
  private final PatientContext context;
  private final Municipalities municipalities;
  private final Agreements agreements;
  private final JoiningDesk joining;
  private final EmergencyDesk emergencies;
  private final TriageSettings triage;
  private final Outbox outbox;
  private final AccessLog log;
  private final Meters meters;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  Intake(
      TriageRules rules,
      Submissions submissions,
      AssessmentRequests requests,
      Patients patients,
      PatientContext context,
      Municipalities municipalities,
      Agreements agreements,
      JoiningDesk joining,
      EmergencyDesk emergencies,
      TriageSettings triage,
      Outbox outbox,
      AccessLog log,
      Meters meters,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.rules = rules;
    this.submissions = submissions;
    this.requests = requests;
    this.patients = patients;
    this.context = context;
    this.municipalities = municipalities;
    this.agreements = agreements;
    this.joining = joining;
    this.emergencies = emergencies;
    this.triage = triage;
    this.outbox = outbox;
    this.log = log;
    this.meters = meters;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** What became of a submission. */
  public sealed interface Result {
    /** It is stored, now or by an earlier sending of the same. */
    record Stored(FirstAnswer answer) implements Result {}

    /** Another body was stored under this id before. */
    record BodyDiffers() implements Result {}

    /**
     * The id stands for a change of a request.
     *
     * @param found which one; null if it is about another request than the one this would be joined
     *     to
     */
    record IdOfAChange(@Nullable Found found) implements Result {}

    /** It cannot be taken. */
    record Refused(FieldError error) implements Result {}
  }

  /**
   * What is said at once; it needs nothing but the content, not even a database.
   *
   * <p>Not only the locked floor: a contact cause whose usual level is 112, such as a suspected
   * stroke that nobody ticked a flag for, does not wait for triage either. Who the patient is does
   * not matter here and is not waited for: its saturation is judged by scale 1, and nothing that
   * happened to a patient before leads to 112. Triage never lowers what was said.
   */
  public Advice advice(ClinicalContent content) {
    return rules.demandsEmergency(content, ContextUsed.NOTHING) ? Advice.RING_112_NU : Advice.NONE;
  }

  /**
   * Stores a submission and passes it on to triage.
   *
   * @param body as it was sent, to be shown to those who answer
   */
  @Transactional
  public Result take(Submission submission, JsonNode body, Caller caller) {
    var advice = advice(submission.content());
    var digest = BodyDigest.of(body);
    var earlier = submissions.find(submission.id());
    if (earlier.isPresent()) {
      return repeated(earlier.get(), digest, advice);
    }
    var municipality = submission.place().municipality();
    var receivedAt = clock.instant();
    var times = Times.of(submission, receivedAt);
    var corrected = times.submission();
    var raisedAt = corrected.raisedAt();
    var centre = municipalities.findCentre(municipality);
    var agreement = agreements.findIdInForce(municipality, raisedAt);
    if (centre.isEmpty()
        || agreement.isEmpty()
        || !caller.municipalities().contains(municipality)) {
      meters.count(SUBMISSIONS, Outcome.OUTSIDE_AREA, advice);
      return new Result.Refused(
          new FieldError(
              "place.municipality",
              Text.of("one of {0}", "något av {0}")
                  .with(String.join(", ", municipalities.listServed(caller))),
              Text.same(municipality.value())));
    }
    var patient =
        patients.referenceAndLock(submission.patient(), new PatientReference(freshIds.get()));
    // Asked again behind the lock: somebody may have sent the same a moment before.
    var meanwhile = submissions.find(submission.id());
    if (meanwhile.isPresent()) {
      return repeated(meanwhile.get(), digest, advice);
    }
    var arrived =
        new Arrived(
            corrected,
            times.marks(),
            advice,
            patient,
            caller,
            position(submission, centre.get()),
            agreement.get(),
            receivedAt,
            body,
            digest);
    var open = requests.findOpenAndLock(patient, caller);
    return open.isPresent() ? joined(arrived, open.get()) : opened(arrived);
  }

  /**
   * A submission that can be stored, with all that was found out about it.
   *
   * @param submission with every time by our clock
   * @param advice what was said at once
   */
  private record Arrived(
      Submission submission,
      List<Marked> marks,
      Advice advice,
      PatientReference patient,
      Caller caller,
      Position place,
      AgreementId agreement,
      Instant receivedAt,
      JsonNode body,
      BodyDigest digest) {

    Asked asked() {
      var content = submission.content();
      var told = Told.whenRaised(submission.raisedAt(), receivedAt, content);
      return new Asked(
          submission.id(),
          patient,
          submission.place().municipality(),
          agreement,
          content.contactCause(),
          submission.raisedAt(),
          Measurements.of(List.of(told), content, PatientContext.SCALE));
    }

    NewRequest stored(FirstAnswer answer, @Nullable Instant triageBy) {
      return new NewRequest(
          submission.id(),
          answer.joined() == null ? RequestState.RECEIVED : RequestState.JOINED,
          patient,
          submission.protectedIdentity(),
          submission.place().municipality(),
          caller.person(),
          caller.unit(),
          caller.careProvider(),
          submission.requester().hsaId(),
          submission.requester().callback(),
          place,
          submission.nurseLevel(),
          agreement,
          submission.raisedAt(),
          receivedAt,
          triageBy,
          marks,
          submission.content().vitals().measuredAt(),
          submission.content(),
          answer.joined(),
          body,
          digest,
          answer);
    }
  }

  private Result opened(Arrived arrived) {
    var id = arrived.submission().id();
    var isEmergency = arrived.advice() == Advice.RING_112_NU;
    var state = isEmergency ? RequestState.EMERGENCY_DIRECTED : RequestState.RECEIVED;
    var answer =
        new FirstAnswer(
            id, state, arrived.advice(), isEmergency ? Acknowledgement.FIRST_ALARM : null, null);
    var triageBy = isEmergency ? null : triage.waitUntil(arrived.receivedAt());
    if (!submissions.add(arrived.stored(answer, triageBy))) {
      // Somebody stored another patient's request under the same id in the same instant.
      return repeated(submissions.find(id).orElseThrow(), arrived.digest(), arrived.advice());
    }
    meters.count(SUBMISSIONS, Outcome.STORED, arrived.advice());
    passOn(arrived);
    if (isEmergency) {
      emergencies.direct(requests.findAndLock(id).orElseThrow(), "intake");
    }
    return new Result.Stored(answer);
  }

  /**
   * A second request for a patient with an open one is never refused and never a second team: it is
   * stored, and what it says is added to the open one.
   */
  private Result joined(Arrived arrived, AssessmentRequest open) {
    var submission = arrived.submission();
    var taken = joining.findTaken(open, submission.id());
    if (taken.isPresent()) {
      meters.count(SUBMISSIONS, Outcome.OTHER_BODY, arrived.advice());
      return new Result.IdOfAChange(taken.get().found());
    }
    // The row comes first, since what is joined is found by it; then what comes of it is known.
    var before = new FirstAnswer(submission.id(), open.state(), arrived.advice(), null, open.id());
    if (!submissions.add(arrived.stored(before, null))) {
      throw new OptimisticLockingFailureException(
          "Expected the id of a joined request to be free, but somebody has just taken it");
    }
    var now =
        joining.join(open, submission, arrived.receivedAt(), arrived.body(), arrived.caller());
    var answer =
        new FirstAnswer(submission.id(), now.state(), now.advice(), now.alarm(), open.id());
    submissions.keepAnswer(answer);
    meters.count(SUBMISSIONS, Outcome.JOINED, arrived.advice());
    return new Result.Stored(answer);
  }

  private Result repeated(Submissions.Stored earlier, BodyDigest digest, Advice advice) {
    var isSame = earlier.digest().equals(digest);
    meters.count(SUBMISSIONS, isSame ? Outcome.REPEATED : Outcome.OTHER_BODY, advice);
    if (!isSame) {
      return new Result.BodyDiffers();
    }
    // Nothing is held here, and the caller learns again what was answered.
    log.change(List.of(earlier.answer().id()));
    return new Result.Stored(earlier.answer());
  }

  private void passOn(Arrived arrived) {
    var submission = arrived.submission();
    var caller = arrived.caller();
    requests.note(
        submission.id(),
        new TimelineEntry(
            arrived.receivedAt(), "AssessmentRequested", TimelineEntry.actor(caller), null, null));
    outbox.add(
        Topic.DISPATCH_ASSESSMENT_REQUESTS,
        submission.id().toString(),
        new AssessmentRequested(
            submission.id(),
            FIRST_REVISION,
            arrived.patient(),
            submission.place().municipality(),
            submission.raisedAt(),
            submission.content(),
            context.load(arrived.asked()),
            arrived.receivedAt()));
  }

  private static Position position(Submission submission, Position centre) {
    var stated = submission.place().position();
    return stated == null ? centre : new Position(stated.latitude(), stated.longitude());
  }
}
