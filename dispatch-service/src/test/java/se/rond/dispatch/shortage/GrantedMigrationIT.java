package se.rond.dispatch.shortage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.testsupport.EmbeddedDatabase;

/** What was granted to requests that were cancelled before it was counted. */
class GrantedMigrationIT {

  private final String schema = "granted_" + UUID.randomUUID().toString().replace('-', '_');

  private final JdbcClient jdbc = JdbcClient.create(EmbeddedDatabase.administrator());

  @Test
  void whatWasOnlyPromisedWasNotGivenAndWhatANurseHasDoneHerselfWas() {
    migrateTo("14");
    jdbc.sql(
            """
            insert into %1$s.region values ('10', 'Blekinge');
            insert into %1$s.municipality values ('1080', 'Karlskrona', '10', 56.16, 15.58);
            insert into %1$s.agreement (id, region, version, valid_from, terms, published_by, published_at)
            values ('a0000000-0000-7000-8000-000000000010', '10', 1, '2026-01-01T00:00:00Z', '{}', 'test', now());
            insert into %1$s.patient (reference, identifier_system, identifier_value)
            values ('b0000000-0000-7000-8000-000000000010', 'http://electronichealth.se/identifier/personnummer', '194303282398');
            """
                .formatted(schema))
        .update();
    var promised = cancelled();
    var done = cancelled();
    ownTask(promised, "GIVEN_BACK", "null, null, 'OTHER'");
    ownTask(done, "DONE", "'STAYED_HOME', 'J-1', null");

    migrateTo("15");

    assertThat(granted(promised)).isNull();
    assertThat(granted(done)).isEqualTo("NURSE");
  }

  private UUID cancelled() {
    var id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into %s.assessment_request (id, state, patient, municipality, care_unit, requester, callback, latitude, longitude,
              nurse_level, needed_level, granted_level, agreement, raised_at, received_at, marks, closed_at, body, body_digest,
              first_answer)
            values (?, 'CANCELLED', 'b0000000-0000-7000-8000-000000000010', '1080', 'SE-1', 'SE-2', '+46455000000', 56.16, 15.58,
              'NURSE', 'NURSE', 'NURSE', 'a0000000-0000-7000-8000-000000000010', now(), now(), '{}', now(), '{}', '', '{}')
            """
                .formatted(schema))
        .param(id)
        .update();
    return id;
  }

  private void ownTask(UUID request, String state, String ending) {
    var need = UUID.randomUUID();
    jdbc.sql(
            """
            insert into %s.need (id, request, kind, capabilities, level, ended_at) values (?, ?, 'NURSE_VISIT', '{}', 'NURSE', now())
            """
                .formatted(schema))
        .params(need, request)
        .update();
    jdbc.sql(
            """
            insert into %s.own_task (id, request, need, person, person_name, keeper, callback, state, kept_at, due_at, ended_at,
              body_digest, outcome, journal_reference, given_back_reason)
            values (?, ?, ?, 'SE-3', 'Sköterskan', 'SE-2', '+46455000000', ?, now(), now(), now(), '', %s)
            """
                .formatted(schema, ending))
        .params(UUID.randomUUID(), request, need, state)
        .update();
  }

  private String granted(UUID id) {
    return jdbc.sql("select granted_level from " + schema + ".assessment_request where id = ?")
        .param(id)
        .query((row, _) -> row.getString(1))
        .list()
        .getFirst();
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
