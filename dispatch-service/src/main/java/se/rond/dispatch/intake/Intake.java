package se.rond.dispatch.intake;

import static se.rond.dispatch.DispatchMeter.SUBMISSIONS;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyDirected;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.Submission;
import se.rond.contracts.language.Text;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.AssessmentRequestEvent.AssessmentRequested;
import se.rond.dispatch.DispatchMeter.Outcome;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.intake.Submissions.NewRequest;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
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
  private final Agreements agreements;
  private final Outbox outbox;
  private final Meters meters;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  Intake(
      TriageRules rules,
      Submissions submissions,
      AssessmentRequests requests,
      Agreements agreements,
      Outbox outbox,
      Meters meters,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.rules = rules;
    this.submissions = submissions;
    this.requests = requests;
    this.agreements = agreements;
    this.outbox = outbox;
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

    /** It cannot be taken. */
    record Refused(FieldError error) implements Result {}
  }

  /**
   * What is said at once; it needs nothing but the content, not even a database.
   *
   * <p>Not only the locked floor: a contact cause whose usual level is 112, such as a suspected
   * stroke that nobody ticked a flag for, does not wait for triage either. The patient's SpO2 scale
   * is not known here, which means scale 1; triage never lowers what was said.
   */
  public Advice advice(ClinicalContent content) {
    return rules.demandsEmergency(content, TriageContext.UNKNOWN)
        ? Advice.RING_112_NU
        : Advice.NONE;
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
    var centre = submissions.findCentre(municipality);
    var agreement = agreements.findInForce(municipality, raisedAt);
    if (centre.isEmpty()
        || agreement.isEmpty()
        || !caller.municipalities().contains(municipality)) {
      meters.count(SUBMISSIONS, Outcome.OUTSIDE_AREA, advice);
      return new Result.Refused(
          new FieldError(
              "place.municipality",
              Text.of("one of {0}", "något av {0}")
                  .with(String.join(", ", submissions.listServed(caller))),
              Text.same(municipality.value())));
    }
    var isEmergency = advice == Advice.RING_112_NU;
    var state = isEmergency ? RequestState.EMERGENCY_DIRECTED : RequestState.RECEIVED;
    var answer = new FirstAnswer(submission.id(), state, advice);
    var patient = submissions.reference(submission.patient(), new PatientReference(freshIds.get()));
    var isNew =
        submissions.add(
            new NewRequest(
                submission.id(),
                state,
                patient,
                municipality,
                caller.unit(),
                submission.requester().hsaId(),
                submission.requester().callback(),
                position(submission, centre.get()),
                submission.nurseLevel(),
                isEmergency ? Level.EMERGENCY_112 : null,
                agreement.get().id(),
                raisedAt,
                receivedAt,
                times.marks(),
                corrected.content().vitals().measuredAt(),
                body,
                digest,
                answer));
    if (!isNew) {
      // Somebody sent the same id in the same instant and was first.
      return repeated(submissions.find(submission.id()).orElseThrow(), digest, advice);
    }
    meters.count(SUBMISSIONS, Outcome.STORED, advice);
    passOn(corrected, patient, receivedAt, caller);
    if (isEmergency) {
      directToEmergency(submission, receivedAt);
    }
    return new Result.Stored(answer);
  }

  private Result repeated(Submissions.Stored earlier, BodyDigest digest, Advice advice) {
    var isSame = earlier.digest().equals(digest);
    meters.count(SUBMISSIONS, isSame ? Outcome.REPEATED : Outcome.OTHER_BODY, advice);
    return isSame ? new Result.Stored(earlier.answer()) : new Result.BodyDiffers();
  }

  private void passOn(
      Submission submission, PatientReference patient, Instant receivedAt, Caller caller) {
    requests.note(
        submission.id(),
        new TimelineEntry(
            receivedAt, "AssessmentRequested", caller.role() + " " + caller.person(), null, null));
    outbox.add(
        Topic.DISPATCH_ASSESSMENT_REQUESTS,
        submission.id().toString(),
        new AssessmentRequested(
            submission.id(),
            FIRST_REVISION,
            patient,
            submission.place().municipality(),
            submission.raisedAt(),
            submission.content(),
            TriageContext.UNKNOWN,
            receivedAt));
  }

  private void directToEmergency(Submission submission, Instant at) {
    requests.note(
        submission.id(), new TimelineEntry(at, "EmergencyDirected", "intake", null, null));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        submission.id().toString(),
        new EmergencyDirected(
            submission.id(),
            submission.place().municipality(),
            submission.requester().hsaId(),
            at));
  }

  private static Position position(Submission submission, Position centre) {
    var stated = submission.place().position();
    return stated == null ? centre : new Position(stated.latitude(), stated.longitude());
  }
}
