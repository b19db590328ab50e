package se.rond.dispatch.shortage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.testsupport.EmbeddedInfrastructure;

/** What is counted is found by an index, in a table with many other requests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ShortageIndexIT {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  @Autowired
  ShortageIndexIT(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Test
  void readsOnlyThePeriodOfTheMunicipality() {
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          tenYearsOfRequests();
          jdbc.sql("analyze assessment_request").update();

          var plan =
              String.join(
                  "\n",
                  jdbc.sql("explain " + JdbcShortages.GIVEN)
                      .param("municipalities", new String[] {"1080"})
                      .param("from", OffsetDateTime.parse("2011-01-01T00:00:00Z"))
                      .param("until", OffsetDateTime.parse("2011-02-01T00:00:00Z"))
                      .query(String.class)
                      .list());

          assertThat(plan).contains("assessment_request_raised").doesNotContain("Seq Scan");
        });
  }

  private void tenYearsOfRequests() {
    jdbc.sql(
            """
            with patient as (
              insert into patient values (gen_random_uuid(), 'urn:test', gen_random_uuid()) returning reference)
            insert into assessment_request (
              id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
              agreement, raised_at, received_at, marks, body, body_digest, first_answer)
            select gen_random_uuid(), 'CLOSED', patient.reference, municipality.code, 'SE2120000829-U001',
              'SE2120000829-SHORTAGE', '+46455303001', municipality.latitude, municipality.longitude, 'NURSE',
              agreement.id, day, day, '{}', '{}', '', '{}'
            from patient, municipality, (select id from agreement limit 1) agreement,
              generate_series('2006-01-01T12:00:00Z'::timestamptz, '2015-12-31T12:00:00Z', '1 day') day
            """)
        .update();
  }
}
