package se.rond.contracts.triage;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import se.rond.contracts.care.AssessmentRequestId;

/** The events of {@code triage.decisions.v1}. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = TriageEvent.Unrecognised.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = TriageEvent.RequestTriaged.class, name = "RequestTriaged")
})
public sealed interface TriageEvent {

  /**
   * A request was judged.
   *
   * @param revision the revision of the request that was judged; a decision on an older one is a
   *     no-op
   */
  record RequestTriaged(
      AssessmentRequestId request, int revision, TriageDecision decision, Instant occurredAt)
      implements TriageEvent {}

  /** An event of a type that this build does not know yet; a newer producer may go first. */
  record Unrecognised() implements TriageEvent {}
}
