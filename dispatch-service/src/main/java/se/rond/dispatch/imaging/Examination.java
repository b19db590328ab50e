package se.rond.dispatch.imaging;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ExaminationId;

/**
 * An examination as it stands.
 *
 * @param owner who sees to what comes of it; null before the pictures are taken
 */
public record Examination(ExaminationId id, ExaminationState state, @Nullable Owner owner) {}
