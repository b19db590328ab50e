package se.rond.access.masking;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a {@link Mask} has left of a value for one reader. Nothing else makes one, so a view that
 * holds it cannot be built without asking. It is written as what is left.
 *
 * @param <T> what is left
 */
public final class Masked<T> {

  private final T left;

  Masked(T left) {
    this.left = left;
  }

  @JsonValue
  T left() {
    return left;
  }

  /** Without what is left: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "Masked[]";
  }
}
