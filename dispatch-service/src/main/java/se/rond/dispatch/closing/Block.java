package se.rond.dispatch.closing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.PatientReference;

/**
 * What a patient has blocked (<i>spärr</i>).
 *
 * @param unit whose data is closed to all other units; null where all of the provider's is closed
 *     to other providers
 * @param informedAt when the patient was told what follows from it
 * @param liftedAt null while it is in force
 */
public record Block(
    UUID id,
    PatientReference patient,
    @Nullable HsaId unit,
    HsaId provider,
    Instant since,
    Instant informedAt,
    HsaId recordedBy,
    @Nullable Instant liftedAt) {

  /** What of the provider it closes. */
  public Scope scope() {
    return unit == null ? Scope.CARE_PROVIDER : Scope.UNIT;
  }
}
