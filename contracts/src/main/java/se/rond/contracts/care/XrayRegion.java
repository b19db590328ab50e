package se.rond.contracts.care;

/** The part of the body an X-ray is asked for. */
public enum XrayRegion {
  WRIST,
  SHOULDER,
  CLAVICLE,
  KNEE,
  FOOT,
  HIP,
  PELVIS,
  CHEST
}
