package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one reserve routine, from its activation until a person resolves it. */
public record ReserveRoutineId(@JsonValue UUID value) {

  @JsonCreator
  public ReserveRoutineId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
