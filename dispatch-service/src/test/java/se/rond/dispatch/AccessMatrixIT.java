package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.access.Role.AMBULANCE_LIAISON;
import static se.rond.access.Role.CARE_COORDINATION_NURSE;
import static se.rond.access.Role.COORDINATOR;
import static se.rond.access.Role.INTEGRATION;
import static se.rond.access.Role.MANAGER;
import static se.rond.access.Role.MAS;
import static se.rond.access.Role.MOBILE_TEAM;
import static se.rond.access.Role.MUNICIPAL_NURSE;
import static se.rond.access.Role.PHYSICIAN;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.Scene.Taken;
import se.rond.testsupport.AccessMatrix;
import se.rond.testsupport.AccessMatrix.Entry;
import se.rond.testsupport.AccessMatrix.Staff;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.testsupport.ServiceWithLogin;
import tools.jackson.databind.json.JsonMapper;

/** Who gets what of dispatch: every operation, by each role at home and elsewhere. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {

  /** Blekinge, where all fixtures are; whoever calls answers as everybody there. */
  private static final Staff KARLSKRONA =
      new Staff(
          List.of("1080", "1081"),
          List.of("M11", "M12", "M13", "LB-10-1", "LB-10-2", "NF-1080", "KF-10", "CB-10-1"),
          // The fixtures are hers.
          Map.of("MUNICIPAL_NURSE", "SE2321000081-DEMONURSE"),
          DemoCallers.of(MUNICIPAL_NURSE).unit().value(),
          DemoCallers.of(MUNICIPAL_NURSE).careProvider().value());

  private static final Staff HALMSTAD =
      new Staff(
          List.of("1380"),
          List.of("M21", "M22", "M23", "LB-13-1", "LB-13-2", "NF-1380", "KF-13", "CB-13-1"),
          Map.of());

  private static final Role[] EVERYBODY = Role.values();

  /** Who may stand by a patient, and systems. */
  private static final Role[] CARE = {
    MUNICIPAL_NURSE,
    MOBILE_TEAM,
    PHYSICIAN,
    COORDINATOR,
    AMBULANCE_LIAISON,
    CARE_COORDINATION_NURSE,
    MAS,
    INTEGRATION
  };

  /** Those, and who answers for care: everybody but who runs the system. */
  private static final Role[] READERS = {
    MUNICIPAL_NURSE,
    MOBILE_TEAM,
    PHYSICIAN,
    COORDINATOR,
    AMBULANCE_LIAISON,
    CARE_COORDINATION_NURSE,
    MAS,
    MANAGER,
    INTEGRATION
  };

  /** Who goes to patients or calls them, and who speaks for them on the telephone. */
  private static final Role[] RESPONDERS = {MUNICIPAL_NURSE, MOBILE_TEAM, PHYSICIAN, COORDINATOR};

  private static final String REQUEST = "/assessment-requests/{request}";
  private static final String ASSIGNMENT = REQUEST + "/assignments/{assignment}";
  private static final String OFFER = REQUEST + "/offers/{token}";

  private static final String SBAR =
      "{\"situation\": \"S\", \"background\": \"B\", \"assessment\": \"A\", \"recommendation\": \"R\"}";

  private final Scene scene;
  private ServiceWithLogin service;
  private AccessMatrix matrix;
  private String everythingOf;
  private Map<String, String> standing;
  private int drafts;

  @Autowired
  AccessMatrixIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json) {
    scene = new Scene(port, broker, jdbc, json);
  }

  @BeforeAll
  void start() {
    service = ServiceWithLogin.start(DispatchApplication.class);
    everythingOf = everythingOfARequest();
    matrix =
        new AccessMatrix(
            service.port(), service.login(), Role.values(), KARLSKRONA, HALMSTAD, this::stored);
  }

  @AfterAll
  void leave() {
    // Nothing that is to come stays for others.
    scene
        .jdbc
        .sql(
            "update agreement set withdrawn_at = clock_timestamp() where valid_from > clock_timestamp()")
        .update();
    matrix.close();
    service.close();
    scene.close();
  }

  @Test
  void everyOperationHasItsEntry() {
    assertThat(matrix.flawsOf(entries().toList())).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> onlyWhoMayCallItIsAnswered() {
    return entries()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.operation(), () -> assertThat(matrix.flawsOf(entry)).isEmpty()));
  }

  private Stream<Entry> entries() {
    return Stream.of(
            agreements(),
            codes(),
            requests(),
            offers(),
            work(),
            overviews(),
            accessLog(),
            closing())
        .flatMap(List::stream);
  }

  private List<Entry> agreements() {
    Supplier<Map<String, String>> blekinge = () -> Map.of("region", "10", "version", "1");
    return List.of(
        Entry.of("GET /agreements", EVERYBODY).everywhere(),
        Entry.of("GET /agreements/{region}", EVERYBODY).with(blekinge),
        Entry.of("GET /agreements/{region}/versions", EVERYBODY).with(blekinge),
        Entry.of("GET /agreements/{region}/versions/{version}", EVERYBODY).with(blekinge),
        Entry.of("GET /agreements/{region}/differences", EVERYBODY)
            .with(blekinge)
            .query("from=1&to=1"),
        Entry.of("POST /agreements/{region}", COORDINATOR)
            .with(this::draft)
            .body("{draft}")
            .inOwn("201"),
        Entry.of("POST /agreements/{region}/validation", COORDINATOR)
            .with(this::draft)
            .body("{draft}"),
        Entry.of("PUT /agreements/{region}/versions/{version}/withdrawal", COORDINATOR)
            .with(this::toCome)
            .query("municipality=1080"));
  }

  private static List<Entry> codes() {
    return List.of(
        Entry.of("GET /assessment-codes", EVERYBODY).everywhere(),
        Entry.of("GET /assignment-codes", EVERYBODY).everywhere(),
        Entry.of("GET /level-reasons", EVERYBODY).everywhere());
  }

  private List<Entry> requests() {
    return List.of(
        Entry.of("POST /assessment-requests", CARE)
            .with(this::patient)
            .body("{raised}")
            .inOwn("201")
            .inForeign("400 INVALID_FIELDS"),
        Entry.of("GET /assessment-requests/{id}", READERS).with(this::standing),
        // Others may call it, to hear of a red flag; what ends in a plan is not theirs to conclude.
        Entry.of("POST " + REQUEST + "/assessments", MUNICIPAL_NURSE, MOBILE_TEAM, PHYSICIAN)
            .with(this::standing)
            .body(
                "{\"id\": \"{new}\", \"mode\": \"PHONE\", \"conclusion\": {\"code\": \"CARE_AT_HOME\", \"text\": \"T\"}}"),
        Entry.of(
                "POST " + REQUEST + "/contacts",
                MUNICIPAL_NURSE,
                MOBILE_TEAM,
                PHYSICIAN,
                COORDINATOR,
                AMBULANCE_LIAISON,
                CARE_COORDINATION_NURSE)
            .with(this::standing),
        Entry.of("POST " + REQUEST + "/observations", CARE)
            .with(this::standing)
            .body("{\"id\": \"{new}\", \"pointOfCare\": {\"lactate\": 1.1}}"),
        Entry.of("PUT " + REQUEST + "/place", CARE).with(this::standing),
        Entry.of("PUT " + REQUEST + "/level", READERS)
            .with(this::standing)
            .body(
                "{\"id\": \"{new}\", \"from\": \"MOBILE_TEAM_2H\", \"level\": \"PHYSICIAN_NOW\", \"reason\": \"DETERIORATED\"}")
            .inOwn("200", "409 LEVEL_IN_FORCE")
            .refusing(
                "403 NOT_YOURS_TO_SAY",
                AMBULANCE_LIAISON,
                CARE_COORDINATION_NURSE,
                MAS,
                MANAGER,
                INTEGRATION),
        Entry.of("POST " + REQUEST + "/correction", CARE)
            .with(this::raised)
            .body(
                "{\"id\": \"{new}\", \"kind\": \"WRONG_PATIENT\", \"patient\": {\"identifier\": {\"system\": \"{system}\", \"value\": \"{somebody}\"}}}"),
        Entry.of("PUT " + REQUEST + "/emergency-acknowledgement", CARE)
            .with(() -> Map.of("request", scene.raised(example("stroke-red-flag"))))
            .body("{\"acknowledgement\": \"CALLED\"}"),
        Entry.of("PUT " + REQUEST + "/cancellation", CARE).with(this::raised),
        Entry.of("PUT " + REQUEST + "/reserve-routine/resolution", READERS)
            .with(this::reserved)
            .body("{\"routine\": \"{routine}\", \"cause\": \"NO_ANSWER\"}"));
  }

  private List<Entry> offers() {
    return List.of(
        Entry.of("PUT " + OFFER + "/acceptance", RESPONDERS)
            .with(this::offered)
            .inOwn("204", "409 ALREADY_CLAIMED"),
        Entry.of("PUT " + OFFER + "/declination", RESPONDERS).with(this::offered).inOwn("204"),
        Entry.of("PUT " + REQUEST + "/own-task", MUNICIPAL_NURSE)
            .with(this::nursing)
            .body("{\"id\": \"{new}\"}"),
        Entry.of("PUT " + REQUEST + "/own-task/{task}/completion", MUNICIPAL_NURSE)
            .with(this::kept),
        Entry.of("PUT " + REQUEST + "/own-task/{task}/return", MUNICIPAL_NURSE, COORDINATOR)
            .with(this::kept));
  }

  private List<Entry> work() {
    return List.of(
        Entry.of("PUT " + ASSIGNMENT + "/claim", MUNICIPAL_NURSE, MOBILE_TEAM, PHYSICIAN)
            .with(this::acceptedByTelephone)
            .body("{}")
            .inOwn("204", "409 ALREADY_CLAIMED"),
        Entry.of("PUT " + ASSIGNMENT + "/status", RESPONDERS)
            .with(this::accepted)
            .body("{\"status\": \"EN_ROUTE\"}")
            .inOwn("204"),
        Entry.of("PUT " + ASSIGNMENT + "/journal-reference", RESPONDERS)
            .with(this::completed)
            .inOwn("204"),
        Entry.of("PUT " + ASSIGNMENT + "/handover", RESPONDERS)
            .with(this::withPatient)
            .body("{\"to\": \"RESPONDER\", \"responder\": \"{colleague}\", \"sbar\": " + SBAR + "}")
            .inOwn("204"),
        Entry.of("DELETE " + ASSIGNMENT + "/handover", RESPONDERS)
            .with(this::handingOver)
            .inOwn("204"),
        Entry.of("POST " + REQUEST + "/examinations", MUNICIPAL_NURSE, MOBILE_TEAM, PHYSICIAN)
            .with(this::raised),
        // Other steps are for others; what is justified, is so by one of these.
        Entry.of("PUT " + REQUEST + "/examinations/{examination}/status", MOBILE_TEAM, PHYSICIAN)
            .with(this::proposed)
            .body("{\"status\": \"JUSTIFIED\", \"delegation\": \"VC 2026-01\"}"),
        Entry.of(
                "PUT " + REQUEST + "/examinations/{examination}/owner",
                MOBILE_TEAM,
                PHYSICIAN,
                COORDINATOR)
            .with(this::performed),
        Entry.of(
                "GET /health-centres/{centre}/tasks",
                PHYSICIAN,
                COORDINATOR,
                CARE_COORDINATION_NURSE)
            .with(this::tasked),
        Entry.of(
                "PUT /health-centres/{centre}/tasks/{task}/completion",
                PHYSICIAN,
                CARE_COORDINATION_NURSE)
            .with(this::tasked)
            .inOwn("204"),
        Entry.of("GET /responders/{responder}/assignments", RESPONDERS)
            .with(this::standing)
            .inForeign("200 []", "200"),
        Entry.of("GET /responders/{responder}/queue", RESPONDERS)
            .with(this::offered)
            .inForeign("200 []", "200"));
  }

  private List<Entry> overviews() {
    return List.of(
        Entry.of("GET /reserve-routines", READERS).with(this::reserved).inForeign("200 []", "200"),
        Entry.of("GET /shortages", COORDINATOR, MAS)
            .query("region=10&from=2026-11-01&to=2026-12-01"),
        Entry.of("GET /unmet-obligations", COORDINATOR, MAS, MANAGER)
            .with(this::reserved)
            .query("region=10")
            .inForeign("200 []", "200"));
  }

  private List<Entry> accessLog() {
    var aWeek = "{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-08T00:00:00Z\"}";
    return List.of(
        Entry.of("POST /access-log/extracts", MAS).everywhere(),
        Entry.of("GET /access-log/spot-checks", MAS).with(this::drawn).inForeign("200 []", "200"),
        Entry.of("PUT /access-log/spot-checks/{id}", MAS)
            .with(this::drawn)
            .body(aWeek)
            .inForeign("409 OTHER_BODY_UNDER_THIS_ID"),
        Entry.of("GET /access-log/spot-checks/{id}", MAS).with(this::drawn),
        Entry.of("PUT /access-log/spot-checks/{id}/conclusion", MAS)
            .with(this::drawn)
            .body("{\"finding\": \"NOTHING\"}")
            .inOwn("204"));
  }

  private List<Entry> closing() {
    Role[] whoMeets = {
      MUNICIPAL_NURSE, MOBILE_TEAM, PHYSICIAN, AMBULANCE_LIAISON, CARE_COORDINATION_NURSE
    };
    Role[] whoHearsOfBlocks = {
      MUNICIPAL_NURSE, MOBILE_TEAM, PHYSICIAN, COORDINATOR, CARE_COORDINATION_NURSE, MAS
    };
    return List.of(
        Entry.of("POST /patient-blocks", whoHearsOfBlocks)
            .body(
                """
                {"id": "{new}", "patient": {"identifier": {
                    "system": "http://electronichealth.se/identifier/personnummer", "value": "193203209162"}},
                 "scope": "UNIT", "askedBy": "PATIENT", "informedAt": "2026-01-01T00:00:00Z"}
                """)
            .everywhere(),
        Entry.of("POST /patient-blocks/search", whoHearsOfBlocks).inForeign("200", "200 []"),
        Entry.of(
                "PUT /patient-blocks/{block}/lifting",
                MUNICIPAL_NURSE,
                PHYSICIAN,
                CARE_COORDINATION_NURSE,
                MAS)
            .with(this::blocked),
        Entry.of("POST /patient-consents", whoMeets)
            .with(() -> Map.of("until", Instant.now().plus(Duration.ofDays(30)).toString()))
            .body(
                """
                {"id": "{new}", "patient": {"identifier": {
                    "system": "http://electronichealth.se/identifier/personnummer", "value": "193203209162"}},
                 "scope": "UNIT", "patientRelation": true, "basis": "CONSENT", "until": "{until}"}
                """)
            .everywhere(),
        Entry.of("POST /patient-consents/search", whoMeets).inForeign("200", "200 []"),
        Entry.of("PUT /patient-consents/{consent}/withdrawal", whoMeets).with(this::agreed),
        // Whoever raised it, or is asked, is not closed out; ClosingIT opens what is.
        Entry.of("POST " + REQUEST + "/emergency-openings", whoMeets)
            .with(this::standing)
            .inOwn("409 NOT_CLOSED"),
        Entry.of("PUT " + REQUEST + "/emergency-openings/{opening}/confirmation", whoMeets)
            .with(this::opening)
            .inOwn("404 NOT_FOUND"),
        Entry.of("GET /emergency-openings", MAS).with(this::opened).inForeign("200 []", "200"));
  }

  // What the calls are about; each stands in Karlskrona.

  private Map<String, String> draft() {
    drafts++;
    var draft = scene.json.createObjectNode();
    draft
        .put("id", UUID.randomUUID().toString())
        .put("municipality", "1080")
        // No two begin at the same time.
        .put("validFrom", Instant.now().plus(Duration.ofDays(400L + drafts)).toString());
    draft.putObject("terms");
    return Map.of("region", "10", "draft", draft.toString());
  }

  private Map<String, String> toCome() {
    var draft = draft().get("draft");
    var published = scene.client.coordinate("POST", "/agreements/10", draft, "en");
    assertThat(published.status()).as(published.raw().body()).isEqualTo(201);
    return Map.of("region", "10", "version", published.body().at("/version/version").asString());
  }

  private Map<String, String> patient() {
    return Map.of("raised", example("pneumonia").put("id", "{new}").toString());
  }

  private Map<String, String> raised() {
    return Map.of(
        "request",
        scene.raised(example("pneumonia")),
        "system",
        Examples.TEST_PATIENTS,
        "somebody",
        Examples.somebody());
  }

  private Map<String, String> opening() {
    return Map.of("request", standing().get("request"), "opening", UUID.randomUUID().toString());
  }

  private Map<String, String> opened() {
    scene
        .jdbc
        .sql(
            """
            insert into emergency_opening (
              id, request, person, role, care_unit, care_provider, ground, reason, way, shown, begun_at, confirm_by)
            values (?, ?::uuid, 'SE-SOMEBODY', 'PHYSICIAN', 'SE-UNIT', ?, 'DANGER_TO_LIFE', 'UNCONSCIOUS', 'CONFIRM', '{}',
              clock_timestamp(), clock_timestamp())
            """)
        .params(UUID.randomUUID(), standing().get("request"), KARLSKRONA.careProvider())
        .update();
    return standing();
  }

  private Map<String, String> blocked() {
    var block = UUID.randomUUID();
    scene
        .jdbc
        .sql(
            """
            insert into patient_block (id, patient, care_unit, care_provider, since, informed_at, recorded_by)
            select ?, patient, 'SE2120000829-UMATRIX', ?, clock_timestamp(), clock_timestamp(), 'SE2321000081-DEMONURSE'
            from assessment_request where id = ?::uuid
            """)
        .params(block, KARLSKRONA.careProvider(), scene.raised(example("pneumonia")))
        .update();
    return Map.of("block", block.toString());
  }

  private Map<String, String> agreed() {
    var consent = UUID.randomUUID();
    scene
        .jdbc
        .sql(
            """
            insert into patient_consent (id, patient, care_provider, basis, valid_from, valid_until, recorded_by)
            select ?, patient, ?, 'CONSENT', clock_timestamp(), clock_timestamp() + interval '1 day', 'SE2321000081-DEMONURSE'
            from assessment_request where id = ?::uuid
            """)
        .params(consent, KARLSKRONA.careProvider(), scene.raised(example("pneumonia")))
        .update();
    return Map.of("consent", consent.toString());
  }

  /** Of the care provider of Karlskrona. */
  private Map<String, String> drawn() {
    var check = UUID.randomUUID();
    scene
        .jdbc
        .sql(
            """
            insert into spot_check (id, care_provider, begins, ends, drawn_by)
            values (?, ?, '2026-01-01T00:00:00Z', '2026-01-08T00:00:00Z', 'SE2120000829-1080MAS')
            """)
        .params(check, KARLSKRONA.careProvider())
        .update();
    return Map.of("id", check.toString());
  }

  private Map<String, String> offered() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(
        id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()));
    return of(new Taken(id, scene.awaitAssignment(id, "OFFERED")));
  }

  private static Map<String, String> of(Taken taken) {
    return Map.of(
        "request", taken.request(),
        "id", taken.request(),
        "assignment", taken.assignment().get("id").stringValue(),
        "token", taken.assignment().get("token").stringValue(),
        "responder", taken.responder(),
        "colleague", taken.responder().equals("LB-10-1") ? "LB-10-2" : "LB-10-1");
  }

  /** A request on which much can be said and nothing of it ends it. */
  private Map<String, String> standing() {
    if (standing == null) {
      standing = of(scene.accepted(scene.raised(example("pneumonia"))));
    }
    return standing;
  }

  private Map<String, String> accepted() {
    return of(scene.accepted(scene.raised(example("pneumonia"))));
  }

  private Map<String, String> acceptedByTelephone() {
    var offered = offered();
    put("COORDINATOR", offered, OFFER + "/acceptance", "");
    return offered;
  }

  private Map<String, String> withPatient() {
    var offered = offered();
    put("PHYSICIAN", offered, OFFER + "/acceptance", "");
    put(
        "PHYSICIAN",
        offered,
        ASSIGNMENT + "/status",
        "{\"status\": \"WITH_PATIENT\", \"mode\": \"PHONE\"}");
    return offered;
  }

  private Map<String, String> handingOver() {
    var giver = withPatient();
    put(
        "PHYSICIAN",
        giver,
        ASSIGNMENT + "/handover",
        "{\"to\": \"RESPONDER\", \"responder\": \"%s\", \"sbar\": %s}"
            .formatted(giver.get("colleague"), SBAR));
    return giver;
  }

  private Map<String, String> completed() {
    var done = withPatient();
    put(
        "PHYSICIAN",
        done,
        ASSIGNMENT + "/status",
        "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\"}");
    return done;
  }

  private Map<String, String> nursing() {
    var now = Instant.now().toString();
    var id =
        scene.raised(
            example("pneumonia")
                .put("contactCause", "WOUND_PU")
                .put("nurseLevel", "ADVICE")
                .put("raisedAt", now)
                .put("deviceClock", now));
    scene.triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    scene.awaitAssignment(id, "OFFERED");
    return Map.of("request", id);
  }

  private Map<String, String> kept() {
    var kept = new HashMap<>(nursing());
    kept.put("task", UUID.randomUUID().toString());
    put(
        "MUNICIPAL_NURSE",
        kept,
        REQUEST + "/own-task",
        "{\"id\": \"%s\"}".formatted(kept.get("task")));
    return kept;
  }

  private Map<String, String> proposed() {
    var proposed = new HashMap<>(raised());
    proposed.put("examination", UUID.randomUUID().toString());
    var answer =
        scene.client.postAs(
            "MUNICIPAL_NURSE",
            "/assessment-requests/%s/examinations".formatted(proposed.get("request")),
            """
            {"id": "%s", "regions": ["HIP"], "question": "Fraktur?", "history": "Fall", "status": "Smärta"}
            """
                .formatted(proposed.get("examination")));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return proposed;
  }

  private Map<String, String> performed() {
    var performed = proposed();
    var status = REQUEST + "/examinations/{examination}/status";
    put("PHYSICIAN", performed, status, "{\"status\": \"JUSTIFIED\"}");
    put(
        "MOBILE_TEAM",
        performed,
        status,
        """
        {"status": "PERFORMED", "owner": {"responder": "LB-10-1", "name": "Doktor Ask", "phone": "+46455303010"}}
        """);
    return performed;
  }

  private Map<String, String> tasked() {
    var id = scene.raised(example("pneumonia").put("healthCentre", "VC-RONNEBY"));
    var answer =
        scene.client.postAs(
            "PHYSICIAN",
            "/assessment-requests/%s/assessments".formatted(id),
            "{\"id\": \"%s\", \"mode\": \"PHONE\", \"conclusion\": {\"code\": \"CARE_AT_HOME\", \"text\": \"T\"}}"
                .formatted(UUID.randomUUID()));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return Map.of(
        "request",
        id,
        "centre",
        "VC-RONNEBY",
        "task",
        scene.client.show(id).at("/physicianTasks/0/id").stringValue());
  }

  /** As a ladder that nobody has answered on leaves it. */
  private Map<String, String> reserved() {
    var reserved = new HashMap<>(offered());
    var routine = UUID.randomUUID();
    reserved.put("routine", routine.toString());
    scene
        .jdbc
        .sql(
            """
            insert into reserve_routine (id, request, role, managers, contacts, activated_at)
            values (?, ?::uuid, 'MANAGER', '{CB-10-1}', '[]', clock_timestamp())
            """)
        .params(routine, reserved.get("request"))
        .update();
    scene
        .jdbc
        .sql(
            """
            insert into unmet_obligation (routine, need, request, region, municipality, level, accept_by, contact_by, at)
            select ?, id, request, '10', '1080', 'PHYSICIAN_NOW', now(), now(), now()
            from need where request = ?::uuid limit 1
            """)
        .params(routine, reserved.get("request"))
        .update();
    return reserved;
  }

  private void put(String role, Map<String, String> fixture, String template, String body) {
    var path = template;
    for (var one : fixture.entrySet()) {
      path = path.replace("{" + one.getKey() + "}", one.getValue());
    }
    var answer = scene.client.putAs(role, path, body);
    assertThat(answer.status()).as(answer.raw().body()).isIn(200, 204);
  }

  private String stored(Map<String, String> fixture) {
    var about = fixture.getOrDefault("request", new UUID(0, 0).toString());
    return scene
        .jdbc
        .sql(everythingOf)
        .param("request", about)
        .query(String.class)
        .list()
        .toString();
  }

  /** All rows about a request, in whatever table, and how many there are of what has none. */
  private String everythingOfARequest() {
    var tables =
        scene
            .jdbc
            .sql(
                """
                select table_name from information_schema.columns
                where table_schema = 'dispatch' and column_name = 'request' and data_type = 'uuid'
                order by table_name
                """)
            .query(String.class)
            .list();
    assertThat(tables).contains("assignment", "timeline", "contact", "need");
    return tables.stream()
            .map(
                table ->
                    "select '%1$s ' || one::text as stored from %1$s one where one.request = :request::uuid"
                        .formatted(table))
            .collect(Collectors.joining(" union all "))
        + """
           union all select one::text from assessment_request one where one.id = :request::uuid
           union all select count(*)::text from assessment_request
           union all select count(*)::text || ' ' || count(withdrawn_at) from agreement
           order by stored
          """;
  }
}
