package se.rond.dispatch.imaging;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ExaminationId;

/**
 * An examination as it stands.
 *
 * @param owner who sees to what comes of it; null before the pictures are taken
 * @param answer what the pictures show, as it was last said; null while nobody has. Clinical
 * @param action what was done about it, as it was last said; null while nobody has. Clinical
 */
public record Examination(
    ExaminationId id,
    ExaminationState state,
    @Nullable Owner owner,
    @Nullable String answer,
    @Nullable String action) {

  /** The same in another state, seen to by that one. */
  Examination in(ExaminationState newState, @Nullable Owner newOwner) {
    return new Examination(id, newState, newOwner, answer, action);
  }

  /** Without what is clinical: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "Examination[id=" + id + ", state=" + state + "]";
  }
}
