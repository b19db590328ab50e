package se.rond.contracts.care;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What triage judges a request by, and nothing that tells who the patient is.
 *
 * @param contactCause why help is asked for; null only where a body could not be read in full
 * @param nurseLevel the level the nurse herself judged
 * @param redFlags red flags the nurse ticked
 * @param findings warning signs the nurse found
 * @param suspectedInfection false also where nothing was said
 * @param ageYears whole years at receipt by our clock, null if the identifier does not tell
 * @param pregnant null if not asked
 * @param anticoagulant null if not asked
 * @param lastKnownWell when the patient was last known to be well, for a suspected stroke
 */
public record ClinicalContent(
    @Nullable ContactCause contactCause,
    @Nullable Level nurseLevel,
    Set<RedFlag> redFlags,
    Set<Finding> findings,
    boolean suspectedInfection,
    Vitals vitals,
    PointOfCare pointOfCare,
    @Nullable Integer ageYears,
    @Nullable Boolean pregnant,
    @Nullable Boolean anticoagulant,
    @Nullable Instant lastKnownWell,
    @Nullable XrayRegion xrayRegion,
    Stated stated,
    @Nullable PalliativePlan palliativePlan,
    @Nullable ExternalTriage externalTriage,
    @Nullable AssessedFrom assessedFrom) {

  /** A block or a list that is absent in JSON is as good as empty. */
  public ClinicalContent {
    redFlags = inOrder(requireNonNullElse(redFlags, Set.of()), RedFlag.class);
    findings = inOrder(requireNonNullElse(findings, Set.of()), Finding.class);
    vitals = requireNonNullElse(vitals, Vitals.NONE);
    pointOfCare = requireNonNullElse(pointOfCare, PointOfCare.NONE);
    stated = requireNonNullElse(stated, Stated.NOTHING);
  }

  /** The same with these flags. */
  public ClinicalContent with(Set<RedFlag> flags) {
    return new ClinicalContent(
        contactCause,
        nurseLevel,
        flags,
        findings,
        suspectedInfection,
        vitals,
        pointOfCare,
        ageYears,
        pregnant,
        anticoagulant,
        lastKnownWell,
        xrayRegion,
        stated,
        palliativePlan,
        externalTriage,
        assessedFrom);
  }

  /** The same with every time of the device's clock moved by how much that clock is off. */
  public ClinicalContent movedBy(Duration skew) {
    var measuredAt = vitals.measuredAt();
    return new ClinicalContent(
        contactCause,
        nurseLevel,
        redFlags,
        findings,
        suspectedInfection,
        vitals.at(measuredAt == null ? null : measuredAt.plus(skew)),
        pointOfCare,
        ageYears,
        pregnant,
        anticoagulant,
        lastKnownWell == null ? null : lastKnownWell.plus(skew),
        xrayRegion,
        stated,
        palliativePlan,
        externalTriage,
        assessedFrom);
  }

  /**
   * An unmodifiable copy in the order of the closed list, so that the same content reads the same.
   */
  private static <E extends Enum<E>> Set<E> inOrder(Set<E> codes, Class<E> list) {
    var ordered = EnumSet.noneOf(list);
    ordered.addAll(codes);
    return Collections.unmodifiableSet(ordered);
  }
}
