package se.rond.contracts.care;

/** Who a request comes from. */
public enum Origin {
  MUNICIPAL_NURSE,
  AMBULANCE,
  JOURNAL_SYSTEM
}
