package se.rond.triage.preview;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.RedFlag;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.triage.Examples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every row of the tables of clinical reference 2.9 and 2.12, posted as a body of {@code POST
 * /triage/preview}: the answer has that row's level and needs. Row 3 has two, by what a region
 * takes first; the ambulance's is posted in {@code RuleSetsIT}, to a region that chose it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class ReferenceTablesIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @LocalServerPort private int port;
  @Autowired private JsonMapper json;

  /** One trigger of a red flag. */
  record Trigger(String flag, String printed, String facts) {}

  /** One cell of a contact cause. */
  record Cell(
      ContactCause cause, String kind, String printed, String facts, String level, String needs) {

    /** What is said beside a sign, so that it is the sign that tells. */
    String said() {
      return kind.equals("bold") || kind.equals("plain")
          ? "knownEpilepsyRecovered=true " + facts
          : facts;
    }
  }

  /** One result of a sample, at a limit or just inside it. */
  record Result(String printed, String facts, String level, String needs, String rule) {}

  static List<Trigger> triggers() throws IOException {
    return rows("red-flags").map(row -> new Trigger(row.get(0), row.get(1), row.get(2))).toList();
  }

  static List<Cell> cells() throws IOException {
    return rows("contact-causes")
        .map(
            row ->
                new Cell(
                    ContactCause.valueOf(row.get(0)),
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    row.get(4),
                    row.get(5)))
        .toList();
  }

  static List<Result> results() throws IOException {
    return rows("samples")
        .map(row -> new Result(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("triggers")
  void aTriggerOfARedFlagIs112AndNobodyIsSent(Trigger trigger) throws Exception {
    var decision = preview(ContactCause.OTHER, trigger.facts());

    assertThat(decision.get("level").asString()).isEqualTo("EMERGENCY_112");
    assertThat(decision.get("needs")).isEmpty();
    assertThat(rules(decision)).contains(trigger.flag());
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aCellOfAContactCauseGetsItsLevelAndItsNeeds(Cell cell) throws Exception {
    var decision = preview(cell.cause(), cell.said());

    assertThat(decision.get("level").asString()).isEqualTo(cell.level());
    assertThat(needs(decision)).isEqualTo(inOrder(cell.needs()));
    assertThat(rules(decision)).contains("CAUSE-" + cell.cause());
  }

  @ParameterizedTest
  @MethodSource("results")
  void aResultOfASampleGetsItsLevelAndItsNeeds(Result result) throws Exception {
    var decision = preview(ContactCause.CATHETER, result.facts());

    assertThat(decision.get("level").asString()).isEqualTo(result.level());
    assertThat(needs(decision)).isEqualTo(inOrder(result.needs()));
    if (result.rule().isEmpty()) {
      assertThat(rules(decision)).containsExactly("CAUSE-CATHETER");
    } else {
      assertThat(rules(decision)).contains(result.rule());
    }
  }

  @Test
  void everyFlagAndEveryCauseHasItsRows() throws IOException {
    assertThat(triggers().stream().map(Trigger::flag).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RedFlag.values()).map(RedFlag::code).toList());

    var usual = EnumSet.noneOf(ContactCause.class);
    var team = EnumSet.noneOf(ContactCause.class);
    for (var cell : cells()) {
      switch (cell.kind()) {
        case "usual" -> usual.add(cell.cause());
        case "team" -> team.add(cell.cause());
        default -> assertThat(cell.kind()).isIn("bold", "plain");
      }
    }
    assertThat(usual).containsExactly(ContactCause.values());
    assertThat(EnumSet.complementOf(team)).containsExactly(ContactCause.STROKE_TIA);
  }

  private JsonNode preview(ContactCause cause, String facts)
      throws IOException, InterruptedException {
    var body = (ObjectNode) json.readTree(Examples.read("catheter"));
    body.put("contactCause", cause.name());
    for (var fact : facts.split(" ")) {
      if (!fact.isEmpty()) {
        say(body, fact.substring(0, fact.indexOf('=')), fact.substring(fact.indexOf('=') + 1));
      }
    }
    var answer =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/triage/preview"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private static void say(ObjectNode body, String fact, String value) {
    switch (fact) {
      case "contactCause", "nurseLevel", "xrayRegion" -> body.put(fact, value);
      case "redFlag" -> body.withArray("redFlags").add(value);
      case "finding" -> body.withArray("findings").add(value);
      case "suspectedInfection", "anticoagulant" -> body.put(fact, Boolean.parseBoolean(value));
      case "knownEpilepsyRecovered" ->
          body.withObject("stated").put(fact, Boolean.parseBoolean(value));
      case "sufficientPrescriptions" ->
          body.withObject("palliativePlan")
              .put("exists", true)
              .put(fact, Boolean.parseBoolean(value));
      case "scale" -> scale(body, Integer.parseInt(value));
      case "supplementalOxygen" -> body.withObject("vitals").put(fact, Boolean.parseBoolean(value));
      case "consciousness" -> body.withObject("vitals").put(fact, value);
      case "respirationRate",
          "oxygenSaturation",
          "systolicPressure",
          "diastolicPressure",
          "pulse",
          "temperature" ->
          body.withObject("vitals").put(fact, new BigDecimal(value));
      case "colour" -> body.withObject("externalTriage").put("system", "RETTS").put(fact, value);
      case "ecg" -> body.withObject("pointOfCare").put(fact, value);
      case "crp",
          "hb",
          "glucose",
          "inr",
          "lactate",
          "potassium",
          "sodium",
          "ketones",
          "creatinine" ->
          body.withObject("pointOfCare").put(fact, new BigDecimal(value));
      case "earlierHb", "earlierCreatinine" ->
          body.withObject("context")
              .withObject("earlierResults")
              .withObject(fact.equals("earlierHb") ? "hb" : "creatinine")
              .put("value", new BigDecimal(value));
      default -> throw new IllegalArgumentException("Expected a fact, but found " + fact);
    }
  }

  /** By a plan that holds: a scale alone counts for nothing. */
  private static void scale(ObjectNode body, int scale) {
    body.put("raisedAt", "2026-11-20T08:00:00Z");
    body.withObject("context")
        .withObject("plan")
        .put("spo2Scale", scale)
        .put("signedBy", "SE2120000829-L007")
        .put("signedAs", "PHYSICIAN")
        .put("signedAt", "2026-09-01T09:30:00Z")
        .put("validUntil", "2027-03-01T00:00:00Z");
  }

  private static Stream<List<String>> rows(String table) throws IOException {
    try (var file =
        ReferenceTablesIT.class.getResourceAsStream("/reference/%s.txt".formatted(table))) {
      return new String(Objects.requireNonNull(file, table).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(
              line ->
                  Arrays.stream(line.split("\\|"))
                      .map(String::strip)
                      .map(cell -> cell.equals("-") ? "" : cell)
                      .toList());
    }
  }

  private static List<String> rules(JsonNode decision) {
    return decision.get("fired").valueStream().map(rule -> rule.get("rule").asString()).toList();
  }

  private static String needs(JsonNode decision) {
    return decision
        .get("needs")
        .valueStream()
        .map(
            need ->
                need.get("need").asString()
                    + need.get("capabilities")
                        .valueStream()
                        .map(JsonNode::asString)
                        .sorted()
                        .collect(joining(" ", "[", "]")))
        .collect(joining(" "));
  }

  /** The needs of a cell with their capabilities in order, and nothing in brackets where none. */
  private static String inOrder(String needs) {
    var inOrder = new StringBuilder();
    for (var need : needs.split(" (?![^\\[]*\\])")) {
      if (!need.isEmpty()) {
        var bracket = need.indexOf('[');
        var capabilities = bracket < 0 ? "" : need.substring(bracket + 1, need.length() - 1);
        inOrder
            .append(inOrder.isEmpty() ? "" : " ")
            .append(bracket < 0 ? need : need.substring(0, bracket))
            .append('[')
            .append(String.join(" ", new TreeSet<>(List.of(capabilities.split(" ")))))
            .append(']');
      }
    }
    return inOrder.toString();
  }

  @AfterAll
  static void close() {
    CLIENT.close();
  }
}
