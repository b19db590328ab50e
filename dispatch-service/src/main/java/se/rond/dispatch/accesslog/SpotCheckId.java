package se.rond.dispatch.accesslog;

import java.util.UUID;

/** Names a spot check; made by whoever has it drawn. */
public record SpotCheckId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
