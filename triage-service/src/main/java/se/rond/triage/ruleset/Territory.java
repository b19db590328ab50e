package se.rond.triage.ruleset;

import org.jspecify.annotations.Nullable;
import se.rond.access.Caller;
import se.rond.contracts.care.MunicipalityCode;

/**
 * Where a rule set holds.
 *
 * @param municipality null for the whole region
 */
public record Territory(RegionCode region, @Nullable MunicipalityCode municipality) {

  /** A whole region. */
  public static Territory of(RegionCode region) {
    return new Territory(region, null);
  }

  /** A municipality in its region. */
  public static Territory of(MunicipalityCode municipality) {
    return new Territory(RegionCode.of(municipality), municipality);
  }

  /** The whole region that it is, or lies in. */
  public Territory ofRegion() {
    return of(region);
  }

  /** Returns whether the caller works anywhere in it. */
  public boolean isVisibleTo(Caller caller) {
    return municipality == null
        ? caller.municipalities().stream().map(RegionCode::of).anyMatch(region::equals)
        : caller.municipalities().contains(municipality);
  }
}
