package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static se.rond.dispatch.Examples.example;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.rond.access.Caller;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.testsupport.EmbeddedDatabase;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/** Who did what with whose data. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class AccessLogIT {

  /** Handlers that know their caller and are not logged, with the reason. */
  private static final Map<String, String> ABOUT_NO_PATIENT =
      Map.of(
          "AgreementController", "what region and municipalities agreed",
          "AssessmentCodesController", "codes and their names",
          "CodesController", "codes and their names",
          "LevelController", "reasons and their names",
          "ShortageController", "counts over all patients of a period",
          "SpotCheckController", "when checks were drawn, and what was found");

  private final Scene scene;
  private final RequestMappingHandlerMapping handlers;

  @Autowired
  AccessLogIT(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    this.handlers = handlers;
    scene = new Scene(port, broker, jdbc, json);
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void whoReadsARequestStandsInTheLogWithAllThatTheLawAsksFor() {
    var id = scene.raised(example("pneumonia"));

    assertThat(scene.client.getAs("PHYSICIAN", "/assessment-requests/" + id).status())
        .isEqualTo(200);

    var physician = DemoCallers.of(Role.PHYSICIAN);
    var entry = about(id).getLast();
    assertThat(entry)
        .containsEntry("activity", "READ")
        .containsEntry("operation", "GET /assessment-requests/{id}")
        .containsEntry("purpose", "CARE")
        .containsEntry("person", physician.person().value())
        .containsEntry("role", "PHYSICIAN")
        .containsEntry("commission", "SE2321000081-DEMOCOMMISSION")
        .containsEntry("care_unit", physician.unit().value())
        .containsEntry("care_provider", physician.careProvider().value())
        .containsEntry("patient", patientOf(id))
        .containsEntry("criteria", null);
    assertThat(entry.get("at")).isNotNull();
  }

  @Test
  void whoRaisesARequestAndWhoChangesItStandInTheLogOncePerCall() {
    var id = scene.raised(example("pneumonia"));
    assertThat(scene.client.cancel(id, "CARED_FOR_ELSEWHERE").status()).isEqualTo(200);

    assertThat(activities(id))
        .containsExactly(
            tuple("CHANGE", "POST /assessment-requests"),
            tuple("CHANGE", "PUT /assessment-requests/{request}/cancellation"));
  }

  @Test
  void aRequestThatIsSentTwiceIsEnteredTwice() {
    var body = example("pneumonia");
    var id = scene.raised(body);

    assertThat(scene.client.raise(body).status()).isEqualTo(201);

    assertThat(activities(id))
        .containsExactly(
            tuple("CHANGE", "POST /assessment-requests"),
            tuple("CHANGE", "POST /assessment-requests"));
  }

  @Test
  void whatRondDoesByItselfIsNobodysAccess() {
    var id = scene.raised(example("stroke-red-flag"));
    scene
        .jdbc
        .sql(
            "update dispatch.emergency set acknowledge_by = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();

    scene.heard(id, "EmergencyUnacknowledged");

    assertThat(activities(id)).containsExactly(tuple("CHANGE", "POST /assessment-requests"));
  }

  @Test
  void whatIsNotStoredLeavesNoEntry() {
    var before = count();

    assertThat(scene.client.raise("{}").status()).isEqualTo(400);

    assertThat(count()).isEqualTo(before);
  }

  @Test
  void aListIsEnteredWithItsCriteriaAndEachRequestInIt() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var id = taken.request();
    var team = taken.responder();

    var list = scene.client.getAs("MOBILE_TEAM", "/responders/" + team + "/assignments");

    assertThat(list.body().size()).isPositive();
    assertThat(about(id).getLast())
        .containsEntry("activity", "SEARCH")
        .containsEntry("operation", "GET /responders/{responder}/assignments")
        .containsEntry("criteria", "{\"responder\":\"" + team + "\"}")
        .containsEntry("patient", patientOf(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/responders/M-NOBODY/assignments",
        "/responders/M-NOBODY/queue",
        "/unmet-obligations?region=98&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z"
      })
  void aSearchThatFindsNobodyIsEnteredToo(String path) {
    var before = count();

    var answer = scene.client.getAs("COORDINATOR", path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().isEmpty()).isTrue();
    assertThat(count()).isEqualTo(before + 1);
    assertThat(newest())
        .containsEntry("activity", "SEARCH")
        .containsEntry("role", "COORDINATOR")
        .containsEntry("patient", null);
  }

  @Test
  void whatAnotherTenantMayNotSeeIsEnteredAsDenied() {
    var id = scene.raised(example("pneumonia"));
    scene
        .jdbc
        .sql("insert into dispatch.municipality values ('1085', 'Annanstans', '10', 56.2, 15.3)")
        .update();
    try {
      scene
          .jdbc
          .sql(
              "update dispatch.assessment_request set municipality = '1085', requester = 'SE-ELSEWHERE' where id = ?::uuid")
          .param(id)
          .update();

      assertThat(scene.client.getAs("PHYSICIAN", "/assessment-requests/" + id).status())
          .isEqualTo(404);

      assertThat(about(id).getLast())
          .containsEntry("activity", "DENIED")
          .containsEntry("operation", "GET /assessment-requests/{id}")
          .containsEntry("role", "PHYSICIAN")
          .containsEntry("patient", patientOf(id));
    } finally {
      scene
          .jdbc
          .sql("update dispatch.assessment_request set municipality = '1080' where id = ?::uuid")
          .param(id)
          .update();
      scene.jdbc.sql("delete from dispatch.municipality where code = '1085'").update();
    }
  }

  @Test
  void whatDoesNotExistIsDeniedToNobody() {
    var before = count();

    assertThat(
            scene.client.getAs("PHYSICIAN", "/assessment-requests/" + UUID.randomUUID()).status())
        .isEqualTo(404);

    assertThat(count()).isEqualTo(before);
  }

  @Test
  void anIdThatIsNoneIsRefusedAndEnteredAsAnythingElse() {
    var before = count();

    assertThat(
            scene
                .client
                .putAs("OPERATIONS", "/assessment-requests/abc/cancellation", "{}")
                .status())
        .isEqualTo(403);

    assertThat(count()).isEqualTo(before + 1);
    assertThat(newest())
        .containsEntry("activity", "DENIED")
        .containsEntry("operation", "PUT /assessment-requests/{request}/cancellation")
        .containsEntry("patient", null);
  }

  @Test
  void aTaskThatIsNotTheirsIsEnteredAsDenied() {
    assertThat(
            scene
                .client
                .putAs(
                    "PHYSICIAN",
                    "/health-centres/VC-NOBODY/tasks/" + UUID.randomUUID() + "/completion",
                    "")
                .status())
        .isEqualTo(404);

    assertThat(newest())
        .containsEntry("activity", "DENIED")
        .containsEntry("operation", "PUT /health-centres/{centre}/tasks/{task}/completion");
  }

  /** Somebody may take a number or a name for a responder's id. */
  @Test
  void whatIsNoResponderIsNotRepeatedInTheLog() {
    assertThat(scene.client.getAs("COORDINATOR", "/responders/19310148410X/queue").status())
        .isEqualTo(200);

    assertThat(
            scene
                .jdbc
                .sql(
                    "select criteria::text from dispatch.access_log where activity = 'SEARCH' order by at desc limit 1")
                .query(String.class)
                .single())
        .isEqualTo("{\"responder\":\"UNKNOWN\"}");
  }

  @Test
  void whomARequestTurnsOutNotToBeAboutStandsInTheLogToo() {
    var id = scene.raised(example("pneumonia"));
    var before = patientOf(id);

    assertThat(
            scene
                .client
                .correct(
                    id,
                    """
                    {"id": "%s", "kind": "WRONG_PATIENT", "patient": {"identifier": {
                      "system": "http://electronichealth.se/identifier/personnummer", "value": "194208269128"}}}
                    """
                        .formatted(UUID.randomUUID()))
                .status())
        .isEqualTo(200);

    assertThat(patientOf(id)).isNotEqualTo(before);
    assertThat(
            about(id).stream()
                .filter(
                    entry ->
                        entry
                            .get("operation")
                            .equals("POST /assessment-requests/{request}/correction"))
                .map(entry -> entry.get("patient")))
        .containsExactlyInAnyOrder(before, patientOf(id));
  }

  @Test
  void whatARoleMayNotDoIsEnteredAsDenied() {
    assertThat(scene.client.getAs("MOBILE_TEAM", "/unmet-obligations").status()).isEqualTo(403);

    assertThat(newest())
        .containsEntry("activity", "DENIED")
        .containsEntry("operation", "GET /unmet-obligations")
        .containsEntry("role", "MOBILE_TEAM");
  }

  @Test
  void eachHandlerThatKnowsItsCallerIsLoggedOrSaysWhyNot() {
    assertThat(
            handlers.getHandlerMethods().values().stream()
                .filter(
                    handler ->
                        Stream.of(handler.getMethodParameters())
                            .anyMatch(parameter -> parameter.getParameterType() == Caller.class))
                .filter(handler -> !handler.hasMethodAnnotation(AccessLogged.class))
                .map(handler -> handler.getBeanType().getSimpleName())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(ABOUT_NO_PATIENT.keySet());
  }

  @Test
  void nothingThatShowsARequestIsOnTheListOfThoseThatDoNot() {
    assertThat(
            handlers.getHandlerMethods().entrySet().stream()
                .filter(
                    handler ->
                        handler.getKey().toString().contains("/assessment-requests")
                            && !handler.getValue().hasMethodAnnotation(AccessLogged.class)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_log", "access_log_seal"})
  void theServicesRoleCanNeitherChangeNorRemoveAnything(String table) {
    for (var statement :
        List.of("delete from %s", "truncate %s", "update %s set " + column(table))) {
      assertThatThrownBy(() -> scene.jdbc.sql(statement.formatted("dispatch." + table)).update())
          .rootCause()
          .hasMessageContaining("permission denied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_log", "access_log_seal"})
  void noMereStatementOfAnAdministratorDoesSoEither(String table) {
    var administrator = JdbcClient.create(EmbeddedDatabase.administrator());
    for (var statement :
        List.of("delete from %s", "truncate %s", "update %s set " + column(table))) {
      assertThatThrownBy(() -> administrator.sql(statement.formatted("dispatch." + table)).update())
          .rootCause()
          .hasMessageContaining("to be added to only");
    }
  }

  private static String column(String table) {
    return table.equals("access_log") ? "person = 'SE-NOBODY'" : "sequence = 1";
  }

  private List<Map<String, Object>> about(String request) {
    return scene
        .jdbc
        .sql(
            """
            select activity, operation, purpose, person, role, commission, care_unit, care_provider, patient::text,
                   criteria::text, at
            from dispatch.access_log where resource = ?::uuid order by at, id
            """)
        .param(request)
        .query()
        .listOfRows();
  }

  private Map<String, Object> newest() {
    return scene
        .jdbc
        .sql(
            "select activity, operation, role, patient::text from dispatch.access_log order by at desc limit 1")
        .query()
        .singleRow();
  }

  private List<Tuple> activities(String request) {
    return about(request).stream()
        .map(entry -> tuple(entry.get("activity"), entry.get("operation")))
        .toList();
  }

  private long count() {
    return scene.jdbc.sql("select count(*) from dispatch.access_log").query(Long.class).single();
  }

  private String patientOf(String request) {
    return scene
        .jdbc
        .sql("select patient::text from dispatch.assessment_request where id = ?::uuid")
        .param(request)
        .query(String.class)
        .single();
  }
}
