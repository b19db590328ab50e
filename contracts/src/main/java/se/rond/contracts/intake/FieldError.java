package se.rond.contracts.intake;

/**
 * One field of a body that cannot be used.
 *
 * @param field its path, for example {@code vitals.pulse}
 * @param expected what would be right, with unit and range
 * @param found what was there; identifiers, names and free text are described, never repeated
 */
public record FieldError(String field, String expected, String found) {}
