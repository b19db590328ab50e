package se.rond.contracts.intake;

import se.rond.contracts.language.Language;
import se.rond.contracts.language.Text;

/**
 * One field of a body that cannot be used.
 *
 * @param field its path, for example {@code vitals.pulse}
 * @param expected what would be right, with unit and range
 * @param found what was there; identifiers, names and free text are described, never repeated
 */
public record FieldError(String field, Text expected, Text found) {

  /** The same in one language, as it stands in a problem document. */
  public record Worded(String field, String expected, String found) {}

  /** Says it in that language. */
  public Worded in(Language language) {
    return new Worded(field, expected.in(language), found.in(language));
  }
}
