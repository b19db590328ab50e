package se.rond.contracts.care;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ContextUsed.PlanNotUsed;

/**
 * A plan for the patient, as far as a judgement goes by it. It counts while it is signed by a
 * physician, dated and in force; its limits of care are shown beside a level by dispatch and judged
 * by nobody.
 *
 * @param spo2Scale the scale that the plan sets; null if it sets none, which is 1. Scale 2 is for a
 *     prescribed target of 88–92 % (RCP, NEWS2, 2017)
 * @param signedBy who signed it; null if nobody has
 * @param signedAs as what; null if that is not known
 * @param signedAt when; null if it is not dated
 * @param validUntil it holds before that instant; null if it has no end, with which it does not
 *     count
 */
public record CarePlan(
    @Nullable OxygenSaturationScale spo2Scale,
    @Nullable HsaId signedBy,
    @Nullable SignedAs signedAs,
    @Nullable Instant signedAt,
    @Nullable Instant validUntil) {

  /** As what somebody signed. Only a physician prescribes a target of saturation. */
  public enum SignedAs {
    PHYSICIAN,
    NURSE,
    OTHER
  }

  /** Why it does not count for a request that was raised then; empty if it does. */
  Optional<PlanNotUsed> flaw(Instant raisedAt) {
    if (signedBy == null) {
      return Optional.of(PlanNotUsed.UNSIGNED);
    }
    if (signedAs != SignedAs.PHYSICIAN) {
      return Optional.of(PlanNotUsed.NOT_SIGNED_BY_PHYSICIAN);
    }
    if (signedAt == null) {
      return Optional.of(PlanNotUsed.UNDATED);
    }
    if (signedAt.isAfter(raisedAt)) {
      return Optional.of(PlanNotUsed.NOT_YET_SIGNED);
    }
    if (validUntil == null) {
      return Optional.of(PlanNotUsed.WITHOUT_END);
    }
    return raisedAt.isBefore(validUntil) ? Optional.empty() : Optional.of(PlanNotUsed.EXPIRED);
  }
}
