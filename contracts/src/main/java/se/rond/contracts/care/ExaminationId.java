package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one X-ray examination that was asked for. FHIR: {@code ImagingStudy.identifier}. */
public record ExaminationId(@JsonValue UUID value) {

  @JsonCreator
  public ExaminationId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
