package se.rond.dispatch.context.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.testsupport.EmbeddedInfrastructure;

/** What is asked in every intake is found by an index, in a table with many other requests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class EarlierRequestsIndexIT {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  @Autowired
  EarlierRequestsIndexIT(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Test
  void readsOnlyThePeriodOfThePatient() {
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          var patient = tenYearsOfRequests();
          jdbc.sql("analyze assessment_request").update();

          var plan =
              String.join(
                  "\n",
                  jdbc.sql("explain " + JdbcEarlierRequests.EARLIER)
                      .param("patient", patient)
                      .param("since", OffsetDateTime.parse("2015-10-01T00:00:00Z"))
                      .param("raisedAt", OffsetDateTime.parse("2015-12-30T00:00:00Z"))
                      .param("request", UUID.randomUUID())
                      .param("municipality", "1080")
                      .query(String.class)
                      .list());

          assertThat(plan)
              .contains("assessment_request_of_patient")
              .doesNotContain("Seq Scan on assessment_request");
        });
  }

  /** Of four hundred patients, each in every municipality now and then. */
  private UUID tenYearsOfRequests() {
    jdbc.sql(
            """
            with patient as (
              insert into patient
              select gen_random_uuid(), 'urn:test', gen_random_uuid() from generate_series(1, 400)
              returning reference)
            insert into assessment_request (
              id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
              agreement, raised_at, received_at, marks, body, body_digest, first_answer)
            select gen_random_uuid(), 'CLOSED', patient.reference, municipality.code, 'SE2120000829-U001',
              'SE2120000829-CONTEXT', '+46455303001', municipality.latitude, municipality.longitude, 'NURSE',
              agreement.id, at, at, '{}', '{}', '', '{}'
            from patient, (select id from agreement limit 1) agreement,
              generate_series('2006-01-01T12:00:00Z'::timestamptz, '2015-12-31T12:00:00Z', '60 days') at,
              lateral (select * from municipality offset extract(month from at)::int % 5 limit 1) municipality
            """)
        .update();
    return jdbc.sql(
            "select patient from assessment_request where requester = 'SE2120000829-CONTEXT' limit 1")
        .query(UUID.class)
        .single();
  }
}
