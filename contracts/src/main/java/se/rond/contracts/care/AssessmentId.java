package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Identifies one medical assessment; made by the device. FHIR: {@code
 * ClinicalImpression.identifier}.
 */
public record AssessmentId(@JsonValue UUID value) {

  @JsonCreator
  public AssessmentId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
