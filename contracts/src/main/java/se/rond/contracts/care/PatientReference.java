package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * A random id for a patient. It stands where a personnummer never may: in keys, events and logs.
 */
public record PatientReference(@JsonValue UUID value) {

  @JsonCreator
  public PatientReference {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
