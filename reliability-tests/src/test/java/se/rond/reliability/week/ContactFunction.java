package se.rond.reliability.week;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.rond.reliability.week.Simulation.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Coordinators, who hear each alarm and do something about it, and the managers whom a reserve
 * routine is told to.
 */
final class ContactFunction {

  private static final String COORDINATOR = "COORDINATOR";
  private static final String MANAGER = "MANAGER";

  /** In thousand. */
  private static final int HIRES = 200;

  private static final int NOT_REACHED = 200;

  /** Who has nobody after that long is cared for elsewhere. */
  private static final Duration WAITED_LONG_ENOUGH = Duration.ofMinutes(50);

  private static final Duration LOOKS_AGAIN_AFTER = Duration.ofMinutes(30);

  private static final Set<String> OVER = Set.of("DOCUMENTING", "CLOSED", "CANCELLED", "JOINED");

  private static final Set<Integer> TAKEN = Set.of(200);
  private static final Set<Integer> TAKEN_OR_REFUSED = Set.of(200, 409);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Simulation simulation;
  private final Map<String, Crew> crews;
  private final Chance chance;
  private final Ledger ledger;

  ContactFunction(Simulation simulation, Map<String, Crew> crews, Chance chance, Ledger ledger) {
    this.simulation = simulation;
    this.crews = Map.copyOf(crews);
    this.chance = chance;
    this.ledger = ledger;
  }

  /** Hears an alarm. */
  void hear(Event alarm) {
    ledger.count("alarm " + alarm.type());
    switch (alarm.type()) {
      case "EmergencyUnacknowledged" ->
          simulation.in(chance.minutes(1, 5), () -> acknowledge(alarm));
      case "ResponderSilent" -> simulation.in(chance.minutes(1, 6), () -> ring(alarm));
      case "JournalOverdue" ->
          simulation.in(
              chance.minutes(15, 90),
              () -> crew(alarm).document(alarm.request(), alarm.assignment()));
      case "ReassessmentDue" ->
          simulation.in(chance.minutes(3, 15), () -> physician(alarm).lookAgain(alarm.request()));
      case "NobodyThere" -> simulation.in(chance.minutes(2, 10), () -> ringRelatives(alarm));
      case "ReserveRoutineActivated" -> simulation.in(chance.minutes(4, 20), () -> resolve(alarm));
      // Looked at; who is asked or under way has it.
      default -> {}
    }
  }

  private Crew crew(Event alarm) {
    return requireNonNull(crews.get(alarm.responder()), alarm.responder());
  }

  private Crew physician(Event alarm) {
    var region = alarm.body().get("municipality").stringValue().substring(0, 2);
    return requireNonNull(crews.get("LB-" + region + "-1"), region);
  }

  private void acknowledge(Event alarm) {
    var said =
        Nurses.acknowledgement(chance.id(), alarm.body().path("alarm").asInt(1), "CALLED", null);
    put(COORDINATOR, alarm.request(), "emergency-acknowledgement", said, TAKEN_OR_REFUSED);
  }

  private void ring(Event alarm) {
    if (chance.has(NOT_REACHED)) {
      simulation.in(chance.minutes(5, 15), () -> ring(alarm));
    } else {
      crew(alarm).isRung(alarm.assignment());
    }
  }

  private void ringRelatives(Event alarm) {
    var told =
        JSON.createObjectNode()
            .put("id", chance.id())
            .put("mode", "PHONE")
            .put("with", "RELATIVE")
            .put("reached", true);
    simulation.call(
        COORDINATOR,
        "POST",
        "/assessment-requests/" + alarm.request() + "/contacts",
        told,
        TAKEN_OR_REFUSED);
  }

  private void resolve(Event alarm) {
    var hires = chance.has(HIRES);
    var said =
        JSON.createObjectNode()
            .put("routine", alarm.body().get("routine").stringValue())
            .put("cause", chance.oneOf(List.of("NO_ANSWER", "ALL_BUSY", "TOO_FAR")));
    if (hires) {
      ledger.count("hired");
      said.putObject("hired")
          .put("name", "Dr Hyrd")
          .put("careProvider", "SE2321000081-1001")
          .put("costSek", 4_200);
    }
    put(MANAGER, alarm.request(), "reserve-routine/resolution", said, TAKEN);
    simulation.in(
        hires ? chance.minutes(20, 50) : WAITED_LONG_ENOUGH,
        () -> seeToTheEnd(alarm.request(), hires));
  }

  /** Whoever has nobody by then, or somebody who was hired, is cared for elsewhere. */
  private void seeToTheEnd(String request, boolean isCaredFor) {
    var shown =
        simulation.call(COORDINATOR, "GET", "/assessment-requests/" + request, null, TAKEN).body();
    if (OVER.contains(shown.get("state").stringValue())) {
      return;
    }
    var isSomebodyThere = isAny(shown, "EN_ROUTE", "WITH_PATIENT");
    if (!isSomebodyThere && (isCaredFor || !isAny(shown, "ACCEPTED"))) {
      ledger.count("cared for elsewhere");
      cancel(request);
    }
    simulation.in(LOOKS_AGAIN_AFTER, () -> seeToTheEnd(request, isCaredFor));
  }

  private static boolean isAny(JsonNode shown, String... states) {
    return shown
        .get("assignments")
        .valueStream()
        .anyMatch(one -> Set.of(states).contains(one.get("state").stringValue()));
  }

  private void cancel(String request) {
    var reason = JSON.createObjectNode().put("reason", "CARED_FOR_ELSEWHERE");
    put(COORDINATOR, request, "cancellation", reason, TAKEN_OR_REFUSED);
  }

  private void put(String role, String request, String what, JsonNode body, Set<Integer> expected) {
    simulation.call(role, "PUT", "/assessment-requests/" + request + "/" + what, body, expected);
  }
}
