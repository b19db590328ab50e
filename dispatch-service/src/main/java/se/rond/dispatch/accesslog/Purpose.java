package se.rond.dispatch.accesslog;

import se.rond.access.Role;

/** What for (<i>patientdatalagen</i> 2:4). The names are stored: add, never rename. */
public enum Purpose {
  /** To care for the patient, and to document it. */
  CARE,
  /** To run the system that care depends on. */
  ADMINISTRATION,
  /** To follow up and improve care. */
  QUALITY;

  /** What people of that role do. */
  static Purpose of(Role role) {
    return switch (role) {
      case MUNICIPAL_NURSE,
          MOBILE_TEAM,
          PHYSICIAN,
          COORDINATOR,
          AMBULANCE_LIAISON,
          CARE_COORDINATION_NURSE,
          INTEGRATION ->
          CARE;
      case MAS -> QUALITY;
      case MANAGER, OPERATIONS -> ADMINISTRATION;
    };
  }
}
