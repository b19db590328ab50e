package se.rond.dispatch.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import se.rond.access.masking.Mask;
import se.rond.contracts.care.ProtectedIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is shown who a protected patient is, and where: whoever raised the request, and whoever
 * performs it, from when it is accepted until it has ended. Not who is asked only, has done it
 * before, raised another request that was joined to it, or coordinates: they need the municipality.
 * In one place, as {@link MaySee}, whose parameters it takes.
 */
public final class MayIdentify {

  /** A condition on a row of {@code assessment_request}. */
  public static final String CONDITION =
      """
      (assessment_request.requester = any (:own)
        or assessment_request.raised_by = any (:own)
        or exists (select from assignment performed
                   where performed.request = assessment_request.id
                     and performed.state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')
                     and (performed.responder = any (:responders) or performed.claimed_by = any (:own))))
      """;

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
      case when protection_of(assessment_request.patient) is not null then identifying_of(assessment_request.id) end as identifying
      """
          .formatted(CONDITION);

  private MayIdentify() {}

  /** Makes the mask of a row with {@link #COLUMNS}. */
  public static Mask mask(ResultSet row, JsonMapper json) throws SQLException {
    var why = row.getString("protected_identity");
    return Mask.of(
        why == null ? null : ProtectedIdentity.valueOf(why),
        row.getBoolean("may_identify"),
        why == null
            ? List.of()
            : List.of(json.readValue(row.getString("identifying"), JsonNode[].class)));
  }
}
