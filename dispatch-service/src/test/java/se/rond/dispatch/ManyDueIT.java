package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.testsupport.EmbeddedDatabase;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/** What is due at once shares transactions, and is met as if each were due alone. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ManyDueIT {

  /** More than there are workers. */
  private static final int MANY = 12;

  private final Scene scene;

  @Autowired
  ManyDueIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void eachIsMetShownAndToldOnce() {
    var ids = raised();

    allAreDue(ids);

    await().atMost(Scene.SOON).untilAsserted(() -> assertThat(met(ids)).containsAll(ids));
    assertThat(transactions(ids)).as("fewer transactions than deadlines").isLessThan(MANY);
    for (var id : ids) {
      await()
          .atMost(Scene.SOON)
          .untilAsserted(
              () ->
                  assertThat(scene.heard(id, "BallUpdated").get("ball"))
                      .isEqualTo(scene.client.show(id).get("ball")));
    }
    onceEach(ids);
  }

  @Test
  void oneThatFailsTakesNoOtherWithItAndIsMetOnceItCanBe() throws SQLException {
    var ids = raised();
    var broken = ids.get(5);
    var others = ids.stream().filter(id -> !id.equals(broken)).toList();

    try (var database = EmbeddedDatabase.administrator().getConnection();
        var statement = database.createStatement()) {
      statement.execute(
          """
          create function dispatch.refuse() returns trigger language plpgsql as
            $$ begin raise exception 'broken on purpose'; end $$
          """);
      statement.execute(
          """
          create trigger refuse before insert on dispatch.timeline
          for each row when (new.request = '%s' and new.event = 'TriageLate')
          execute function dispatch.refuse()
          """
              .formatted(broken));
      try {
        allAreDue(ids);

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(met(ids)).containsAll(others));
        assertThat(transactions(ids)).as("the others' transactions").isLessThan(others.size());
      } finally {
        statement.execute("drop function dispatch.refuse() cascade");
      }
    }

    await().atMost(Scene.SOON).until(() -> met(ids).contains(broken));
    onceEach(ids);
  }

  @Test
  void oneThatSomebodyHoldsKeepsNoOtherWaiting() throws SQLException {
    var ids = raised();
    var held = ids.get(5);
    var others = ids.stream().filter(id -> !id.equals(held)).toList();

    try (var somebody = EmbeddedDatabase.administrator().getConnection();
        var statement = somebody.createStatement()) {
      somebody.setAutoCommit(false);
      statement.execute(
          "select from dispatch.ball where request = '%s' for update".formatted(held));
      allAreDue(ids);

      await().atMost(Scene.SOON).untilAsserted(() -> assertThat(met(ids)).containsAll(others));
      assertThat(met(ids)).doesNotContain(held);
      somebody.rollback();
    }

    await().atMost(Scene.SOON).until(() -> met(ids).contains(held));
    onceEach(ids);
  }

  /** Told once each, though two transactions may have tried. */
  private void onceEach(List<String> ids) {
    assertThat(
            scene
                .jdbc
                .sql(
                    """
                    select message_key from outbox
                    where type = 'TriageLate' and message_key = any (?)
                    """)
                .param(ids.toArray(String[]::new))
                .query(String.class)
                .list())
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(met(ids)).containsExactlyInAnyOrderElementsOf(ids);
  }

  private List<String> raised() {
    return IntStream.range(0, MANY)
        .mapToObj(
            _ -> {
              var body = example("catheter");
              assertThat(scene.client.raise(body).status()).isEqualTo(201);
              return body.get("id").stringValue();
            })
        .toList();
  }

  /** In one commit, so that one look finds all of them. */
  private void allAreDue(List<String> ids) {
    scene
        .jdbc
        .sql(
            "update assessment_request set triage_by = clock_timestamp() where id = any (?::uuid[])")
        .param(ids.toArray(String[]::new))
        .update();
  }

  private List<String> met(List<String> ids) {
    return scene
        .jdbc
        .sql(
            "select request from timeline where event = 'TriageLate' and request = any (?::uuid[])")
        .param(ids.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  private int transactions(List<String> ids) {
    return scene
        .jdbc
        .sql(
            """
            select count(distinct xmin::text) from timeline
            where event = 'TriageLate' and request = any (?::uuid[])
            """)
        .param(ids.toArray(String[]::new))
        .query(Integer.class)
        .single();
  }
}
