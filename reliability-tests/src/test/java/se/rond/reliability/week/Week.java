package se.rond.reliability.week;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.rond.reliability.week.Caseload.Case;
import se.rond.reliability.week.Simulation.Event;

/**
 * A week of two counties: from Friday noon, 27 March 2026, over a Friday evening, the night in
 * which the clocks go forward, ordinary days, the half day before Easter and the morning of Good
 * Friday; and on until the last request has ended.
 *
 * <p>It lies in the past, since what a device says of the future is refused by the clock of the
 * machine.
 */
final class Week {

  private static final LocalDateTime BEGINS = LocalDateTime.of(2026, 3, 27, 12, 0);

  /** By then everything has ended, or never does: an emergency is over after 12 h. */
  private static final Duration LONGEST_END = Duration.ofDays(3);

  /** One of so many answers is compared with what people know. */
  private static final int COMPARED = 3;

  private final Simulation simulation;
  private final Ledger ledger = new Ledger();
  private final Map<String, Crew> crews = new HashMap<>();
  private final Nurses nurses;
  private final ContactFunction contactFunction;
  private final List<Case> cases;
  private int accepted;

  /** What was played, for whoever judges it. */
  record Played(
      Region region,
      long seed,
      List<Case> cases,
      Ledger ledger,
      List<Event> events,
      List<String> surprises,
      int calls,
      int sweeps,
      Duration took) {}

  private Week(Region region, long seed, int perDay, int days) {
    simulation = new Simulation(region);
    var rota = Rota.of(region.database());
    for (var responder : rota.responders()) {
      crews.put(
          responder.id(),
          new Crew(simulation, rota, responder, new Chance(seed, responder.id()), ledger));
    }
    nurses = new Nurses(simulation, new Chance(seed, "nurses"), ledger);
    contactFunction =
        new ContactFunction(simulation, crews, new Chance(seed, "contact function"), ledger);
    cases = Caseload.draw(seed, rota, perDay, begins(), ends(days));
    simulation.tellTo(this::hear);
    cases.forEach(one -> simulation.at(one.at(), () -> nurses.raise(one)));
  }

  static Instant begins() {
    return BEGINS.atZone(Region.SWEDEN).toInstant();
  }

  private static Instant ends(int days) {
    return BEGINS.plusDays(days).atZone(Region.SWEDEN).toInstant();
  }

  /** Plays so many days, and on until all has ended. */
  static Played play(Region region, long seed, int perDay, int days) {
    var week = new Week(region, seed, perDay, days);
    var before = System.nanoTime();
    week.simulation.run(ends(days).plus(LONGEST_END));
    return new Played(
        region,
        seed,
        week.cases,
        week.ledger,
        week.simulation.events(),
        week.simulation.surprises(),
        week.simulation.calls(),
        week.simulation.sweeps(),
        Duration.ofNanos(System.nanoTime() - before));
  }

  private void hear(Event event) {
    switch (event.type()) {
      case "ResponderOffered", "HandoverOffered" -> crew(event).asked(event);
      case "OfferWithdrawn", "AssignmentWithdrawn" -> crew(event).released(event);
      case "EmergencyDirected" -> {
        nurses.directed(event);
        crews.values().forEach(crew -> crew.directed(event.request()));
      }
      case "OfferAccepted" -> {
        if (accepted++ % COMPARED == 0) {
          simulation.in(Duration.ofSeconds(1), () -> compare(event.request()));
        }
      }
      default -> {}
    }
    if (event.isAlarm()) {
      contactFunction.hear(event);
    }
  }

  private Crew crew(Event event) {
    return requireNonNull(crews.get(event.responder()), event.responder());
  }

  /** Who has the ball is whoever took it first and still has it, and else the nurse. */
  private void compare(String request) {
    var shown =
        simulation
            .call("COORDINATOR", "GET", "/assessment-requests/" + request, null, Set.of(200))
            .body()
            .get("responsible");
    var lead = ledger.findLead(request);
    var party = shown.get("party").stringValue();
    var id = shown.get("id").stringValue();
    ledger.count("responsible compared");
    if (lead.isPresent()
        ? !party.equals("RESPONDER") || !id.equals(lead.get())
        : !party.equals("RAISING_NURSE")) {
      ledger.disagrees(
          "%s: request %s shows %s %s, but people know %s"
              .formatted(Clock.show(simulation.now()), request, party, id, lead));
    }
  }
}
