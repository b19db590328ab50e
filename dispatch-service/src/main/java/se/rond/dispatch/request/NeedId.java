package se.rond.dispatch.request;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies one need of one request. */
public record NeedId(UUID value) {
  public NeedId {
    requireNonNull(value, "value");
  }
}
