package se.rond.dispatch.intake;

/**
 * A mark, and the field it is about.
 *
 * @param field its path, for example {@code vitals.pulse}
 */
public record Marked(Mark mark, String field) {}
