package se.rond.dispatch.assessment;

import se.rond.contracts.language.Text;

/** Whom a contact was with. The names stand in bodies: add, never rename. */
public enum Contacted {
  PATIENT("The patient", "Patienten"),
  /** A nurse who has the patient before her. */
  NURSE("The nurse with the patient", "Sjuksköterskan hos patienten"),
  /** Who cares for the patient and is no nurse. */
  CARE_STAFF("Care staff with the patient", "Omvårdnadspersonal hos patienten"),
  RELATIVE("A relative", "En närstående"),
  /** A ward, a clinic, the health centre, the ambulance service. */
  OTHER_CARE("Another care provider", "Annan vårdgivare");

  private final Text label;

  Contacted(String english, String swedish) {
    label = Text.of(english, swedish);
  }

  /** What people call it. */
  public Text label() {
    return label;
  }
}
