package se.rond.contracts.care;

import org.jspecify.annotations.Nullable;

/**
 * A colour from another triage system, taken as data.
 *
 * @param system for example {@code RETTS}
 * @param colour for example {@code ORANGE}
 */
public record ExternalTriage(@Nullable String system, @Nullable String colour) {}
