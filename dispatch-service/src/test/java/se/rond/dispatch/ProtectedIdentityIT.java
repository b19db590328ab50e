package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.about;
import static se.rond.dispatch.Examples.example;
import static se.rond.dispatch.Examples.somebody;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.dispatch.request.Protections;
import se.rond.testsupport.ApiDocument;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who a protected patient is, and where: for whom it is shown, from when, and what is left. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
@ExtendWith(OutputCaptureExtension.class)
class ProtectedIdentityIT {

  private static final String ADDRESS = "Ekstigen 1717, Karlskrona";

  private final Scene scene;
  private final Protections protections;
  private final ApplicationContext service;

  /** The number of a test's patient, which nobody else has. */
  private final String number = somebody();

  @Autowired
  ProtectedIdentityIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json,
      Protections protections,
      ApplicationContext service) {
    scene = new Scene(port, broker, jdbc, json);
    this.protections = protections;
    this.service = service;
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void theRequestIsShownInFullToWhoeverRaisedItAndWhoeverPerformsIt() {
    var id = scene.raised(secret("SECRECY_MARKING"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");

    assertThat(secretsIn(as("MUNICIPAL_NURSE", "/assessment-requests/" + id))).isNotEmpty();
    for (var masked : List.of("MOBILE_TEAM", "PHYSICIAN", "COORDINATOR", "MAS", "INTEGRATION")) {
      assertThat(secretsIn(as(masked, "/assessment-requests/" + id))).as(masked).isEmpty();
    }
    var shown = as("COORDINATOR", "/assessment-requests/" + id).body();
    assertThat(shown.get("protectedIdentity").stringValue()).isEqualTo("SECRECY_MARKING");
    assertThat(shown.at("/submitted/place").toString())
        .isEqualTo("{\"municipality\":\"1080\",\"housing\":\"ORDINARY\"}");
    assertThat(shown.at("/submitted/sbar/situation").stringValue()).startsWith("Hostar");
    assertThat(shown.at("/submitted/vitals/pulse").intValue()).isEqualTo(88);

    assertThat(scene.client.accept(offered, id).status()).isEqualTo(204);

    assertThat(secretsIn(as("MOBILE_TEAM", "/assessment-requests/" + id)))
        .isEqualTo(secretsIn(as("MUNICIPAL_NURSE", "/assessment-requests/" + id)));
    assertThat(secretsIn(as("PHYSICIAN", "/assessment-requests/" + id))).isEmpty();

    scene.complete(new Scene.Taken(id, offered));

    assertThat(secretsIn(as("MOBILE_TEAM", "/assessment-requests/" + id))).isEmpty();
    assertThat(secretsIn(as("MUNICIPAL_NURSE", "/assessment-requests/" + id))).isNotEmpty();
  }

  @Test
  void anOfferTellsTheMunicipalityAndTheDistanceAndAcceptedWorkTheAddress() {
    var id = scene.raised(secret("PROTECTED_POPULATION_REGISTRATION"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");
    var responder = offered.get("responder").stringValue();

    for (var list : List.of("assignments", "queue")) {
      var entry = entry("/responders/%s/%s".formatted(responder, list), id);
      assertThat(entry.get("address").isNull()).isTrue();
      assertThat(entry.get("municipality").stringValue()).isEqualTo("1080");
      assertThat(entry.get("distanceKilometres").intValue() % 5).isZero();
      assertThat(entry.get("protectedIdentity").stringValue())
          .isEqualTo("PROTECTED_POPULATION_REGISTRATION");
    }

    scene.client.accept(offered, id);

    var accepted = entry("/responders/%s/assignments".formatted(responder), id);
    assertThat(accepted.get("address").stringValue()).isEqualTo(ADDRESS);
    assertThat(accepted.get("distanceKilometres").intValue()).isPositive();
  }

  @Test
  void onlyTheResponderWhoHasAcceptedAndOnlyWhileItPerformsMayIdentify() {
    var id = scene.raised(secret("SECRECY_MARKING"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    var offered = scene.awaitAssignment(id, "OFFERED");
    var responder = offered.get("responder").stringValue();
    var other = responder.equals("LB-10-1") ? "LB-10-2" : "LB-10-1";

    assertThat(mayIdentify(id, "SE2321000081-A", responder)).isFalse();
    scene.client.accept(offered, id);
    assertThat(mayIdentify(id, "SE2321000081-A", responder)).isTrue();
    assertThat(mayIdentify(id, "SE2321000081-A", other)).isFalse();

    // Whoever has the work in the own name has it also when the shift is over.
    assertThat(scene.client.claimAs("PHYSICIAN", offered, id, "{}").status()).isEqualTo(204);
    assertThat(mayIdentify(id, "SE2321000081-DEMOPHYSICIAN")).isTrue();
    assertThat(mayIdentify(id, "SE2321000081-DEMOPHYSICIAN2")).isFalse();

    // Who is asked to take over is asked, and no more.
    scene.client.report(offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    var asked =
        scene.client.handOver(
            offered,
            id,
            """
        {"to": "RESPONDER", "responder": "%s",
         "sbar": {"situation": "s", "background": "b", "assessment": "a", "recommendation": "r"}}
        """
                .formatted(other));
    assertThat(asked.status()).isEqualTo(204);
    assertThat(mayIdentify(id, "SE2321000081-A", other)).isFalse();
    assertThat(mayIdentify(id, "SE2321000081-A", responder)).isTrue();

    scene.client.takeHandoverBack(offered, id);
    scene.complete(new Scene.Taken(id, offered));
    assertThat(mayIdentify(id, "SE2321000081-A", responder)).isFalse();
    assertThat(mayIdentify(id, "SE2321000081-DEMOPHYSICIAN", responder)).isFalse();
    assertThat(mayIdentify(id, "SE2321000081-DEMONURSE")).isTrue();
  }

  @Test
  void whoRaisesAnotherRequestForTheSamePatientLearnsNothing() {
    var id = scene.raised(secret("SECRECY_MARKING"));
    var curious = about(example("sepsis"), number);
    var joined = scene.client.postAs("PHYSICIAN", "/assessment-requests", curious.toString());
    assertThat(joined.body().get("joined").stringValue()).isEqualTo(id);

    var shown = as("PHYSICIAN", "/assessment-requests/" + curious.get("id").stringValue());
    assertThat(shown.body().get("id").stringValue()).isEqualTo(id);
    assertThat(secretsIn(shown)).isEmpty();
    assertThat(shown.body().toString()).doesNotContain("Drottninggatan");
  }

  @Test
  void aCorrectionProtectsAtOnceAndOnlyWhoMayIdentifyTakesItBack() {
    var id = scene.raised(secret(null));
    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + id))).isNotEmpty();

    var marked = corrected("COORDINATOR", id, "SECRECY_MARKING");
    assertThat(marked.status()).isEqualTo(200);
    assertThat(marked.body().get("revision").intValue()).isEqualTo(2);
    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + id))).isEmpty();

    var refused = corrected("COORDINATOR", id, "NONE");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:IDENTITY_STAYS_PROTECTED");
    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + id))).isEmpty();

    assertThat(corrected("MUNICIPAL_NURSE", id, "NONE").status()).isEqualTo(200);
    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + id))).isNotEmpty();
    assertThat(
            as("COORDINATOR", "/assessment-requests/" + id)
                .body()
                .get("protectedIdentity")
                .isNull())
        .isTrue();
  }

  @Test
  void aPatientIsProtectedInOldRequestsTooAsSoonAsANewOneSaysSo() {
    var old = scene.raised(secret(null));
    scene.complete(scene.accepted(old));
    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + old))).isNotEmpty();

    scene.raised(secret("SECRECY_MARKING"));

    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + old))).isEmpty();
    assertThat(secretsIn(as("MUNICIPAL_NURSE", "/assessment-requests/" + old))).isNotEmpty();
    // And it is taken back of all of them at once.
    corrected("MUNICIPAL_NURSE", old, "NONE");
    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + old))).isNotEmpty();
  }

  @Test
  void theMarkGoesWithTheRequestWhenItWasAboutSomebodyElse() {
    var before = scene.raised(secret(null));
    scene.complete(scene.accepted(before));
    var id = scene.raised(secret("SECRECY_MARKING"));

    assertThat(
            scene
                .client
                .postAs(
                    "COORDINATOR",
                    "/assessment-requests/%s/correction".formatted(id),
                    """
                    {"id": "%s", "kind": "WRONG_PATIENT",
                     "patient": {"identifier": {"system": "%s", "value": "%s"}}}
                    """
                        .formatted(UUID.randomUUID(), Examples.TEST_PATIENTS, somebody()))
                .status())
        .isEqualTo(200);

    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + id))).isEmpty();
    // Who sees nothing of a patient does not uncover the others by moving one away.
    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + before))).isEmpty();
  }

  @Test
  void whoIsProtectedByAnotherRequestStaysSoInOneThatIsCorrected() {
    var unmarked = scene.raised(secret(null));
    scene.complete(scene.accepted(unmarked));
    scene.raised(secret("SECRECY_MARKING"));

    assertThat(
            scene
                .client
                .postAs(
                    "COORDINATOR",
                    "/assessment-requests/%s/correction".formatted(unmarked),
                    """
                    {"id": "%s", "kind": "WRONG_PATIENT",
                     "patient": {"identifier": {"system": "%s", "value": "%s"}}}
                    """
                        .formatted(UUID.randomUUID(), Examples.TEST_PATIENTS, somebody()))
                .status())
        .isEqualTo(200);

    assertThat(secretsIn(as("COORDINATOR", "/assessment-requests/" + unmarked))).isEmpty();
  }

  @Test
  void nobodyTakesTheMarkBackByARequestOfTheirOwn() {
    var id = scene.raised(secret("SECRECY_MARKING"));
    scene.complete(scene.accepted(id));
    var own = about(example("sepsis"), number);
    assertThat(scene.client.postAs("PHYSICIAN", "/assessment-requests", own.toString()).status())
        .isEqualTo(201);

    assertThat(corrected("PHYSICIAN", own.get("id").stringValue(), "NONE").status()).isEqualTo(409);

    assertThat(secretsIn(as("PHYSICIAN", "/assessment-requests/" + id))).isEmpty();
  }

  @Test
  void whoRaisedFirstDoesNotReadWhatOthersToldLater() {
    var first = about(example("sepsis"), number);
    assertThat(scene.client.postAs("PHYSICIAN", "/assessment-requests", first.toString()).status())
        .isEqualTo(201);
    var joined = scene.client.raise(secret("SECRECY_MARKING"));
    assertThat(joined.body().get("joined").stringValue()).isEqualTo(first.get("id").stringValue());

    var shown = as("PHYSICIAN", "/assessment-requests/" + first.get("id").stringValue());

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.body().toString()).doesNotContain("Ekstigen");
  }

  /** Of what was stored before senders were. */
  @Test
  void whereNobodyKnowsWhoSentItTheMarkStays() {
    var id = scene.raised(secret("SECRECY_MARKING"));
    scene
        .jdbc
        .sql("update dispatch.assessment_request set raised_by = null where id = ?::uuid")
        .param(id)
        .update();

    assertThat(corrected("COORDINATOR", id, "NONE").status()).isEqualTo(409);
  }

  @Test
  void changesNothingInWhatTriageIsAskedAndWhoIsOffered() {
    var open = scene.raised(secret(null, somebody()));
    var asked = scene.asked(open, 1).get("content");
    scene.triaged(open, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(open, "OFFERED").get("responder");
    scene.client.cancel(open, "NO_LONGER_NEEDED");

    var closed = scene.raised(secret("SECRECY_MARKING", somebody()));
    scene.triaged(closed, Level.MOBILE_TEAM_2H, Scene.teamVisit());

    assertThat(scene.asked(closed, 1).get("content")).isEqualTo(asked);
    assertThat(scene.asked(closed, 1).toString()).doesNotContain("SECRECY_MARKING");
    assertThat(scene.awaitAssignment(closed, "OFFERED").get("responder")).isEqualTo(offered);
    assertThat(scene.client.show(closed).get("neededLevel"))
        .isEqualTo(scene.client.show(open).get("neededLevel"));
  }

  @Test
  void nothingThatIsReadByAnybodyElseHoldsWhoOrWhere(CapturedOutput output) {
    var id = scene.raised(secret("SECRECY_MARKING"));
    told(id);
    scene.triaged(id, 4, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");
    walkAsEverybodyBut(id, Set.of(Role.MUNICIPAL_NURSE));

    scene.client.accept(offered, id);
    scene.client.report(offered, id, "{\"status\": \"EN_ROUTE\"}");
    scene.client.report(offered, id, "{\"status\": \"WITH_PATIENT\", \"mode\": \"VISIT\"}");
    walkAsEverybodyBut(id, Set.of(Role.MUNICIPAL_NURSE, Role.MOBILE_TEAM));
    // All of it is there to be found, by whoever performs it.
    assertThat(secretsIn(as("MOBILE_TEAM", "/assessment-requests/" + id))).hasSize(11);

    scene.complete(new Scene.Taken(id, offered));
    walkAsEverybodyBut(id, Set.of(Role.MUNICIPAL_NURSE));

    await().atMost(Scene.SOON).until(() -> events(id).stream().anyMatch(e -> e.contains("Closed")));
    assertThat(events(id))
        .hasSizeGreaterThan(8)
        .allSatisfy(e -> assertThat(secretsIn(e)).isEmpty());
    assertThat(secretsIn(output.getAll())).isEmpty();
  }

  /** What people write about a patient in other places than the request. */
  private void told(String id) {
    var observed =
        scene.client.observe(
            id,
            "{\"id\": \"%s\", \"note\": \"Nyckel på ekstigen 1717\", \"vitals\": {\"pulse\": 90}}"
                .formatted(UUID.randomUUID()));
    assertThat(observed.status()).isEqualTo(200);
    scene.client.raise(secret(null));
    var moved =
        scene.client.move(
            id,
            """
            {"id": "%s", "municipality": "1080", "address": "Nya Hemliga vägen 3",
             "position": {"latitude": 56.19191, "longitude": 15.62626}}
            """
                .formatted(UUID.randomUUID()));
    assertThat(moved.status()).isEqualTo(200);
    var assessed =
        scene.client.postAs(
            "PHYSICIAN",
            "/assessment-requests/%s/assessments".formatted(id),
            """
            {"id": "%s", "mode": "PHONE", "conclusion": {"code": "VISIT_NEEDED", "text": "Hosta på Ekstigen"},
             "orders": [{"kind": "XRAY", "regions": ["CHEST"], "question": "Infiltrat, %s?",
               "history": "Ring 0455-98 76 54", "status": "Bor hos Hemlig Anhörig"}],
             "interimInstructions": "Koden är KOD4711"}
            """
                .formatted(UUID.randomUUID(), number));
    assertThat(assessed.status()).isLessThan(300);
  }

  private void walkAsEverybodyBut(String id, Set<Role> whoMayIdentify) {
    var read = new ArrayList<String>();
    for (var path : everythingThatIsRead(id)) {
      for (var role : Role.values()) {
        var answer = as(role.name(), path);
        if (answer.status() == 200) {
          read.add(path);
        }
        if (!whoMayIdentify.contains(role)) {
          assertThat(secretsIn(answer)).as("GET %s as %s", path, role).isEmpty();
        }
      }
    }
    assertThat(read).contains("/assessment-requests/" + id, "/reserve-routines");
  }

  /** Every operation that is there to be read, of everything that has the request in it. */
  private List<String> everythingThatIsRead(String id) {
    return ApiDocument.handled(service).stream()
        .filter(operation -> operation.startsWith("GET "))
        .map(operation -> operation.substring("GET ".length()))
        .flatMap(path -> filled(path, id))
        .toList();
  }

  private Stream<String> filled(String path, String id) {
    var filled =
        path.replace("{id}", id)
            .replace("{request}", id)
            .replace("{region}", "10")
            .replace("{version}", "1");
    if (filled.contains("{responder}")) {
      return column("select distinct responder from assignment where request = ?::uuid", id)
          .map(one -> filled.replace("{responder}", one));
    }
    if (filled.contains("{centre}")) {
      return column("select distinct health_centre from physician_task where request = ?::uuid", id)
          .map(one -> filled.replace("{centre}", one));
    }
    assertThat(filled).as("an operation that this test cannot read yet").doesNotContain("{");
    return Stream.of(filled);
  }

  private Stream<String> column(String sql, String id) {
    var found = scene.jdbc.sql(sql).param(id).query(String.class).list();
    assertThat(found).as(sql).isNotEmpty();
    return found.stream();
  }

  private List<String> events(String id) {
    return scene
        .jdbc
        .sql("select payload from outbox where message_key = ?")
        .param(id)
        .query(String.class)
        .list();
  }

  private Answer as(String role, String path) {
    return scene.client.getAs(role, path);
  }

  private JsonNode entry(String path, String id) {
    return as("MOBILE_TEAM", path)
        .body()
        .valueStream()
        .filter(one -> one.get("request").stringValue().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Answer corrected(String role, String id, String protectedIdentity) {
    return scene.client.postAs(
        role,
        "/assessment-requests/%s/correction".formatted(id),
        """
        {"id": "%s", "kind": "PROTECTED_IDENTITY", "patient": {"protectedIdentity": "%s"}}
        """
            .formatted(UUID.randomUUID(), protectedIdentity));
  }

  private boolean mayIdentify(String id, String person, String... responders) {
    return protections.mayIdentify(
        new AssessmentRequestId(UUID.fromString(id)),
        new Caller(
            new HsaId(person),
            "Ek",
            Role.MOBILE_TEAM,
            null,
            new HsaId("SE2321000081-DEMOUNIT"),
            new HsaId("SE2321000081-DEMOPROVIDER"),
            Set.of(new MunicipalityCode("1080")),
            Set.copyOf(Stream.of(responders).map(ResponderId::new).toList())));
  }

  private ObjectNode secret(@Nullable String protectedIdentity) {
    return secret(protectedIdentity, number);
  }

  /**
   * A request that says who and where in every place there is for it, and in some there are not.
   */
  private ObjectNode secret(@Nullable String protectedIdentity, String patient) {
    var body = about(example("pneumonia"), patient);
    body.withObject("patient").put("protectedIdentity", protectedIdentity);
    var place = body.withObject("place");
    place.put("address", ADDRESS);
    place.withObject("position").put("latitude", 56.19191).put("longitude", 15.62626);
    body.withObject("sbar")
        .put("situation", "Hostar. Bor på ekstigen 1717, nummer " + patient)
        .put("background", "Ring Hemlig Anhörig på 0455-98 76 54");
    body.put("patientWish", "Vill stanna på Ekstigen");
    body.putObject("contactPerson").put("name", "Hemlig Anhörig").put("phone", "0455-987654");
    body.putObject("accessNotes")
        .put("doorCode", "KOD4711")
        .put("threat", "hunden på våning HEMLIGVAN");
    body.put("keyBox", "NYCKELVID under mattan");
    return body;
  }

  private List<String> secretsIn(Answer answer) {
    return secretsIn(answer.raw().body());
  }

  private List<String> secretsIn(String text) {
    return Stream.of(
            number,
            "kstigen",
            "Nya Hemliga",
            "56.19191",
            "15.62626",
            "Hemlig Anhörig",
            "98 76 54",
            "987654",
            "KOD4711",
            "HEMLIGVAN",
            "NYCKELVID")
        .filter(text::contains)
        .toList();
  }
}
