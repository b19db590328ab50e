package se.rond.dispatch.request;

/**
 * Whether somebody has met the patient of a request, which stops its clock. In one place, since
 * what is alarmed about and what is measured must be the same.
 */
public final class ClockStopped {

  /**
   * By an assignment: a condition on a row of {@code assessment_request}. Who met the patient and
   * gave up or handed over to a colleague since has met nobody.
   */
  public static final String BY_ASSIGNMENT =
      """
      exists (
        select from assignment
        where assignment.request = assessment_request.id and with_patient_at is not null
          and assignment.state <> 'FAILED' and handed_to is null)
      """;

  /**
   * By a contact, also of a physician who has not accepted: likewise. It counts for the level that
   * is needed now; not if whoever made it has declined or given up.
   */
  public static final String BY_CONTACT =
      """
      exists (
        select from contact
        where contact.request = assessment_request.id and assessment_request.needed_level = any (keeps)
          and not exists (
            select from assignment theirs
            where theirs.id = contact.assignment
              and (theirs.state in ('FAILED', 'DECLINED') or theirs.handed_to is not null)))
      """;

  /** For what was ordered by itself, by who came for it: a condition on a row of {@code need}. */
  public static final String FOR_NEED_BY_ASSIGNMENT =
      """
      exists (
        select from assignment
        where assignment.need = need.id and with_patient_at is not null
          and assignment.state <> 'FAILED' and handed_to is null)
      """;

  /** Likewise for a physician who was asked in the place of 112, by a call since then. */
  public static final String FOR_NEED_BY_CONTACT =
      """
      exists (
        select from contact join emergency on emergency.request = contact.request
        where contact.request = need.request and need.kind = 'PHYSICIAN_CONTACT'
          and 'EMERGENCY_112' = any (keeps) and contact.at >= acknowledged_at
          and not exists (
            select from assignment theirs
            where theirs.id = contact.assignment
              and (theirs.state in ('FAILED', 'DECLINED') or theirs.handed_to is not null)))
      """;

  /** By a nurse who has done what she kept, as long as it is a nurse that is needed. */
  public static final String BY_OWN_TASK =
      """
      (needed_level in ('NURSE', 'ADVICE') and exists (
        select from own_task
        where own_task.request = assessment_request.id and own_task.state = 'DONE'))
      """;

  private ClockStopped() {}
}
