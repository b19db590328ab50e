package se.rond.triage.shadow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one shadow run; made by whoever starts it. */
public record ShadowRunId(@JsonValue UUID value) {
  public ShadowRunId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
