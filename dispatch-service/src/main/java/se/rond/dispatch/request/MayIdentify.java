package se.rond.dispatch.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import se.rond.access.masking.Mask;
import se.rond.contracts.care.ProtectedIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is shown who a protected patient is, and where: whoever raised the request what they sent,
 * and whoever performs it everything, from when it is accepted or kept until it has ended and is
 * documented; whoever owns an X-ray until it was acted on. Not who is asked only, has done it
 * before, raised another request that was joined to it, or coordinates: they need the municipality.
 * In one place, as {@link MaySee}, whose parameters it takes.
 */
public final class MayIdentify {

  /** Whoever performs it; a condition on a row of {@code assessment_request}. */
  private static final String PERFORMS =
      """
      (exists (select from assignment performed
               where performed.request = assessment_request.id
                 and (performed.state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')
                   or performed.state = 'COMPLETED' and performed.journal_reference is null)
                 and (performed.responder = any (:responders) or performed.claimed_by = any (:own)))
        or exists (select from own_task kept
                   where kept.request = assessment_request.id and kept.state = 'KEPT'
                     and (kept.person = any (:own) or kept.keeper = any (:own)))
        or exists (select from examination owned
                   where owned.request = assessment_request.id and owned.state not in ('REJECTED', 'CANCELLED', 'ACTED_ON')
                     and owned.owner_responder = any (:responders)))
      """;

  /** A condition on a row of {@code assessment_request}. */
  public static final String CONDITION =
      """
      (assessment_request.requester = any (:own)
        or coalesce(assessment_request.raised_by = any (:own), false)
        or
      """
          + PERFORMS
          + ")";

  /**
   * What a query of rows of {@code assessment_request} selects for a {@link Mask}. A patient is
   * protected by any of the patient's requests, also by one that the caller may not see. What
   * identifies stands in all of them, and in what was corrected since; it is read only where
   * somebody is protected.
   */
  public static final String COLUMNS =
      """
      protection_of(assessment_request.patient) as protected_identity,
      %s as may_identify,
      %s as performs,
      case when protection_of(assessment_request.patient) is not null then identifying_of(assessment_request.id) end as identifying
      """
          .formatted(CONDITION, PERFORMS);

  private MayIdentify() {}

  /** Makes the mask of a row with {@link #COLUMNS}, for what the reader may have sent. */
  public static Mask mask(ResultSet row, JsonMapper json) throws SQLException {
    return mask(row, "may_identify", json);
  }

  /**
   * The same for what others have sent: whoever raised a request has not asked for what others told
   * of it later, and may know no more of the patient than a number.
   */
  public static Mask maskOfOthers(ResultSet row, JsonMapper json) throws SQLException {
    return mask(row, "performs", json);
  }

  private static Mask mask(ResultSet row, String open, JsonMapper json) throws SQLException {
    var why = row.getString("protected_identity");
    return Mask.of(
        why == null ? null : ProtectedIdentity.valueOf(why),
        row.getBoolean(open),
        why == null
            ? List.of()
            : List.of(json.readValue(row.getString("identifying"), JsonNode[].class)));
  }
}
