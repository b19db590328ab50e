package se.rond.contracts.triage;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.TriageContext;

/** The events of {@code dispatch.assessment-requests.v1}: what dispatch asks triage to judge. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = AssessmentRequestEvent.Unrecognised.class)
@JsonSubTypes({
  @JsonSubTypes.Type(
      value = AssessmentRequestEvent.AssessmentRequested.class,
      name = "AssessmentRequested"),
  @JsonSubTypes.Type(value = AssessmentRequestEvent.RequestUpdated.class, name = "RequestUpdated"),
  @JsonSubTypes.Type(
      value = AssessmentRequestEvent.RequestCancelled.class,
      name = "RequestCancelled")
})
public sealed interface AssessmentRequestEvent {

  /** Any event that asks for a judgement, with everything the judgement goes by. */
  sealed interface ToBeJudged extends AssessmentRequestEvent {
    AssessmentRequestId request();

    /** 1 at first; each change of the request counts one up. */
    int revision();

    /** A random reference. */
    PatientReference patient();

    MunicipalityCode municipality();

    /** When the nurse raised it, corrected for the skew of her device's clock. */
    Instant raisedAt();

    ClinicalContent content();

    TriageContext context();

    /** What of the context counts, by when the request was raised and not by when it is judged. */
    default ContextUsed contextUsed() {
      return context().usedFor(raisedAt());
    }
  }

  /**
   * A request was received.
   *
   * @param revision 1 at first; each change of the request counts one up
   * @param patient a random reference
   * @param raisedAt when the nurse raised it, corrected for the skew of her device's clock
   */
  record AssessmentRequested(
      AssessmentRequestId request,
      int revision,
      PatientReference patient,
      MunicipalityCode municipality,
      Instant raisedAt,
      ClinicalContent content,
      TriageContext context,
      Instant occurredAt)
      implements ToBeJudged {

    public AssessmentRequested {
      context = requireNonNullElse(context, TriageContext.UNKNOWN);
    }
  }

  /**
   * A request changed and is to be judged anew. It carries everything, not only what changed, so
   * that it can be judged without what came before.
   *
   * @param revision counts one up with each change; one that is older than the newest seen is a
   *     no-op
   * @param content what is known by now: of each value the latest, of flags and findings all
   */
  record RequestUpdated(
      AssessmentRequestId request,
      int revision,
      PatientReference patient,
      MunicipalityCode municipality,
      Instant raisedAt,
      ClinicalContent content,
      TriageContext context,
      Instant occurredAt)
      implements ToBeJudged {

    public RequestUpdated {
      context = requireNonNullElse(context, TriageContext.UNKNOWN);
    }
  }

  /** A request was cancelled; it is not judged any more, whatever comes later. */
  record RequestCancelled(
      AssessmentRequestId request,
      int revision,
      PatientReference patient,
      MunicipalityCode municipality,
      Instant occurredAt)
      implements AssessmentRequestEvent {}

  /** An event of a type that this build does not know yet; a newer producer may go first. */
  record Unrecognised() implements AssessmentRequestEvent {}
}
