package se.rond.dispatch.assignment.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.assignment.Claim;
import se.rond.dispatch.assignment.Claims;

/**
 * Tells a refused caller what there is instead: where the assignment stands, with which responder
 * and since when, and which of its members has it. A phone that lost a race can say "M21 tackade ja
 * 12:04" without asking again.
 */
@Component
class FoundInstead {

  private final JdbcClient jdbc;
  private final Claims claims;

  FoundInstead(JdbcClient jdbc, Claims claims) {
    this.jdbc = jdbc;
    this.claims = claims;
  }

  private record Found(String state, String responder, Instant since, @Nullable Claim claim) {}

  /**
   * Adds {@code state}, {@code by} and {@code at} to a refusal, and {@code claimedBy}, {@code
   * claimedByName} and {@code claimedAt} where somebody has claimed the assignment.
   *
   * @param named the assignment's id or its token, as the caller named it; the caller may see it,
   *     or would have been answered that there is none
   */
  Problem addTo(Problem refusal, UUID named) {
    return jdbc.sql(
            """
            select id, state, responder, coalesce(ended_at, with_patient_at, en_route_at, accepted_at, offered_at) as since
            from assignment
            where token = :named or id = :named
            """)
        .param("named", named)
        .query(
            (row, _) ->
                new Found(
                    row.getString("state"),
                    row.getString("responder"),
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    claims.find(new AssignmentId(row.getObject("id", UUID.class))).orElse(null)))
        .optional()
        .map(
            found -> {
              refusal
                  .with("state", found.state())
                  .with("by", found.responder())
                  .with("at", found.since());
              var claim = found.claim();
              return claim == null
                  ? refusal
                  : refusal
                      .with("claimedBy", claim.person())
                      .with("claimedByName", claim.name())
                      .with("claimedAt", claim.since());
            })
        .orElse(refusal);
  }
}
