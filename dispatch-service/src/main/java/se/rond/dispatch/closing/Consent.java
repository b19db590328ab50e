package se.rond.dispatch.closing;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.PatientReference;

/**
 * That a care provider, or a unit of it, reads what other providers have of a patient
 * (<i>samtycke</i>). It never opens what is blocked.
 *
 * @param unit whose people may read; null where all of the provider's may
 * @param attitude what is known of it, where the patient is not capable; else null
 * @param withdrawnAt null while it counts
 */
public record Consent(
    UUID id,
    PatientReference patient,
    @Nullable HsaId unit,
    HsaId provider,
    Basis basis,
    @Nullable String attitude,
    Instant from,
    Instant until,
    HsaId recordedBy,
    @Nullable Instant withdrawnAt) {

  /** Longest note of an attitude, in characters. */
  public static final int MAX_ATTITUDE = 1_000;

  /** The longest that anything is agreed to at once. A year, chosen. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /** How much of the provider may read. */
  public Scope scope() {
    return unit == null ? Scope.CARE_PROVIDER : Scope.UNIT;
  }

  /** Without the attitude: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "Consent[id=" + id + "]";
  }
}
