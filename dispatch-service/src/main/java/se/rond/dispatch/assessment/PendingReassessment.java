package se.rond.dispatch.assessment;

/**
 * Whether a re-assessment waits. In one place, since what is alarmed and what is shown must be the
 * same.
 */
public final class PendingReassessment {

  /**
   * A condition on a row of {@code assessment}: its re-assessment waits. It is met by a later
   * assessment, a contact that reached the patient or the nurse, a visit or observations, if they
   * are of the time that {@code reassess_from} begins; and by a newer assessment in its place at
   * once. A patient who was handed to the ambulance service, is taken to hospital or has died is
   * looked at by others, or by nobody.
   */
  public static final String CONDITION =
      """
      assessment.reassess_at is not null
        and not exists (select from assessment later where later.supersedes = assessment.id)
        and not exists (
          select from assessment later
          where later.request = assessment.request and later.id <> assessment.id
            and (later.at >= assessment.reassess_from
              or later.at >= assessment.at and later.conclusion in ('DEATH_CONFIRMED', 'DIRECT_ADMISSION')))
        and not exists (
          select from contact
          where contact.request = assessment.request and looks and contact.at >= assessment.reassess_from)
        and not exists (
          select from request_change
          where request_change.request = assessment.request and kind in ('OBSERVATIONS', 'JOINED')
            and request_change.at >= assessment.reassess_from)
        and not exists (
          select from assignment
          where assignment.request = assessment.request
            and (with_patient_at >= assessment.reassess_from
              or ended_at >= assessment.at
                and (state = 'HANDED_OVER' and handed_to is null
                  or outcome in ('EMERGENCY_DEPARTMENT', 'ADMISSION', 'EXPECTED_DEATH', 'UNEXPECTED_DEATH'))))
      """;

  private PendingReassessment() {}
}
