package se.rond.contracts.care;

/**
 * Level of consciousness on the ACVPU scale (RCP, NEWS2, 2017).
 *
 * <p>Long-standing confusion that is normal for the patient is {@link #ALERT}; only confusion that
 * is new counts.
 */
public enum Consciousness {
  ALERT,
  NEW_CONFUSION,
  VOICE,
  PAIN,
  UNRESPONSIVE
}
