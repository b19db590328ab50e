package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.dispatch.Scene.Taken;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A professional concludes, and what is ordered happens. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class AssessmentIT {

  private static final String TEAM =
      """
      {"kind": "NEED", "need": "TEAM_VISIT", "level": "MOBILE_TEAM_2H", "capabilities": ["SAMPLING.CRP"]}
      """;

  private static final String PRESCRIPTION =
      "{\"kind\": \"PRESCRIPTION\", \"text\": \"Paracetamol hemligt\"}";

  private static final String XRAY =
      """
      {"kind": "XRAY", "regions": ["HIP"], "question": "Fraktur hemligt?", "history": "Fall", "status": "Smärta"}
      """;

  private final Scene scene;

  @Autowired
  AssessmentIT(
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
  void aPhysicianWhoIsCalledOrdersATeamAndItIsAskedAtOnce() {
    var physician = physicianTaken();
    var id = physician.request();

    var answer = tell("PHYSICIAN", id, assessment(TEAM + "," + PRESCRIPTION + "," + XRAY));

    assertThat(answer.status()).isEqualTo(200);
    var shown = scene.client.show(id);
    var team = scene.assignmentFor(id, "TEAM_VISIT");
    assertThat(team.get("state").stringValue()).isEqualTo("OFFERED");
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(shown.at("/responsible/id").stringValue()).isEqualTo(physician.responder());
    var need = need(shown, "TEAM_VISIT");
    assertThat(Instant.parse(need.get("contactBy").stringValue()))
        .isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(60, ChronoUnit.SECONDS));
    assertThat(need.get("capabilities").toString()).contains("SAMPLING.CRP");
    var told = shown.at("/assessments/0");
    assertThat(told.at("/conclusion/code").stringValue()).isEqualTo("VISIT_NEEDED");
    assertThat(told.get("orders").findValuesAsString("kind"))
        .containsExactly("NEED", "PRESCRIPTION", "XRAY");
    assertThat(told.at("/orders/2/regions/0").stringValue()).isEqualTo("HIP");
    assertThat(told.at("/orders/2/id").stringValue()).hasSize(36);
    assertThat(told.at("/assignment")).isEqualTo(physician.assignment().get("id"));
    assertThat(told.at("/closedLoop/repeatedBack").booleanValue()).isTrue();
    assertThat(told.at("/closedLoop/repeatedBy").stringValue()).isEqualTo("Ssk Ek");
    assertThat(told.at("/closedLoop/decidedBy").stringValue()).startsWith("PHYSICIAN ");
    assertThat(shown.get("timeline").toString()).doesNotContain("hemligt", "Ssk Ek");
    assertThat(scene.heard(id, "AssessmentRecorded").toString())
        .contains(physician.responder())
        .doesNotContain("hemligt", "Ssk Ek", "VISIT_NEEDED");

    // The physician is done, and the team still has its promise to keep.
    complete(physician, "PHONE");
    assertThat(scene.client.accept(team, id).status()).isEqualTo(204);
    scene.client.report(
        team,
        id,
        "{\"status\": \"DELAYED\", \"eta\": \"%s\"}"
            .formatted(Instant.now().plus(Duration.ofHours(3))));
    assertThat(scene.heard(id, "ContactEndangered").get("responder"))
        .isEqualTo(team.get("responder"));
    complete(new Taken(id, team), "VISIT");
    assertThat(scene.state(id)).isEqualTo("CLOSED");
  }

  @Test
  void whatANurseOrdersRaisesTheLevelAndLowersNone() {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    scene.awaitAssignment(id, "OFFERED");

    var physician =
        "{\"kind\": \"NEED\", \"need\": \"PHYSICIAN_CONTACT\", \"level\": \"PHYSICIAN_NOW\"}";
    assertThat(tell("MUNICIPAL_NURSE", id, assessment(physician)).status()).isEqualTo(200);

    var shown = scene.client.show(id);
    assertThat(shown.get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(scene.assignmentFor(id, "PHYSICIAN_CONTACT").get("state").stringValue())
        .isEqualTo("OFFERED");
    assertThat(scene.heard(id, "LevelRaised").get("responders")).isNotEmpty();

    tell("MUNICIPAL_NURSE", id, assessment(physician.replace("PHYSICIAN_NOW", "PHYSICIAN_TODAY")));
    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
    assertThat(
            scene
                .client
                .show(id)
                .get("assignments")
                .valueStream()
                .filter(one -> one.get("need").stringValue().equals("PHYSICIAN_CONTACT")))
        .hasSize(1);
  }

  @Test
  void whatIsOrderedBeforeTriageIsAskedAtOnceAndTriageAddsToIt() {
    var id = scene.raised(example("pneumonia"));

    assertThat(tell("PHYSICIAN", id, assessment(TEAM)).body().get("state").stringValue())
        .isEqualTo("WAITING");

    assertThat(scene.assignmentFor(id, "TEAM_VISIT").get("state").stringValue())
        .isEqualTo("OFFERED");
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).get("needs").size() == 2);
    assertThat(scene.client.show(id).get("neededLevel").stringValue()).isEqualTo("PHYSICIAN_NOW");
  }

  @Test
  void anAmbulanceIsOrderedByTellingTheNurseToRing() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();

    var answer =
        tell("PHYSICIAN", id, assessment("{\"kind\": \"AMBULANCE\", \"reason\": \"Chock\"}"));

    assertThat(answer.body().get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(answer.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(answer.body().get("alarm").intValue()).isEqualTo(1);
    assertThat(scene.heard(id, "EmergencyDirected").get("alarm").intValue()).isEqualTo(1);
    assertThat(scene.client.show(id).at("/responsible/id").stringValue())
        .isEqualTo(taken.responder());

    // 112 is rung: nobody of ours is sent.
    var refused = tell("PHYSICIAN", id, assessment(TEAM));
    assertThat(problem(refused)).isEqualTo("409 AMBULANCE_EXPECTED");
    assertThat(refused.body().get("state").stringValue()).isEqualTo("EMERGENCY_DIRECTED");
    assertThat(tell("PHYSICIAN", id, assessment(PRESCRIPTION)).status()).isEqualTo(200);

    // The patient declines 112: a physician decides instead, and may send whom it takes.
    scene.client.acknowledge(
        id,
        "{\"id\": \"%s\", \"alarm\": 1, \"acknowledgement\": \"PATIENT_DECLINES\", \"reason\": \"Vill inte\"}"
            .formatted(UUID.randomUUID()));
    complete(taken, "VISIT");
    assertThat(tell("PHYSICIAN", id, assessment(TEAM)).status()).isEqualTo(200);
    assertThat(scene.assignmentFor(id, "TEAM_VISIT").get("state").stringValue())
        .isEqualTo("OFFERED");
  }

  @Test
  void whoIsThereAlreadyIsNotOrderedAndThatIsSaid() {
    var physician = physicianTaken();

    var refused =
        tell(
            "PHYSICIAN",
            physician.request(),
            assessment(
                "{\"kind\": \"NEED\", \"need\": \"PHYSICIAN_CONTACT\", \"level\": \"PHYSICIAN_TODAY\"}"));

    assertThat(problem(refused)).isEqualTo("409 SOMEBODY_THERE");
    assertThat(scene.client.show(physician.request()).get("assessments")).isEmpty();
    complete(physician, "PHONE");
  }

  @Test
  void whoOrdersAnAmbulanceIsToldToRingWhateverElseIsWrong() {
    var id = scene.raised(example("pneumonia"));

    var refused =
        scene.client.postAs(
            "MUNICIPAL_NURSE", assessments(id), "{\"orders\": [{\"kind\": \"AMBULANCE\"}]}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
    assertThat(tell("MUNICIPAL_NURSE", id, assessment("{\"kind\": \"AMBULANCE\"}")).status())
        .isEqualTo(200);
    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
  }

  @Test
  void anAmbulanceThatIsOrderedAfterAllEndsWhatWasAskedOfOurs() {
    var id = scene.raised(example("stroke-red-flag"));
    scene.client.acknowledge(
        id,
        "{\"id\": \"%s\", \"alarm\": 1, \"acknowledgement\": \"PATIENT_DECLINES\", \"reason\": \"Vill inte\"}"
            .formatted(UUID.randomUUID()));
    assertThat(tell("PHYSICIAN", id, assessment(TEAM)).status()).isEqualTo(200);
    assertThat(scene.assignmentFor(id, "TEAM_VISIT").get("state").stringValue())
        .isEqualTo("OFFERED");

    var answer = tell("PHYSICIAN", id, assessment("{\"kind\": \"AMBULANCE\"}"));

    assertThat(answer.body().get("alarm").intValue()).isEqualTo(2);
    assertThat(scene.assignmentFor(id, "TEAM_VISIT").get("state").stringValue())
        .isEqualTo("WITHDRAWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {PRESCRIPTION, XRAY})
  void onlyAPhysicianPrescribesAndAsksForXrays(String order) {
    var id = scene.raised(example("pneumonia"));

    for (var role : new String[] {"MUNICIPAL_NURSE", "MOBILE_TEAM", "COORDINATOR"}) {
      var refused = tell(role, id, assessment(order));
      assertThat(problem(refused)).isEqualTo("403 NOT_FOR_THIS_ROLE");
      assertThat(refused.body().get("detail").stringValue()).contains("PHYSICIAN");
    }
    assertThat(problem(tell("COORDINATOR", id, assessment("")))).isEqualTo("403 NOT_FOR_THIS_ROLE");
    assertThat(scene.client.show(id).get("assessments")).isEmpty();
    assertThat(tell("MOBILE_TEAM", id, assessment("")).status()).isEqualTo(200);
  }

  /** Whoever wants an ambulance is told to ring, though the role may not order one here. */
  @Test
  void whoMayNotOrderAnAmbulanceIsToldToRingAllTheSame() {
    var id = scene.raised(example("pneumonia"));

    var refused = tell("COORDINATOR", id, assessment("{\"kind\": \"AMBULANCE\"}"));

    assertThat(problem(refused)).isEqualTo("403 NOT_FOR_THIS_ROLE");
    assertThat(refused.body().get("advice").stringValue()).isEqualTo("RING_112_NU");
  }

  @Test
  void aLaterAssessmentStandsInThePlaceOfAnEarlierOneOnce() {
    var id = scene.raised(example("pneumonia"));
    var first = UUID.randomUUID();
    tell("PHYSICIAN", id, assessment(first, "", ""));
    var superseding = ", \"supersedes\": \"%s\"".formatted(first);

    assertThat(problem(tell("MUNICIPAL_NURSE", id, assessment(UUID.randomUUID(), "", superseding))))
        .isEqualTo("403 NOT_FOR_THIS_ROLE");
    var second = UUID.randomUUID();
    assertThat(tell("PHYSICIAN", id, assessment(second, "", superseding)).status()).isEqualTo(200);
    assertThat(problem(tell("PHYSICIAN", id, assessment(UUID.randomUUID(), "", superseding))))
        .isEqualTo("409 ALREADY_SUPERSEDED");
    var unknown =
        tell(
            "PHYSICIAN",
            id,
            assessment(
                UUID.randomUUID(), "", ", \"supersedes\": \"%s\"".formatted(UUID.randomUUID())));
    assertThat(problem(unknown)).isEqualTo("400 INVALID_FIELDS");
    assertThat(unknown.body().at("/errors/0/field").stringValue()).isEqualTo("supersedes");

    var shown = scene.client.show(id).get("assessments");
    assertThat(shown.at("/0/supersededBy").stringValue()).isEqualTo(second.toString());
    assertThat(shown.at("/1/supersedes").stringValue()).isEqualTo(first.toString());
    assertThat(shown).hasSize(2);
  }

  @Test
  void theSameAgainOrdersNothingTwiceAndAnythingElseUnderItsIdIsRefused() {
    var physician = physicianTaken();
    var id = physician.request();
    var body = assessment(TEAM);
    var first = tell("PHYSICIAN", id, body);

    assertThat(tell("PHYSICIAN", id, body).body()).isEqualTo(first.body());

    assertThat(scene.client.show(id).get("assessments")).hasSize(1);
    assertThat(
            scene
                .client
                .show(id)
                .get("assignments")
                .valueStream()
                .filter(one -> one.get("need").stringValue().equals("TEAM_VISIT")))
        .hasSize(1);
    var other = tell("PHYSICIAN", id, body.replace("Hosta", "Feber"));
    assertThat(problem(other)).isEqualTo("409 OTHER_BODY_UNDER_THIS_ID");
    assertThat(other.body().get("change").stringValue()).isEqualTo("ASSESSMENT");
    complete(physician, "PHONE");
  }

  @Test
  void everyFieldThatCannotBeUsedIsNamedAtOnceInBothLanguages() {
    var id = scene.raised(example("pneumonia"));
    var body =
        "{\"conclusion\": {\"code\": \"WELL\"}, \"orders\": [{\"kind\": \"NEED\", \"need\": \"TEAM_VISIT\","
            + " \"level\": \"NURSE\"}]}";

    var english = scene.client.postAs("PHYSICIAN", assessments(id), body);
    var swedish = scene.client.postAs("PHYSICIAN", assessments(id), body, "sv");

    assertThat(english.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder(
            "id", "mode", "conclusion.code", "conclusion.text", "orders[0].level");
    assertThat(english.body().toString()).contains("one of MOBILE_TEAM_2H, MOBILE_TEAM_TODAY");
    assertThat(swedish.body().toString()).contains("något av MOBILE_TEAM_2H, MOBILE_TEAM_TODAY");
  }

  @Test
  void whatIsToldAfterAllCareIsOverIsDocumentedAndOrdersNobody() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    scene.complete(taken);

    assertThat(tell("PHYSICIAN", taken.request(), assessment(PRESCRIPTION)).status())
        .isEqualTo(200);

    assertThat(scene.client.show(taken.request()).get("assessments")).hasSize(1);
    var refused = tell("PHYSICIAN", taken.request(), assessment(TEAM));
    assertThat(problem(refused)).isEqualTo("409 REQUEST_CLOSED");
    assertThat(refused.body().get("state").stringValue()).isEqualTo("CLOSED");
    assertThat(scene.state(taken.request())).isEqualTo("CLOSED");
  }

  @Test
  void whoMayNotSeeTheRequestLearnsNothing() {
    var id = scene.raised(example("pneumonia"));
    scene.moveToWhereNobodyHereServes(id);

    assertThat(problem(tell("PHYSICIAN", id, assessment("")))).isEqualTo("404 NOT_FOUND");
  }

  private Taken physicianTaken() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var offered = scene.awaitAssignment(id, "OFFERED");
    assertThat(scene.client.accept(offered, id).status()).isEqualTo(204);
    scene.client.report(offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    return new Taken(id, offered);
  }

  private void complete(Taken taken, String mode) {
    scene.client.report(
        taken.assignment(),
        taken.request(),
        "{\"status\": \"WITH_PATIENT\", \"mode\": \"%s\"}".formatted(mode));
    assertThat(
            scene
                .client
                .report(
                    taken.assignment(),
                    taken.request(),
                    "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}")
                .status())
        .isEqualTo(204);
  }

  private static JsonNode need(JsonNode request, String kind) {
    return request
        .get("needs")
        .valueStream()
        .filter(one -> one.get("need").stringValue().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private Answer tell(String role, String id, String body) {
    return scene.client.postAs(role, assessments(id), body);
  }

  private static String assessments(String id) {
    return "/assessment-requests/%s/assessments".formatted(id);
  }

  private static String assessment(String orders) {
    return assessment(UUID.randomUUID(), orders, "");
  }

  private static String assessment(UUID id, String orders, String more) {
    return """
    {"id": "%s", "mode": "PHONE", "conclusion": {"code": "VISIT_NEEDED", "text": "Hosta hemligt"}, "orders": [%s],
     "interimInstructions": "Sitt upp", "readBack": {"by": "Ssk Ek"}%s}
    """
        .formatted(id, orders, more);
  }

  private static String problem(Answer answer) {
    return answer.status()
        + " "
        + answer.body().get("type").stringValue().replace("urn:rond:problem:", "");
  }
}
