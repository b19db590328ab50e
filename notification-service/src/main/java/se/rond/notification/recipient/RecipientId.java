package se.rond.notification.recipient;

import java.util.Locale;
import se.rond.contracts.care.HealthCentreId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ResponderId;

/**
 * Whom a notice is for: a person or function by HSA-id, a responder such as the mobile team M21, or
 * a health centre.
 *
 * <p>HSA-ids compare without regard to case, so they are kept in upper case here.
 */
public record RecipientId(String value) implements Comparable<RecipientId> {

  /** What a value must look like, in words for an error message. */
  public static final String FORM = "an HSA-id, or a responder id: " + ResponderId.FORM;

  /**
   * @throws IllegalArgumentException if {@code value} does not have the {@link #FORM}
   */
  public RecipientId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("Expected " + FORM);
    }
    if (HsaId.isWellFormed(value)) {
      value = value.toUpperCase(Locale.ROOT);
    }
  }

  /** Returns true if {@code value} can be made into one. */
  public static boolean isWellFormed(String value) {
    // Every HSA-id has the form of a responder id too.
    return ResponderId.isWellFormed(value);
  }

  /** The person or function with that HSA-id. */
  public static RecipientId of(HsaId person) {
    return new RecipientId(person.value());
  }

  /** Everybody who answers as that responder. */
  public static RecipientId of(ResponderId responder) {
    return new RecipientId(responder.value());
  }

  /** Everybody who works at that health centre. */
  public static RecipientId of(HealthCentreId healthCentre) {
    return new RecipientId(healthCentre.value());
  }

  @Override
  public int compareTo(RecipientId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
