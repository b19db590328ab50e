package se.rond.dispatch.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.testsupport.EmbeddedInfrastructure;

/**
 * What is read again and again of one request, where there are many: from indexes, over rows that
 * are never committed.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ManyRowsIT {

  private static final int MANY = 5_000;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  @Autowired
  ManyRowsIT(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Test
  void whatWasToldOfARequestIsReadByItsIndex() {
    uncommitted(
        () -> {
          requests();
          jdbc.sql(
                  """
                  insert into request_change
                    (id, request, told_of, revision, kind, at, received_at, actor, body, body_digest)
                  select gen_random_uuid(), id, id, made, 'OBSERVATIONS', received_at, received_at, 'test', '{}', ''
                  from assessment_request, generate_series(2, 3) made
                  where requester = 'SE2120000829-MANY'
                  """)
              .update();
          jdbc.sql("analyze assessment_request, request_change").update();

          assertThat(plan("select body from request_change where " + ToldOf.CONDITION))
              .contains("request_change_told_of", "assessment_request_joined_to")
              .doesNotContain("Seq Scan");
        });
  }

  @Test
  void theAssignmentsOfANeedAreReadByItsIndex() {
    uncommitted(
        () -> {
          requests();
          jdbc.sql(
                  """
                  with many as (
                    insert into need (id, request, kind, capabilities, level)
                    select gen_random_uuid(), id, 'NURSE_VISIT', '{}', 'NURSE'
                    from assessment_request where requester = 'SE2120000829-MANY'
                    returning id, request)
                  insert into assignment
                    (id, request, need, responder, exclusive, token, state, offered_at, answer_by, ended_at, decline_reason)
                  select gen_random_uuid(), many.request, many.id, responder.id, false, gen_random_uuid(), 'DECLINED',
                    clock_timestamp(), clock_timestamp(), clock_timestamp(), 'BUSY'
                  from many, (select id from responder limit 1) responder
                  """)
              .update();
          jdbc.sql("analyze need, assignment").update();

          assertThat(plan("select state from assignment where need = :request"))
              .contains("assignment_of_need")
              .doesNotContain("Seq Scan");
        });
  }

  private void uncommitted(Runnable work) {
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          work.run();
        });
  }

  private void requests() {
    jdbc.sql(
            """
            with patient as (
              insert into patient values (gen_random_uuid(), 'urn:test', gen_random_uuid()) returning reference)
            insert into assessment_request (
              id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
              agreement, raised_at, received_at, marks, body, body_digest, first_answer)
            select gen_random_uuid(), 'CLOSED', patient.reference, municipality.code, 'SE2120000829-U001',
              'SE2120000829-MANY', '+46455303001', municipality.latitude, municipality.longitude, 'NURSE',
              agreement.id, clock_timestamp(), clock_timestamp(), '{}', '{}', '', '{}'
            from patient, (select * from municipality limit 1) municipality,
              (select id from agreement limit 1) agreement, generate_series(1, :count)
            """)
        .param("count", MANY)
        .update();
  }

  private String plan(String query) {
    List<String> lines =
        jdbc.sql("explain " + query).param("request", UUID.randomUUID()).query(String.class).list();
    return String.join("\n", lines);
  }
}
