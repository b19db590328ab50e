package se.rond.triage.ruleset;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one version of a region's or municipality's rules; made by whoever drafts it. */
public record RuleSetId(@JsonValue UUID value) {
  public RuleSetId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
