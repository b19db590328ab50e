package se.rond.reliability.week;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people do in a story, each thing at a time by the clock on the wall. */
final class Script {

  private static final Set<Integer> DONE = Set.of(200, 201, 204);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Simulation simulation;
  private final Teller teller;
  private final String name;
  private String request = "";
  private int ids;

  /** Begins a story that is called that. */
  Script(Region region, String name) {
    simulation = new Simulation(region);
    teller = new Teller(names(region));
    this.name = name;
  }

  private static Map<String, String> names(Region region) {
    return region
        .database()
        .sql("select id, name from dispatch.responder")
        .query((row, _) -> Map.entry(row.getString("id"), row.getString("name")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Lets time pass until then, in Swedish time; what the clock does meanwhile is told. */
  Script at(String time) {
    simulation.run(instant(time));
    if (!request.isEmpty()) {
      teller.goOn(show());
    }
    return this;
  }

  static Instant instant(String time) {
    return LocalDateTime.parse(time).atZone(Region.SWEDEN).toInstant();
  }

  /** A nurse raises a request with vital signs of which none is out of the ordinary. */
  Script raise(String cause, String level, String municipality, String situation) {
    var now = simulation.now().toString();
    var body =
        JSON.createObjectNode()
            .put("id", id())
            .put("raisedAt", now)
            .put("deviceClock", now)
            .put("origin", "MUNICIPAL_NURSE")
            .put("contactCause", cause)
            .put("nurseLevel", level)
            .put("assessedFrom", "ON_SITE");
    body.putObject("requester").put("hsaId", "SE2120000829-N001").put("callback", "+46846500420");
    body.putObject("patient")
        .putObject("identifier")
        .put("system", "https://rond.example/reliability-tests/patient")
        .put("value", name);
    body.putObject("place").put("municipality", municipality).put("housing", "ORDINARY");
    body.putObject("sbar").put("situation", situation);
    body.putObject("vitals")
        .put("measuredAt", now)
        .put("respirationRate", 16)
        .put("oxygenSaturation", 97)
        .put("supplementalOxygen", false)
        .put("systolicPressure", 132)
        .put("diastolicPressure", 74)
        .put("pulse", 78)
        .put("consciousness", "ALERT")
        .put("temperature", 37.2);
    request = body.get("id").stringValue();
    return call("MUNICIPAL_NURSE", "POST", "", body);
  }

  Script accepts(String responder) {
    return answers(responder, "acceptance", null);
  }

  Script declines(String responder, String reason) {
    return answers(responder, "declination", JSON.createObjectNode().put("reason", reason));
  }

  private Script answers(String responder, String answer, @Nullable JsonNode body) {
    var token = assignment(responder, "OFFERED").get("token").stringValue();
    return call(role(responder), "PUT", "/offers/" + token + "/" + answer, body);
  }

  Script setsOut(String responder) {
    return reports(responder, status("EN_ROUTE"));
  }

  Script meets(String responder, String mode) {
    return reports(responder, status("WITH_PATIENT").put("mode", mode));
  }

  /** Ends a visit or a call; where it is documented is said later. */
  Script completes(String responder, String outcome) {
    return reports(responder, status("COMPLETED").put("outcome", outcome));
  }

  private static ObjectNode status(String status) {
    return JSON.createObjectNode().put("status", status);
  }

  private Script reports(String responder, JsonNode report) {
    return call(role(responder), "PUT", work(responder) + "/status", report);
  }

  Script documents(String responder) {
    var journal = JSON.createObjectNode().put("journalReference", "J-1");
    return call(role(responder), "PUT", work(responder) + "/journal-reference", journal);
  }

  Script assesses(String responder, String mode, String conclusion, String text) {
    return call(
        role(responder), "POST", "/assessments", assessment(responder, mode, conclusion, text));
  }

  Script orders(
      String responder, String text, String need, String level, String interimInstructions) {
    var told = assessment(responder, "PHONE", "VISIT_NEEDED", text);
    told.put("interimInstructions", interimInstructions);
    told.putArray("orders").addObject().put("kind", "NEED").put("need", need).put("level", level);
    return call(role(responder), "POST", "/assessments", told);
  }

  private ObjectNode assessment(String responder, String mode, String conclusion, String text) {
    var told =
        JSON.createObjectNode()
            .put("id", id())
            .put("mode", mode)
            .put("assignment", assignment(responder, "WITH_PATIENT").get("id").stringValue());
    told.putObject("conclusion").put("code", conclusion).put("text", text);
    return told;
  }

  Script findsLactate(String responder, double millimolesPerLitre) {
    var found = JSON.createObjectNode().put("id", id());
    found.putObject("pointOfCare").put("lactate", millimolesPerLitre);
    return call(role(responder), "POST", "/observations", found);
  }

  Script acknowledges(String said) {
    return call(
        "MUNICIPAL_NURSE",
        "PUT",
        "/emergency-acknowledgement",
        Nurses.acknowledgement(id(), 1, said, null));
  }

  Script handsOverToAmbulance(String responder, List<String> sbar) {
    var handover =
        JSON.createObjectNode()
            .put("to", "AMBULANCE")
            .put("unit", "33-9110")
            .put("receivedBy", "ssk Berg");
    handover
        .putObject("sbar")
        .put("situation", sbar.get(0))
        .put("background", sbar.get(1))
        .put("assessment", sbar.get(2))
        .put("recommendation", sbar.get(3));
    return call(role(responder), "PUT", work(responder) + "/handover", handover);
  }

  Script managerResolves(String cause) {
    var routine = show().at("/reserveRoutines/0/id").stringValue();
    return call(
        "MANAGER",
        "PUT",
        "/reserve-routine/resolution",
        JSON.createObjectNode().put("routine", routine).put("cause", cause));
  }

  /** What has been told, line by line. */
  List<String> story() {
    teller.goOn(show());
    return teller.story();
  }

  String state() {
    return show().get("state").stringValue();
  }

  List<String> surprises() {
    return simulation.surprises();
  }

  private Script call(String role, String method, String path, @Nullable JsonNode body) {
    var isNew = path.isEmpty();
    simulation.call(
        role, method, "/assessment-requests" + (isNew ? "" : "/" + request) + path, body, DONE);
    teller.goOn(show());
    return this;
  }

  private JsonNode show() {
    return simulation
        .call("COORDINATOR", "GET", "/assessment-requests/" + request, null, DONE)
        .body();
  }

  private String work(String responder) {
    return "/assignments/"
        + assignment(responder, "ACCEPTED", "EN_ROUTE", "WITH_PATIENT", "COMPLETED", "HANDED_OVER")
            .get("id")
            .stringValue();
  }

  private JsonNode assignment(String responder, String... states) {
    return show()
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("responder").stringValue().equals(responder))
        .filter(one -> Set.of(states).contains(one.get("state").stringValue()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException("Expected something of " + responder + " in " + show()));
  }

  private static String role(String responder) {
    if (responder.startsWith("LB-")) {
      return "PHYSICIAN";
    }
    return responder.startsWith("NF-") ? "MUNICIPAL_NURSE" : "MOBILE_TEAM";
  }

  private String id() {
    return UUID.nameUUIDFromBytes((name + " " + ids++).getBytes(UTF_8)).toString();
  }
}
