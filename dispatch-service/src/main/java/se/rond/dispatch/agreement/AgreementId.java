package se.rond.dispatch.agreement;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Identifies one version of one agreement. */
public record AgreementId(@JsonValue UUID value) {

  @JsonCreator
  public AgreementId {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
