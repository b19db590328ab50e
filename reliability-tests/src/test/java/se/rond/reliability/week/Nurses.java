package se.rond.reliability.week;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.reliability.week.Caseload.Case;
import se.rond.reliability.week.Simulation.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nurses who ask for help, say what became of RING 112, and now and then need it no more. */
final class Nurses {

  private static final String ROLE = "MUNICIPAL_NURSE";

  /** In thousand requests. */
  private static final int CANCELLED = 25;

  /** In thousand emergencies; the others call. */
  private static final int PHONE_LOST = 50;

  private static final int PATIENT_DECLINES = 50;
  private static final int PER_PLAN = 30;
  private static final int WITH_AMBULANCE = 30;
  private static final int TOO_BUSY_TO_SAY = 80;

  private static final Set<Integer> CREATED = Set.of(201);
  private static final Set<Integer> TAKEN_OR_REFUSED = Set.of(200, 409);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Simulation simulation;
  private final Chance chance;
  private final Ledger ledger;

  Nurses(Simulation simulation, Chance chance, Ledger ledger) {
    this.simulation = simulation;
    this.chance = chance;
    this.ledger = ledger;
  }

  void raise(Case raised) {
    var answer =
        simulation.call(ROLE, "POST", "/assessment-requests", raised.body(), CREATED).body();
    if (answer.path("joined").isString()) {
      ledger.count("joined");
    } else if (chance.has(CANCELLED)) {
      simulation.in(chance.minutes(10, 150), () -> cancel(raised.id(), "NO_LONGER_NEEDED"));
    }
  }

  private void cancel(String request, String reason) {
    var body = JSON.createObjectNode().put("reason", reason);
    simulation.call(ROLE, "PUT", path(request, "cancellation"), body, TAKEN_OR_REFUSED);
  }

  /** Is told to ring 112. */
  void directed(Event event) {
    var alarm = event.body().path("alarm").asInt(1);
    if (chance.has(PHONE_LOST)) {
      ledger.count("nurse's phone lost");
    } else if (chance.has(PATIENT_DECLINES)) {
      simulation.in(
          chance.seconds(40, 110),
          () -> acknowledge(event.request(), alarm, "PATIENT_DECLINES", "Vill stanna hemma"));
    } else if (chance.has(PER_PLAN)) {
      simulation.in(
          chance.seconds(30, 100),
          () -> acknowledge(event.request(), alarm, "PER_PLAN_NOT_CALLED", "Enligt vårdplan"));
    } else if (chance.has(WITH_AMBULANCE)) {
      simulation.in(
          chance.seconds(20, 100),
          () -> acknowledge(event.request(), alarm, "ALREADY_WITH_AMBULANCE", null));
    } else {
      simulation.in(
          chance.has(TOO_BUSY_TO_SAY) ? chance.minutes(3, 15) : chance.seconds(15, 110),
          () -> acknowledge(event.request(), alarm, "CALLED", null));
    }
  }

  private void acknowledge(String request, int alarm, String said, @Nullable String reason) {
    simulation.call(
        ROLE,
        "PUT",
        path(request, "emergency-acknowledgement"),
        acknowledgement(chance.id(), alarm, said, reason),
        TAKEN_OR_REFUSED);
  }

  static JsonNode acknowledgement(String id, int alarm, String said, @Nullable String reason) {
    var body =
        JSON.createObjectNode().put("id", id).put("alarm", alarm).put("acknowledgement", said);
    return reason == null ? body : body.put("reason", reason);
  }

  private static String path(String request, String what) {
    return "/assessment-requests/" + request + "/" + what;
  }
}
