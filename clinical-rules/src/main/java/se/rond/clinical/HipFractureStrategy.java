package se.rond.clinical;

/**
 * What a region does about a suspected hip fracture without hard signs (clinical reference 2.7; the
 * sources differ between regions, so it is a parameter). Hard signs are RF-E4 whatever the
 * strategy.
 */
public enum HipFractureStrategy {
  /** The ambulance comes first and starts the hip fast-track, as in Skåne. */
  AMBULANCE_FIRST,
  /** A mobile team takes an X-ray at home first, as at Sahlgrenska. */
  MOBILE_XRAY_FIRST
}
