package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one assignment: one need with one responder. FHIR: {@code Task.identifier}. */
public record AssignmentId(@JsonValue UUID value) {

  @JsonCreator
  public AssignmentId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
