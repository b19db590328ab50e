package se.rond.reliability.week;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What people know to have happened, apart from what any service says. */
final class Ledger {

  private final List<Held> held = new ArrayList<>();
  private final List<String> disagreements = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Set<String> careEnded = new TreeSet<>();

  /** An assignment, from the answer that took it until it was over. */
  private static final class Held {
    final String responder;
    final String request;
    final String assignment;
    final Instant from;
    boolean isOver;

    Held(String responder, String request, String assignment, Instant from) {
      this.responder = responder;
      this.request = request;
      this.assignment = assignment;
      this.from = from;
    }
  }

  void accepted(String responder, String request, String assignment, Instant at) {
    held.add(new Held(responder, request, assignment, at));
  }

  /** Somebody has said that the patient is in other hands, or has died. */
  void careEnded(String request) {
    careEnded.add(request);
  }

  boolean hasCareEnded(String request) {
    return careEnded.contains(request);
  }

  void ended(String assignment) {
    held.stream()
        .filter(one -> one.assignment.equals(assignment))
        .forEach(one -> one.isOver = true);
  }

  /** Who has the responsibility, as those know it who took it; nobody while the nurse has it. */
  Optional<String> findLead(String request) {
    return held.stream()
        .filter(one -> one.request.equals(request) && !one.isOver)
        .min(comparing((Held one) -> one.from).thenComparing(one -> one.responder))
        .map(one -> one.responder);
  }

  /** Somebody sees another party responsible than people know. */
  void disagrees(String how) {
    disagreements.add(how);
  }

  List<String> disagreements() {
    return List.copyOf(disagreements);
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** How often what happened, by name. */
  Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }
}
