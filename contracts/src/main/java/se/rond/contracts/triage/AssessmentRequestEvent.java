package se.rond.contracts.triage;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
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
      name = "AssessmentRequested")
})
public sealed interface AssessmentRequestEvent {

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
      implements AssessmentRequestEvent {

    public AssessmentRequested {
      context = requireNonNullElse(context, TriageContext.UNKNOWN);
    }
  }

  /** An event of a type that this build does not know yet; a newer producer may go first. */
  record Unrecognised() implements AssessmentRequestEvent {}
}
