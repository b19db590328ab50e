package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Identifies one assessment request, from intake to closure. The nurse's device makes it, so a
 * request sent twice is one request. FHIR: {@code ServiceRequest.identifier}.
 */
public record AssessmentRequestId(@JsonValue UUID value) {

  @JsonCreator
  public AssessmentRequestId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
