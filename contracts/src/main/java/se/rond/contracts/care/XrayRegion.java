package se.rond.contracts.care;

/** The part of the body an X-ray is asked for. */
public enum XrayRegion {
  WRIST,
  SHOULDER,
  KNEE,
  FOOT,
  HIP,
  PELVIS,
  CHEST
}
