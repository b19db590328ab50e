package se.rond.dispatch.assignment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.rond.access.problem.Problem;
import se.rond.contracts.language.Text;
import se.rond.testsupport.EmbeddedInfrastructure;

/** What a refused caller is told, over rows that are never committed. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class FoundInsteadIT {

  private final DataSource pool;

  @Autowired
  FoundInsteadIT(DataSource pool) {
    this.pool = pool;
  }

  /** Else as many losers of a race as the pool has connections wait for each other. */
  @Test
  void whoLostIsToldWhoHasItByTheWayOfOneConnection() throws Exception {
    try (var connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var jdbc = JdbcClient.create(new OneAtATime(connection));
        var assignment = claimed(jdbc);

        var found = new FoundInstead(jdbc);

        assertThatCode(() -> found.addTo(refusal(), assignment)).doesNotThrowAnyException();
      } finally {
        connection.rollback();
      }
    }
  }

  private static Problem refusal() {
    return Problem.of(
        HttpStatus.CONFLICT, "ALREADY_ACCEPTED", Text.of("No", "Nej"), Text.of("No", "Nej"));
  }

  private static UUID claimed(JdbcClient jdbc) {
    return jdbc.sql(
            """
            with patient as (
              insert into patient values (gen_random_uuid(), 'urn:test', gen_random_uuid()) returning reference),
            request as (
              insert into assessment_request (
                id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
                agreement, raised_at, received_at, marks, body, body_digest, first_answer)
              select gen_random_uuid(), 'CLOSED', patient.reference, municipality.code, 'SE2120000829-U001',
                'SE2120000829-N001', '+46455303001', municipality.latitude, municipality.longitude, 'NURSE',
                agreement.id, clock_timestamp(), clock_timestamp(), '{}', '{}', '', '{}'
              from patient, (select * from municipality limit 1) municipality,
                (select id from agreement limit 1) agreement
              returning id),
            need as (
              insert into need (id, request, kind, capabilities, level)
              select gen_random_uuid(), id, 'NURSE_VISIT', '{}', 'NURSE' from request
              returning id, request)
            insert into assignment
              (id, request, need, responder, exclusive, token, state, offered_at, answer_by, accepted_at,
               claimed_by, claimed_by_name, claimed_at)
            select gen_random_uuid(), need.request, need.id, responder.id, false, gen_random_uuid(), 'ACCEPTED',
              clock_timestamp(), clock_timestamp(), clock_timestamp(), 'SE2120000829-N007', 'Eva', clock_timestamp()
            from need, (select id from responder limit 1) responder
            returning id
            """)
        .query(UUID.class)
        .single();
  }

  /** A pool of one, in which who asks for a second one fails instead of waiting. */
  private static final class OneAtATime extends SingleConnectionDataSource {
    private boolean lent;

    OneAtATime(Connection connection) {
      super(connection, true);
    }

    @Override
    public Connection getConnection() throws SQLException {
      assertThat(lent).as("a connection is in hand").isFalse();
      lent = true;
      return super.getConnection();
    }

    @Override
    public boolean shouldClose(Connection connection) {
      lent = false;
      return super.shouldClose(connection);
    }
  }
}
