package se.rond.dispatch.assessment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That whoever is to act on a decision has repeated it aloud: the end of an SBAR conversation
 * (clinical reference 2.4).
 *
 * @param by the name or HSA-id of who repeated it, at most {@value #MAX_NAME} characters
 * @param at by the device's clock; null for when the assessment was made
 */
public record ReadBack(String by, @Nullable Instant at) {

  /** Longest name, in characters. */
  public static final int MAX_NAME = 200;

  /** Without the name: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "ReadBack[]";
  }
}
