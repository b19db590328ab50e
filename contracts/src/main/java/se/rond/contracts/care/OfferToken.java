package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Fences one offer against answers to an earlier one.
 *
 * <p>Every offer carries a fresh token. A team that answers an offer which has since lapsed and
 * gone to another team presents a token that no longer matches, and is told so. Tokens are compared
 * for equality only; they are not secrets and grant no permission.
 */
public record OfferToken(@JsonValue UUID value) {

  @JsonCreator
  public OfferToken {
    requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
