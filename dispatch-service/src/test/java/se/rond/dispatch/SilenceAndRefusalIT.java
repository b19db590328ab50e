package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/** Nobody answers, somebody says no, a message comes twice or late. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class SilenceAndRefusalIT {

  private final Scene scene;

  @Autowired
  SilenceAndRefusalIT(
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
  void aDeclinedOfferGoesToTheNextAndComesNoMoreToTheFirst() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var first = scene.awaitAssignment(id, "OFFERED");

    assertThat(scene.client.decline(first, id, "BUSY").status()).isEqualTo(204);
    assertThat(scene.client.decline(first, id, "BUSY").status()).as("sent twice").isEqualTo(204);

    var second = scene.awaitAssignment(id, "OFFERED");
    assertThat(second.get("responder")).isNotEqualTo(first.get("responder"));
    var late = scene.client.accept(first, id);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:ALREADY_DECLINED");
    assertThat(late.body().get("state").stringValue()).isEqualTo("DECLINED");
    assertThat(late.body().get("by")).isEqualTo(first.get("responder"));
    assertThat(Instant.parse(late.body().get("at").stringValue()))
        .isAfter(Instant.parse(first.get("offeredAt").stringValue()));
    assertThat(scene.client.decline(second, id, "BUSY").status()).isEqualTo(204);
    var nobody = scene.client.show(id);
    assertThat(nobody.get("state").stringValue()).isEqualTo("WAITING");
    assertThat(nobody.at("/needs/0/matchAgainAt").isNull()).isFalse();
    assertThat(nobody.at("/needs/0/matching/exclusions").findValuesAsString("why"))
        .containsOnly("DeclinedBefore");
  }

  @Test
  void anUnansweredOfferLapsesAndGoesOn() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var first = scene.awaitAssignment(id, "OFFERED");

    scene.timeToAnswerIsOver(first);

    await()
        .atMost(Scene.SOON)
        .until(() -> !scene.awaitAssignment(id, "OFFERED").get("id").equals(first.get("id")));
    assertThat(scene.awaitAssignment(id, "OFFERED").get("responder"))
        .isNotEqualTo(first.get("responder"));
    var late = scene.client.accept(first, id);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().get("type").stringValue()).isEqualTo("urn:rond:problem:OFFER_EXPIRED");
  }

  @Test
  void aNeedThatNobodyCouldMeetIsMatchedAgain() {
    var id = scene.raised(example("catheter"));
    scene.triaged(
        id,
        Level.NURSE,
        new NeedWithCapabilities(Need.NURSE_VISIT, Set.of(Capability.SAMPLING_ECG)));
    await()
        .atMost(Scene.SOON)
        .until(() -> scene.client.show(id).at("/needs/0/matchAgainAt").isString());
    // A physician is asked in the nurse's place meanwhile.
    assertThat(scene.client.show(id).get("assignments").findValuesAsString("need"))
        .containsExactly("PHYSICIAN_CONTACT");

    scene
        .jdbc
        .sql(
            """
            update need set capabilities = '{}', match_at = clock_timestamp()
            where request = ?::uuid and kind = 'NURSE_VISIT'
            """)
        .param(id)
        .update();

    await().atMost(Scene.SOON).until(() -> scene.client.show(id).get("assignments").size() == 2);
    assertThat(scene.assignmentFor(id, "NURSE_VISIT").get("responder").stringValue())
        .isEqualTo("NF-1380");
  }

  @Test
  void aTeamIsNeverUnderWayTwice() {
    var one = scene.accepted(scene.raised(example("pneumonia")));
    var other = scene.accepted(scene.raised(example("pneumonia")));
    var team = one.responder();
    // The second one may have been offered to another team; the rule is about one and the same.
    scene
        .jdbc
        .sql("update assignment set responder = ? where id = ?::uuid")
        .params(team, other.assignment().get("id").stringValue())
        .update();

    assertThat(
            scene
                .client
                .report(one.assignment(), one.request(), "{\"status\": \"EN_ROUTE\"}")
                .status())
        .isEqualTo(204);
    var refused =
        scene.client.report(
            other.assignment(),
            other.request(),
            "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:RESPONDER_BUSY");
    assertThat(refused.body().get("state").stringValue()).isEqualTo("ACCEPTED");
    assertThat(refused.body().get("by").stringValue()).isEqualTo(team);
    // Not only the code refuses: the index does, too.
    assertThat(
            catchThrowable(
                () ->
                    scene
                        .jdbc
                        .sql("update assignment set state = 'EN_ROUTE' where id = ?::uuid")
                        .param(other.assignment().get("id").stringValue())
                        .update()))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("one_active_assignment_per_team");
    scene.complete(one);
  }

  @Test
  void anAnswerWithAnUnknownReasonIsRefusedWithTheKnownOnes() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());

    var answer = scene.client.decline(scene.awaitAssignment(id, "OFFERED"), id, "LUNCH");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/expected").stringValue()).contains("BUSY", "TOO_FAR");
  }

  @Test
  void aDecisionThatComesAgainChangesNothing() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));

    scene.triaged(
        taken.request(), Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    scene.awaitRead(taken.request());

    var shown = scene.client.show(taken.request());
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("MOBILE_TEAM_2H");
    assertThat(shown.get("assignments")).hasSize(1);
    scene.complete(taken);
  }

  @Test
  void aDeadlineThatCannotBeMetKeepsNoOtherWaiting() {
    var poisoned = scene.raised(example("pneumonia"));
    scene.triaged(
        poisoned, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var stuck = scene.awaitAssignment(poisoned, "OFFERED");
    var good = scene.raised(example("pneumonia"));
    scene.triaged(
        good, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var first = scene.awaitAssignment(good, "OFFERED");
    // A need whose request is not judged cannot be offered on: the sweep fails on it, and comes to
    // it first.
    scene
        .jdbc
        .sql("update assessment_request set contact_by = null where id = ?::uuid")
        .param(poisoned)
        .update();

    scene.timeToAnswerIsOver(stuck);
    scene.timeToAnswerIsOver(first);

    await()
        .atMost(Scene.SOON)
        .until(() -> !scene.awaitAssignment(good, "OFFERED").get("id").equals(first.get("id")));
    assertThat(scene.awaitAssignment(poisoned, "OFFERED").get("id")).isEqualTo(stuck.get("id"));
    scene
        .jdbc
        .sql(
            "update assessment_request set contact_by = now() + interval '1 hour' where id = ?::uuid")
        .param(poisoned)
        .update();
  }
}
