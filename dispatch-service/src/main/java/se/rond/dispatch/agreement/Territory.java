package se.rond.dispatch.agreement;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.MunicipalityCode;

/**
 * Where an agreement holds.
 *
 * @param municipality null for the whole region
 */
public record Territory(RegionCode region, @Nullable MunicipalityCode municipality) {

  /** A whole region. */
  public static Territory of(RegionCode region) {
    return new Territory(region, null);
  }
}
