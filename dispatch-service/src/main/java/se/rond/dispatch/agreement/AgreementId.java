package se.rond.dispatch.agreement;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Identifies one version of one agreement. */
public record AgreementId(UUID value) {
  public AgreementId {
    requireNonNull(value, "value");
  }
}
