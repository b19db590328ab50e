package se.rond.dispatch.owntask;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one own task of a nurse; made by her device. */
public record OwnTaskId(@JsonValue UUID value) {
  public OwnTaskId {
    requireNonNull(value, "value");
  }
}
