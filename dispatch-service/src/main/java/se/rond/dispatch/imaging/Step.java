package se.rond.dispatch.imaging;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says of an examination. Texts are clinical, at most {@value #MAX_TEXT} characters.
 */
public sealed interface Step {

  /** Longest text, in characters. */
  int MAX_TEXT = 4_000;

  /**
   * It is worth its radiation.
   *
   * @param delegation who decided that somebody other than a physician may say so; null from a
   *     physician
   */
  record Justify(@Nullable String delegation) implements Step {}

  /** It is not. */
  record Reject(String reason) implements Step {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Reject[]";
    }
  }

  /** The pictures are taken. */
  record Perform(Owner owner) implements Step {}

  /** A radiologist has looked at them. */
  record Read() implements Step {}

  /** What they show. */
  record Answer(String text) implements Step {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Answer[]";
    }
  }

  /** What was done about it. */
  record Act(String text) implements Step {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Act[]";
    }
  }

  /** Somebody else sees to it from now on. */
  record PassOn(Owner owner) implements Step {}

  /** It is not wanted any more. */
  record Cancel() implements Step {}
}
