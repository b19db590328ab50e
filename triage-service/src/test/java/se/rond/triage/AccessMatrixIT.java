package se.rond.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.access.Role.COORDINATOR;
import static se.rond.access.Role.MAS;
import static se.rond.access.Role.PHYSICIAN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.access.Role;
import se.rond.clinical.RuleSet;
import se.rond.testsupport.AccessMatrix;
import se.rond.testsupport.AccessMatrix.Entry;
import se.rond.testsupport.AccessMatrix.Staff;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.testsupport.ServiceWithLogin;
import se.rond.triage.ruleset.RulesInForce;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who gets what of triage: every operation, by each role at home and elsewhere. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {

  /** In all of Blekinge, whose rules all fixtures are: a part of it does not rule the whole. */
  private static final Staff BLEKINGE =
      new Staff(List.of("1060", "1080", "1081", "1082", "1083"), List.of("KF-10"), Map.of());

  private static final Staff HALMSTAD = new Staff(List.of("1380"), List.of("KF-13"), Map.of());

  private static final Role[] EVERYBODY = Role.values();

  /** Who answers for rules. */
  private static final Role[] RULES = {PHYSICIAN, COORDINATOR, MAS};

  private static final String RUN = "/rule-sets/{ruleSet}/shadow-runs/{id}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> activated = new ArrayList<>();
  private final int port;
  private final JsonMapper json;
  private final JdbcClient jdbc;
  private final RulesInForce inForce;
  private ServiceWithLogin service;
  private AccessMatrix matrix;
  private Map<String, String> drafted;

  @Autowired
  AccessMatrixIT(
      @LocalServerPort int port, JsonMapper json, JdbcClient jdbc, RulesInForce inForce) {
    this.port = port;
    this.json = json;
    this.jdbc = jdbc;
    this.inForce = inForce;
  }

  @BeforeAll
  void start() {
    rulesAreInForce();
    drafted = drafted();
    service = ServiceWithLogin.start(TriageApplication.class);
    matrix =
        new AccessMatrix(
            service.port(), service.login(), Role.values(), BLEKINGE, HALMSTAD, this::stored);
  }

  @AfterAll
  void leave() {
    matrix.close();
    service.close();
    for (var one : activated) {
      put("/rule-sets/" + one + "/retirement", "{}", "COORDINATOR");
      jdbc.sql("update rule_set set retired_from = active_from where id = ?::uuid")
          .param(one)
          .update();
    }
    inForce.forget();
    http.close();
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
    return Stream.of(shown(), changed(), shadowRuns(), previews()).flatMap(List::stream);
  }

  private List<Entry> shown() {
    Supplier<Map<String, String>> draft = () -> drafted;
    return List.of(
        Entry.of("GET /rule-sets", EVERYBODY).query("region=10").inForeign("200 []"),
        Entry.of("GET /rule-sets/active", EVERYBODY).query("region=10"),
        Entry.of("GET /rule-sets/catalogue", EVERYBODY).everywhere(),
        Entry.of("GET /rule-sets/schema", EVERYBODY).everywhere(),
        Entry.of("GET /rule-sets/{id}", EVERYBODY).with(draft),
        Entry.of("GET /rule-sets/{id}/differences", EVERYBODY).with(draft),
        Entry.of("GET /rule-sets/{id}/document", EVERYBODY).with(draft),
        Entry.of("GET /rule-sets/{id}/vignettes", EVERYBODY).with(draft));
  }

  private List<Entry> changed() {
    return List.of(
        Entry.of("PUT /rule-sets/{id}", RULES)
            .with(AccessMatrixIT::document)
            .yaml("{document}")
            .inForeign("400 INVALID_FIELDS"),
        Entry.of("PUT /rule-sets/{id}/vignettes/{name}", RULES).with(this::drafted),
        Entry.of("PUT /rule-sets/{id}/approval", RULES)
            .with(this::drafted)
            .body("{\"digest\": \"{digest}\"}")
            // A MAS approves the rules of a municipality.
            .refusing("403 NOT_YOURS_TO_CHANGE", COORDINATOR, MAS),
        Entry.of("PUT /rule-sets/{id}/activation", RULES)
            .with(this::approved)
            .body("{\"from\": \"{from}\"}")
            .refusing("403 NOT_YOURS_TO_CHANGE", MAS),
        Entry.of("PUT /rule-sets/{id}/retirement", RULES)
            .with(this::toCome)
            .body("{}")
            .refusing("403 NOT_YOURS_TO_CHANGE", MAS));
  }

  private List<Entry> shadowRuns() {
    return List.of(
        Entry.of("GET /rule-sets/{ruleSet}/shadow-runs", EVERYBODY).with(this::run),
        Entry.of("GET " + RUN, EVERYBODY).with(this::run),
        // Nobody was judged on that day; whose changes are shown is seen in ShadowRunIT.
        Entry.of("GET " + RUN + "/changes", RULES).with(this::run).inOwn("200 []"),
        Entry.of("PUT " + RUN, RULES).with(this::drafted).body("{period}"),
        Entry.of("PUT " + RUN + "/cancellation", RULES).with(this::run));
  }

  private static List<Entry> previews() {
    return List.of(
        Entry.of("POST /triage/preview", EVERYBODY).everywhere(),
        Entry.of("POST /triage/preview/nearest-changes", EVERYBODY).everywhere());
  }

  // What the calls are about; each is Blekinge's.

  private static Map<String, String> document() {
    var id = UUID.randomUUID();
    var name = "blekinge-" + id.toString().substring(0, 8);
    return Map.of(
        "id", id.toString(),
        "document",
            RuleSet.shippedDocument()
                .replace("id: rond-default\n", "id: " + name + "\n  region: \"10\"\n")
                .replace("MOBILE_XRAY_FIRST: rond-default\n", "MOBILE_XRAY_FIRST: " + name + "\n")
                .replace("    AMBULANCE_FIRST: rond-default-ambulance-first\n", ""));
  }

  private Map<String, String> drafted() {
    var made = new HashMap<>(document());
    put("/rule-sets/" + made.get("id"), made.remove("document"), "COORDINATOR");
    made.put("ruleSet", made.get("id"));
    made.put("name", "catheter-of-the-matrix");
    made.put(
        "digest",
        call("GET", "/rule-sets/" + made.get("id") + "/vignettes", "", "COORDINATOR")
            .get("digest")
            .asString());
    made.put("period", "{\"from\": \"1971-01-01T00:00:00Z\", \"to\": \"1971-01-02T00:00:00Z\"}");
    return made;
  }

  private Map<String, String> approved() {
    var made = drafted();
    put(
        "/rule-sets/" + made.get("id") + "/approval",
        "{\"digest\": \"%s\"}".formatted(made.get("digest")),
        "PHYSICIAN");
    // No two begin at the same time.
    made.put(
        "from",
        Instant.now()
            .plus(Duration.ofDays(400L + activated.size()))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString());
    activated.add(made.get("id"));
    return made;
  }

  private Map<String, String> toCome() {
    var made = approved();
    put(
        "/rule-sets/" + made.get("id") + "/activation",
        "{\"from\": \"%s\"}".formatted(made.get("from")),
        "COORDINATOR");
    return made;
  }

  /** Outside demo mode nothing is judged by rules that nobody has approved. */
  private void rulesAreInForce() {
    jdbc.sql(
            "update rule_set set active_from = clock_timestamp() - interval '1 minute' where id = ?::uuid")
        .param(toCome().get("id"))
        .update();
  }

  /** Of a day on which nobody raised anything; it has ended. */
  private Map<String, String> run() {
    var made = drafted();
    made.put("id", UUID.randomUUID().toString());
    var path = "/rule-sets/%s/shadow-runs/%s".formatted(made.get("ruleSet"), made.get("id"));
    put(path, made.get("period"), "COORDINATOR");
    await().until(() -> !call("GET", path, "", "COORDINATOR").get("endedAt").isNull());
    return made;
  }

  private String stored(Map<String, String> fixture) {
    var nothing = new UUID(0, 0).toString();
    return jdbc.sql(
            """
            select one::text as stored from rule_set one where id in (:id::uuid, :set::uuid)
            union all select one::text from vignette one where rule_set in (:id::uuid, :set::uuid)
            union all select one::text from shadow_run one where id = :id::uuid or rule_set = :set::uuid
            union all select count(*)::text from rule_set
            order by stored
            """)
        .param("id", fixture.getOrDefault("id", nothing))
        .param("set", fixture.getOrDefault("ruleSet", nothing))
        .query(String.class)
        .list()
        .toString();
  }

  private void put(String path, String body, String role) {
    call("PUT", path, body, role);
  }

  private JsonNode call(String method, String path, String body, String role) {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                  .header("X-Rond-Caller", role)
                  .header(
                      "Content-Type",
                      body.startsWith("{") ? "application/json" : "application/yaml")
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
