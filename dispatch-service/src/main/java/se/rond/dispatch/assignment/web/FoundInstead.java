package se.rond.dispatch.assignment.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.HsaId;
import se.rond.dispatch.assignment.Claim;

/**
 * Tells a refused caller what there is instead: where the assignment stands, with which responder
 * and since when, and which of its members has it. A phone that lost a race can say "M21 tackade ja
 * 12:04" without asking again.
 */
@Component
class FoundInstead {

  private final JdbcClient jdbc;

  FoundInstead(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
    // In one query: a second one per row would wait for a connection while it holds another, and so
    // many losers of a race would stop each other.
    return jdbc.sql(
            """
            select state, responder, coalesce(ended_at, with_patient_at, en_route_at, accepted_at, offered_at) as since,
                   claimed_by, claimed_by_name, claimed_at
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
                    claim(row)))
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

  private static @Nullable Claim claim(ResultSet row) throws SQLException {
    var person = row.getString("claimed_by");
    return person == null
        ? null
        : new Claim(
            new HsaId(person),
            row.getString("claimed_by_name"),
            row.getObject("claimed_at", OffsetDateTime.class).toInstant());
  }
}
