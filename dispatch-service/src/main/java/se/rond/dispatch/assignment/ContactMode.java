package se.rond.dispatch.assignment;

/** How a responder is with the patient. */
public enum ContactMode {
  VISIT,
  PHONE,
  VIDEO
}
