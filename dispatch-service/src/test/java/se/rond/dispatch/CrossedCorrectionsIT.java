package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.TEST_PATIENTS;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/**
 * Corrections that cross each other or an intake. A connection of the test holds rows until both
 * have come as far as they can, so that the order is the worst each time.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class CrossedCorrectionsIT {

  private final Scene scene;
  private final DataSource database;
  private final String one = somebody();
  private final String other = somebody();

  @Autowired
  CrossedCorrectionsIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json,
      DataSource database) {
    scene = new Scene(port, broker, jdbc, json);
    this.database = database;
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void twoCorrectionsThatSwapPatientsAreBothTaken() throws Exception {
    var first = scene.raised(about(example("catheter"), one));
    var second = scene.raised(about(example("catheter"), other));

    try (var held = database.getConnection();
        var nurses = Executors.newVirtualThreadPerTaskExecutor()) {
      hold(
          held,
          "select 1 from patient where identifier_value in (?, ?) for no key update",
          one,
          other);
      var forward = nurses.submit(() -> correct(first, other));
      awaitWaiting(1);
      var back = nurses.submit(() -> correct(second, one));
      awaitWaiting(2);
      held.rollback();

      assertThat(forward.get().status()).isEqualTo(200);
      assertThat(back.get().status()).isEqualTo(200);
    }

    assertThat(shownPatient(first)).isEqualTo(other);
    assertThat(shownPatient(second)).isEqualTo(one);
  }

  @Test
  void aCorrectionAndAnIntakeForTheSamePatientAreBothTaken() throws Exception {
    var open = scene.raised(about(example("catheter"), one));

    try (var held = database.getConnection();
        var nurses = Executors.newVirtualThreadPerTaskExecutor()) {
      hold(held, "select 1 from assessment_request where id = ?::uuid for update", open);
      var corrected = nurses.submit(() -> correct(open, one));
      awaitWaiting(1);
      var raised = nurses.submit(() -> scene.client.raise(about(example("catheter"), one)));
      awaitWaiting(2);
      held.rollback();

      assertThat(corrected.get().status()).isEqualTo(200);
      assertThat(raised.get().status()).isEqualTo(201);
      assertThat(raised.get().body().get("joined").stringValue()).isEqualTo(open);
    }
  }

  @Test
  void anObservationThatWaitedForACorrectionIsToldOfTheRequestThatWasParted() throws Exception {
    var first = scene.raised(about(example("catheter"), one));
    var joined = scene.raised(about(example("catheter"), one));

    try (var held = database.getConnection();
        var nurses = Executors.newVirtualThreadPerTaskExecutor()) {
      hold(held, "select 1 from assessment_request where id = ?::uuid for update", first);
      var corrected = nurses.submit(() -> correct(first, other));
      awaitWaiting(1);
      var observed =
          nurses.submit(
              () ->
                  scene.client.observe(
                      joined,
                      "{\"id\": \"%s\", \"vitals\": {\"pulse\": 91}}"
                          .formatted(UUID.randomUUID())));
      awaitWaiting(2);
      held.rollback();

      assertThat(corrected.get().status()).isEqualTo(200);
      assertThat(observed.get().body().get("id").stringValue()).isEqualTo(joined);
    }
    assertThat(scene.client.show(first).get("observations")).isEmpty();
  }

  /** Else it would look at the open requests of a patient whom it has not locked. */
  @Test
  void aCancellationThatWaitedForACorrectionIsToBeTriedAgain() throws Exception {
    var first = scene.raised(about(example("catheter"), one));

    try (var held = database.getConnection();
        var nurses = Executors.newVirtualThreadPerTaskExecutor()) {
      hold(held, "select 1 from assessment_request where id = ?::uuid for update", first);
      var corrected = nurses.submit(() -> correct(first, other));
      awaitWaiting(1);
      var cancelled = nurses.submit(() -> scene.client.cancel(first, "NO_LONGER_NEEDED"));
      awaitWaiting(2);
      held.rollback();

      assertThat(corrected.get().status()).isEqualTo(200);
      assertThat(cancelled.get().status()).isEqualTo(503);
    }
    assertThat(scene.client.cancel(first, "NO_LONGER_NEEDED").status()).isEqualTo(200);
  }

  private static void hold(Connection connection, String sql, String... parameters)
      throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  /** Waits until that many of the service's transactions wait for a lock. */
  private void awaitWaiting(int count) {
    await()
        .atMost(Scene.SOON)
        .until(
            () ->
                scene
                        .jdbc
                        .sql(
                            """
                            select count(*) from pg_stat_activity
                            where cardinality(pg_blocking_pids(pid)) > 0 and query ~ 'patient|assessment_request'
                            """)
                        .query(Integer.class)
                        .single()
                    >= count);
  }

  private Answer correct(String request, String patient) {
    return scene.client.correct(
        request,
        """
        {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier": {"system": "%s", "value": "%s"}}}
        """
            .formatted(UUID.randomUUID(), TEST_PATIENTS, patient));
  }

  private String shownPatient(String request) {
    return scene.client.show(request).at("/submitted/patient/identifier/value").stringValue();
  }
}
