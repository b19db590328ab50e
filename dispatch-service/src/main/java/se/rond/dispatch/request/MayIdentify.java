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
   * protected by any of the patient's requests, and by the stronger of two reasons, which is the
   * first by its name. What identifies stands in all of them, and in what was corrected since; it
   * is read only where somebody is protected.
   */
  public static final String COLUMNS =
      """
      (select min(said.protected_identity) from assessment_request said
       where said.patient = assessment_request.patient and said.protected_identity is not null) as protected_identity,
      %s as may_identify,
      case when exists (
          select from assessment_request said
          where said.patient = assessment_request.patient and said.protected_identity is not null)
        then (
          select json_agg(body)
          from (
            select told.body from assessment_request told where told.patient = assessment_request.patient
            union all
            select json_build_object('place', old_place) from request_change
            where told_of = assessment_request.id and old_place is not null
            union all
            select json_build_object('patient', json_build_object('identifier', json_build_object('value', identifier_value)))
            from request_change join patient wrong on wrong.reference = old_patient
            where told_of = assessment_request.id) everything)
      end as identifying
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
