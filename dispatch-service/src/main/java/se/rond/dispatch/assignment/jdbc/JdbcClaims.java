package se.rond.dispatch.assignment.jdbc;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.HsaId;
import se.rond.dispatch.assignment.Claim;
import se.rond.dispatch.assignment.Claims;

@Repository
class JdbcClaims implements Claims {

  private final JdbcClient jdbc;

  JdbcClaims(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Claim> find(AssignmentId assignment) {
    return jdbc.sql(
            """
            select claimed_by, claimed_by_name, claimed_at from assignment
            where id = ? and claimed_by is not null
            """)
        .param(assignment.value())
        .query(
            (row, number) ->
                new Claim(
                    new HsaId(row.getString("claimed_by")),
                    row.getString("claimed_by_name"),
                    row.getObject("claimed_at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  @Override
  public void keep(AssignmentId assignment, Claim claim) {
    jdbc.sql(
            "update assignment set claimed_by = :person, claimed_by_name = :name, claimed_at = :since where id = :id")
        .param("person", claim.person().value())
        .param("name", claim.name())
        .param("since", claim.since().atOffset(ZoneOffset.UTC))
        .param("id", assignment.value())
        .update();
  }
}
