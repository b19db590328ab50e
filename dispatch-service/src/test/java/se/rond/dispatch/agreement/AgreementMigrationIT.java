package se.rond.dispatch.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.intake.FieldError;
import se.rond.testsupport.EmbeddedDatabase;
import tools.jackson.databind.json.JsonMapper;

/** What stood in tables before agreements were documents. */
class AgreementMigrationIT {

  private final String schema = "agreements_" + UUID.randomUUID().toString().replace('-', '_');

  private final JdbcClient jdbc = JdbcClient.create(EmbeddedDatabase.administrator());

  @Test
  void whatWasAgreedInTablesStillHolds() {
    migrateTo("6?");
    jdbc.sql(
            """
            insert into %1$s.region values ('10', 'Blekinge');
            insert into %1$s.agreement values ('a0000000-0000-7000-8000-000000000010', '10', 3, '2026-01-01T00:00:00Z');
            insert into %1$s.agreement_target (agreement, level, contact_minutes, answer_minutes)
            select 'a0000000-0000-7000-8000-000000000010', level, contact, answer
            from (values ('PHYSICIAN_NOW', 30, 3), ('MOBILE_TEAM_2H', 90, 4), ('MOBILE_TEAM_TODAY', 360, 10),
                         ('PHYSICIAN_TODAY', 480, 10), ('NURSE', 1440, 10), ('ADVICE', 30, 3)) t (level, contact, answer);
            """
                .formatted(schema))
        .update();

    migrateTo("latest");

    var stored =
        jdbc.sql("select terms from " + schema + ".agreement").query(String.class).single();
    var terms = new JsonMapper().readValue(stored, Terms.class);
    var team = terms.target(Level.MOBILE_TEAM_2H);
    assertThat(team.contactWithin()).isEqualTo(Duration.ofMinutes(90));
    assertThat(team.answerWithin()).isEqualTo(Duration.ofMinutes(4));
    var nurse = terms.target(Level.NURSE);
    assertThat(nurse.contactWithin()).isEqualTo(Duration.ofHours(24));
    assertThat(nurse.forCauses().get(ContactCause.RETENTION)).isEqualTo(Duration.ofHours(2));
    assertThat(
            Deadlines.of(
                terms, Level.PHYSICIAN_TODAY, Occasion.at(Instant.parse("2026-11-27T14:00:00Z"))))
        .isEqualTo(new Promise(Instant.parse("2026-11-27T16:00:00Z"), Level.PHYSICIAN_TODAY));
    // It is what a region may agree on, but for the manager, whom nobody knows.
    assertThat(AgreementRules.errorsOf(terms, Agreed.SETTING))
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder("reserve[0].telephone", "reserve[0].recipient");
  }

  private void migrateTo(String version) {
    Flyway.configure()
        .dataSource(EmbeddedDatabase.administrator())
        .schemas(schema)
        .locations("classpath:db/messaging", "classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }
}
