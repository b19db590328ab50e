package se.rond.dispatch.request;

/**
 * Whether somebody has met the patient of a request, which stops its clock. In one place, since
 * what is alarmed about and what is measured must be the same.
 */
public final class ClockStopped {

  /**
   * By an assignment: a condition on a row of {@code assessment_request}. Who met the patient and
   * gave up or handed over to a colleague since has met nobody. While something is awaited that
   * goes by the clock of the request, whoever came for something else that was demanded beside it
   * does not stop that; who stands in for it does.
   */
  public static final String BY_ASSIGNMENT =
      """
      exists (
        select from assignment join need on need.id = assignment.need
        where assignment.request = assessment_request.id and with_patient_at is not null
          and assignment.state <> 'FAILED' and handed_to is null
          and (need.substitute_for is not null or not exists (
            select from need awaited
            where awaited.request = assessment_request.id and awaited.ended_at is null
              and awaited.contact_by is null and awaited.substitute_for is null and awaited.unwanted_at is null
              and awaited.kind <> need.kind)))
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

  /**
   * For what has a promise of its own, by who came for it: a condition on a row of {@code need}.
   */
  public static final String FOR_NEED_BY_ASSIGNMENT =
      """
      exists (
        select from assignment
        where assignment.need = need.id and with_patient_at is not null
          and assignment.state <> 'FAILED' and handed_to is null)
      """;

  /**
   * Likewise for a physician who was asked in the place of 112, by a call since then; and for what
   * nobody ordered, by a contact since it was asked for that keeps what its kind promises, for this
   * need or without having accepted any. What is ordered in a call is not kept by that call. What
   * comes after {@code from}, for a row of {@code need}.
   */
  public static final String CONTACT_FOR_NEED =
      """
      contact
        left join emergency on emergency.request = contact.request
        left join assignment theirs on theirs.id = contact.assignment
      where contact.request = need.request
        and (need.kind = 'PHYSICIAN_CONTACT' and 'EMERGENCY_112' = any (keeps) and contact.at >= acknowledged_at
          or need.ordered_at is null and contact.at >= need.level_since and (theirs.id is null or theirs.need = need.id)
            and keeps && case need.kind
                           when 'PHYSICIAN_CONTACT' then array['PHYSICIAN_NOW', 'PHYSICIAN_TODAY']
                           when 'TEAM_VISIT' then array['MOBILE_TEAM_2H', 'MOBILE_TEAM_TODAY']
                           else array['NURSE'] end)
        and (theirs.id is null or theirs.state not in ('FAILED', 'DECLINED') and theirs.handed_to is null)
      """;

  /** Whether there is {@link #CONTACT_FOR_NEED such a contact}. */
  public static final String FOR_NEED_BY_CONTACT = "exists (select from " + CONTACT_FOR_NEED + ")";

  /** By a nurse who has done what she kept, as long as it is a nurse that is needed. */
  public static final String BY_OWN_TASK =
      """
      (needed_level in ('NURSE', 'ADVICE') and exists (
        select from own_task
        where own_task.request = assessment_request.id and own_task.state = 'DONE'))
      """;

  private ClockStopped() {}
}
