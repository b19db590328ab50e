package se.rond.reliability.week;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.reliability.week.Region.Answer;
import se.rond.reliability.week.Rota.Kind;
import se.rond.reliability.week.Rota.Place;
import se.rond.reliability.week.Rota.Responder;
import se.rond.reliability.week.Simulation.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A responder with one device: is asked, and says yes, no, nothing, or something when it is too
 * late; does one thing after the other, the most urgent first, and reports it, unless the device is
 * lost: then later.
 */
final class Crew {

  /** Where the patient is in other hands, or has died. */
  private static final Set<String> ENDS_CARE =
      Set.of("EMERGENCY_DEPARTMENT", "ADMISSION", "EXPECTED_DEATH");

  /** In thousand offers. */
  private static final int DECLINES = 60;

  private static final int SILENT = 40;
  private static final int SILENT_AT_NIGHT = 60;
  private static final int ANSWERS_LATE = 10;
  private static final int LOSES_DEVICE = 12;

  /** In thousand assignments that were accepted. */
  private static final int FAILS = 8;

  private static final int IS_DELAYED = 40;
  private static final int NOBODY_OPENS = 12;
  private static final int WORSENS_ON_SCENE = 20;
  private static final int FORGETS_TO_SET_OUT = 50;
  private static final int JOURNAL_LATER = 200;
  private static final int JOURNAL_FORGOTTEN = 40;

  private static final Set<Integer> DONE_OR_REFUSED = Set.of(204, 409);
  private static final Set<Integer> TAKEN_OR_REFUSED = Set.of(200, 409);
  private static final Set<Integer> DONE = Set.of(204);
  private static final Set<Integer> TAKEN = Set.of(200);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Simulation simulation;
  private final Rota rota;
  private final Responder responder;
  private final Chance chance;
  private final Ledger ledger;

  private final Map<String, Job> jobs = new HashMap<>();
  private final Set<String> undocumented = new HashSet<>();
  private final List<Runnable> untilTheDeviceIsBack = new ArrayList<>();
  private @Nullable Job current;
  private boolean isAboutToGo;
  private @Nullable Instant deviceIsBackAt;
  private Place where;

  /** Something that was accepted. */
  private static final class Job {
    final String request;
    final String assignment;
    boolean isEmergency;

    Job(String request, String assignment) {
      this.request = request;
      this.assignment = assignment;
    }

    String path() {
      return "/assessment-requests/%s/assignments/%s".formatted(request, assignment);
    }
  }

  /** What a responder sees of a piece of work that is open. */
  private record Work(JsonNode line) {
    String assignment() {
      return line.get("assignment").stringValue();
    }

    boolean isAccepted() {
      return line.get("state").stringValue().equals("ACCEPTED");
    }

    String municipality() {
      return line.get("municipality").stringValue();
    }

    boolean isNow() {
      return Set.of("PHYSICIAN_NOW", "EMERGENCY_112")
          .contains(line.get("neededLevel").stringValue());
    }
  }

  Crew(Simulation simulation, Rota rota, Responder responder, Chance chance, Ledger ledger) {
    this.simulation = simulation;
    this.rota = rota;
    this.responder = responder;
    this.chance = chance;
    this.ledger = ledger;
    where = responder.base();
  }

  /** Is asked. */
  void asked(Event offer) {
    var answer =
        "/assessment-requests/%s/offers/%s/"
            .formatted(offer.request(), offer.body().get("token").stringValue());
    var isNight = Clock.isNight(simulation.now());
    if (chance.has(LOSES_DEVICE)) {
      loseDevice(chance.minutes(20, 150));
    }
    if (chance.has(isNight ? SILENT_AT_NIGHT : SILENT)) {
      ledger.count("silent");
      return;
    }
    var answersAt =
        chance.has(ANSWERS_LATE)
            ? offer.time("answerBy").plus(chance.seconds(5, 300))
            : simulation.now().plus(isNight ? chance.seconds(20, 150) : chance.seconds(8, 110));
    if (chance.has(DECLINES)) {
      whenReachable(answersAt, () -> decline(answer));
    } else {
      whenReachable(answersAt, () -> accept(offer, answer));
    }
  }

  private void decline(String answer) {
    var reason = JSON.createObjectNode().put("reason", chance.oneOf(List.of("BUSY", "TOO_FAR")));
    put(answer + "declination", reason, DONE_OR_REFUSED);
  }

  private void accept(Event offer, String answer) {
    if (put(answer + "acceptance", null, DONE_OR_REFUSED).status() == 204) {
      jobs.put(offer.assignment(), new Job(offer.request(), offer.assignment()));
      ledger.accepted(responder.id(), offer.request(), offer.assignment(), simulation.now());
      goOn();
    } else {
      ledger.count("answered too late");
    }
  }

  /** It need not go any more. */
  void released(Event event) {
    var job = jobs.remove(event.assignment());
    if (job != null) {
      ledger.ended(job.assignment);
      if (job == current) {
        current = null;
        goOn();
      }
    }
  }

  /** The nurse was told to ring 112. */
  void directed(String request) {
    jobs.values().stream()
        .filter(job -> job.request.equals(request))
        .forEach(job -> job.isEmergency = true);
  }

  private void goOn() {
    if (current == null && !isAboutToGo && !jobs.isEmpty()) {
      isAboutToGo = true;
      simulation.in(
          responder.kind() == Kind.NURSE_FUNCTION ? chance.minutes(3, 40) : chance.minutes(1, 5),
          this::takeNext);
    }
  }

  /** Takes what its device shows first. */
  private void takeNext() {
    isAboutToGo = false;
    if (current != null || jobs.isEmpty()) {
      return;
    }
    var shown =
        simulation.call(
            responder.kind().role(),
            "GET",
            "/responders/" + responder.id() + "/assignments",
            null,
            TAKEN);
    var next =
        shown
            .body()
            .valueStream()
            .map(Work::new)
            .filter(Work::isAccepted)
            .filter(work -> jobs.containsKey(work.assignment()))
            .findFirst();
    if (next.isPresent()) {
      var job = Objects.requireNonNull(jobs.get(next.get().assignment()));
      current = job;
      begin(job, next.get());
    }
  }

  private void begin(Job job, Work work) {
    switch (responder.kind()) {
      case MOBILE_TEAM -> {
        if (!rota.isOnDuty(responder.id(), simulation.now())) {
          fail(job, "SHIFT_ENDS");
        } else {
          setOut(job, work);
        }
      }
      case PHYSICIAN ->
          simulation.in(
              work.isNow() ? chance.minutes(1, 4) : chance.minutes(5, 45), () -> arrive(job, work));
      case NURSE_FUNCTION -> simulation.in(chance.minutes(4, 25), () -> arrive(job, work));
    }
  }

  private void setOut(Job job, Work work) {
    var way =
        where
            .drivingTimeTo(rota.town(work.municipality()))
            .plus(chance.minutes(2, 12))
            .multipliedBy(chance.number(90, 120))
            .dividedBy(100);
    if (chance.has(FORGETS_TO_SET_OUT)) {
      simulation.in(way, () -> arrive(job, work));
      return;
    }
    report(
        job,
        status("EN_ROUTE"),
        () -> {
          if (chance.has(FAILS)) {
            simulation.in(way.dividedBy(2), () -> fail(job, "VEHICLE"));
          } else if (chance.has(IS_DELAYED)) {
            var later = way.plus(chance.minutes(15, 45));
            simulation.in(way.dividedBy(2), () -> delay(job, simulation.now().plus(later)));
            simulation.in(later, () -> arrive(job, work));
          } else {
            simulation.in(way, () -> arrive(job, work));
          }
        });
  }

  private void delay(Job job, Instant eta) {
    if (current == job) {
      report(job, status("DELAYED").put("eta", eta.toString()), () -> {});
    }
  }

  private void arrive(Job job, Work work) {
    if (current != job) {
      return;
    }
    where = responder.kind() == Kind.MOBILE_TEAM ? rota.town(work.municipality()) : where;
    if (responder.kind() == Kind.MOBILE_TEAM && chance.has(NOBODY_OPENS)) {
      findNobody(job);
    } else {
      report(job, status("WITH_PATIENT").put("mode", mode()), () -> visit(job));
    }
  }

  private String mode() {
    return switch (responder.kind()) {
      case MOBILE_TEAM, NURSE_FUNCTION -> "VISIT";
      case PHYSICIAN -> chance.has(120) ? "VIDEO" : "PHONE";
    };
  }

  /** Only who is on the way finds a closed door. */
  private void findNobody(Job job) {
    whenReachable(
        simulation.now(),
        () -> {
          put(job.path() + "/status", status("EN_ROUTE"), DONE_OR_REFUSED);
          end(job, status("COMPLETED").put("outcome", "NOBODY_THERE"));
        });
  }

  private void visit(Job job) {
    switch (responder.kind()) {
      case MOBILE_TEAM -> {
        var length = chance.minutes(30, 75);
        if (chance.has(WORSENS_ON_SCENE)) {
          simulation.in(length.dividedBy(3), () -> findLactate(job));
        } else if (chance.has(60)) {
          simulation.in(length.dividedBy(2), () -> askPhysician(job));
        }
        simulation.in(length, () -> leave(job));
      }
      case PHYSICIAN -> {
        var length = chance.minutes(6, 18);
        simulation.in(length, () -> conclude(job));
        simulation.in(length.plusMinutes(1), () -> leave(job));
      }
      case NURSE_FUNCTION -> simulation.in(chance.minutes(15, 45), () -> leave(job));
    }
  }

  /** RF-L1: the team stays until the ambulance has the patient. */
  private void findLactate(Job job) {
    if (current != job) {
      return;
    }
    ledger.count("lactate on scene");
    var found = JSON.createObjectNode().put("id", chance.id());
    found.putObject("pointOfCare").put("lactate", 4.6);
    whenReachable(
        simulation.now(), () -> post(job.request, "observations", found, TAKEN_OR_REFUSED));
  }

  private void askPhysician(Job job) {
    if (current == job) {
      var told = assessment("PHONE", "VISIT_NEEDED");
      need(told, "PHYSICIAN_CONTACT", "PHYSICIAN_NOW");
      told.put("assignment", job.assignment);
      whenReachable(
          simulation.now(), () -> post(job.request, "assessments", told, TAKEN_OR_REFUSED));
    }
  }

  /** What a physician comes to, by telephone. */
  private void conclude(Job job) {
    if (current != job) {
      return;
    }
    var how = chance.number(1, 100);
    final ObjectNode told;
    if (ledger.hasCareEnded(job.request)) {
      // Whoever was at the bedside has said so: nobody is ordered to a patient who is not there.
      told = assessment("PHONE", "EMERGENCY_CARE");
    } else if (how <= 12) {
      told = assessment("PHONE", "OBSERVE");
      var again = simulation.now().plus(chance.minutes(90, 300));
      told.put("reassessAt", again.toString());
      if (!chance.has(150)) {
        simulation.at(again.minus(chance.minutes(0, 15)), () -> lookAgain(job.request));
      }
    } else if (how <= 30) {
      told = assessment("PHONE", "VISIT_NEEDED");
      need(told, "TEAM_VISIT", chance.has(500) ? "MOBILE_TEAM_2H" : "MOBILE_TEAM_TODAY");
    } else if (how <= 36) {
      told = assessment("PHONE", "VISIT_NEEDED");
      need(told, "NURSE_VISIT", "NURSE");
    } else if (how <= 40) {
      told = assessment("PHONE", "EMERGENCY_CARE");
      told.putArray("orders").addObject().put("kind", "AMBULANCE").put("reason", "Försämras");
    } else if (how <= 60) {
      told = assessment("PHONE", "CARE_AT_HOME");
      told.putArray("orders").addObject().put("kind", "PRESCRIPTION").put("text", "Antibiotika");
    } else {
      told = assessment("PHONE", "CARE_AT_HOME");
    }
    told.put("assignment", job.assignment);
    whenReachable(simulation.now(), () -> post(job.request, "assessments", told, TAKEN_OR_REFUSED));
  }

  private ObjectNode assessment(String mode, String conclusion) {
    var told =
        JSON.createObjectNode()
            .put("id", chance.id())
            .put("mode", mode)
            .put("deviceClock", simulation.now().toString());
    told.putObject("conclusion").put("code", conclusion).put("text", "Bedömt");
    return told;
  }

  private static void need(ObjectNode told, String need, String level) {
    told.putArray("orders").addObject().put("kind", "NEED").put("need", need).put("level", level);
  }

  /** Rings the nurse about a patient who was to be looked at again. */
  void lookAgain(String request) {
    var told =
        JSON.createObjectNode()
            .put("id", chance.id())
            .put("mode", "PHONE")
            .put("with", "NURSE")
            .put("reached", true);
    whenReachable(simulation.now(), () -> post(request, "contacts", told, TAKEN_OR_REFUSED));
  }

  private void leave(Job job) {
    if (current != job) {
      return;
    }
    if (job.isEmergency && responder.kind() != Kind.PHYSICIAN) {
      simulation.in(chance.minutes(1, 12), () -> whenReachable(simulation.now(), () -> give(job)));
      return;
    }
    var ending = status("COMPLETED").put("outcome", outcome());
    if (ending.get("outcome").stringValue().equals("PATIENT_DECLINED")) {
      ending
          .putObject("declined")
          .put("capacity", "PRESENT")
          .put("informed", true)
          .put("safetyNet", "Ringer om det blir värre");
    }
    whenReachable(simulation.now(), () -> end(job, ending));
  }

  private String outcome() {
    var how = chance.number(1, 100);
    if (how <= 72) {
      return "STAYED_HOME";
    } else if (how <= 82) {
      return "REFERRAL";
    } else if (how <= 90) {
      return "EMERGENCY_DEPARTMENT";
    } else if (how <= 95) {
      return "ADMISSION";
    }
    return how <= 98 ? "PATIENT_DECLINED" : "EXPECTED_DEATH";
  }

  private void end(Job job, ObjectNode ending) {
    var isLater = chance.has(JOURNAL_LATER);
    if (!isLater) {
      ending.put("journalReference", "J-" + job.assignment.substring(0, 8));
    }
    if (put(job.path() + "/status", ending, DONE_OR_REFUSED).status() == 204) {
      if (ENDS_CARE.contains(ending.get("outcome").stringValue())) {
        ledger.careEnded(job.request);
      }
      over(job, isLater);
    } else {
      drop(job);
    }
  }

  /** The ambulance takes the patient over. */
  private void give(Job job) {
    if (current != job) {
      return;
    }
    var handover =
        JSON.createObjectNode()
            .put("to", "AMBULANCE")
            .put("unit", "33-9110")
            .put("receivedBy", "Ssk Berg");
    handover
        .putObject("sbar")
        .put("situation", "Laktat 4,6")
        .put("background", "Feber sedan i går")
        .put("assessment", "Misstänkt sepsis")
        .put("recommendation", "Till akuten");
    if (put(job.path() + "/handover", handover, DONE_OR_REFUSED).status() == 204) {
      ledger.count("handed over to an ambulance");
      over(job, true);
    } else {
      drop(job);
    }
  }

  private void over(Job job, boolean isToBeDocumented) {
    ledger.ended(job.assignment);
    if (isToBeDocumented) {
      undocumented.add(job.assignment);
      if (!chance.has(JOURNAL_FORGOTTEN * 1_000 / JOURNAL_LATER)) {
        simulation.in(chance.minutes(10, 180), () -> document(job.request, job.assignment));
      }
    }
    drop(job);
  }

  /** Says where a visit is documented. */
  void document(String request, String assignment) {
    if (undocumented.remove(assignment)) {
      var journal =
          JSON.createObjectNode().put("journalReference", "J-" + assignment.substring(0, 8));
      whenReachable(
          simulation.now(),
          () ->
              put(
                  "/assessment-requests/%s/assignments/%s/journal-reference"
                      .formatted(request, assignment),
                  journal,
                  DONE));
    }
  }

  private void fail(Job job, String cause) {
    if (current == job) {
      report(
          job,
          status("FAILED").put("cause", cause),
          () -> {
            ledger.count("failed");
            ledger.ended(job.assignment);
            drop(job);
          });
    }
  }

  private void drop(Job job) {
    jobs.remove(job.assignment);
    if (current == job) {
      current = null;
    }
    goOn();
  }

  /** Reports, as soon as there is a device; goes on only if it was taken. */
  private void report(Job job, ObjectNode status, Runnable then) {
    whenReachable(
        simulation.now(),
        () -> {
          if (current != job) {
            return;
          }
          if (put(job.path() + "/status", status, DONE_OR_REFUSED).status() == 204) {
            then.run();
          } else {
            ledger.count("report refused");
            drop(job);
          }
        });
  }

  private static ObjectNode status(String status) {
    return JSON.createObjectNode().put("status", status);
  }

  private void loseDevice(Duration time) {
    if (deviceIsBackAt == null) {
      ledger.count("device lost");
      var back = simulation.now().plus(time);
      deviceIsBackAt = back;
      simulation.at(back, () -> haveDevice(back));
    }
  }

  /**
   * The contact function reaches the responder by telephone, who finds another device and says when
   * to expect it.
   */
  void isRung(String assignment) {
    if (deviceIsBackAt != null) {
      haveDevice(deviceIsBackAt);
    }
    var job = jobs.get(assignment);
    if (job != null && job != current) {
      var eta = simulation.now().plus(chance.minutes(30, 90));
      put(job.path() + "/status", status("DELAYED").put("eta", eta.toString()), DONE_OR_REFUSED);
    }
  }

  /** Everything that could not be sent is sent in its order. */
  private void haveDevice(Instant lostUntil) {
    if (lostUntil.equals(deviceIsBackAt)) {
      deviceIsBackAt = null;
      var unsent = List.copyOf(untilTheDeviceIsBack);
      untilTheDeviceIsBack.clear();
      unsent.forEach(Runnable::run);
    }
  }

  private void whenReachable(Instant time, Runnable what) {
    if (time.isAfter(simulation.now())) {
      simulation.at(time, () -> whenReachable(time, what));
    } else if (deviceIsBackAt == null) {
      what.run();
    } else {
      untilTheDeviceIsBack.add(what);
    }
  }

  private Answer put(String path, @Nullable JsonNode body, Set<Integer> expected) {
    return simulation.call(responder.kind().role(), "PUT", path, body, expected);
  }

  private Answer post(String request, String what, JsonNode body, Set<Integer> expected) {
    return simulation.call(
        responder.kind().role(),
        "POST",
        "/assessment-requests/" + request + "/" + what,
        body,
        expected);
  }
}
