package se.rond.reliability.week;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.rond.reliability.loaded.Message;
import se.rond.reliability.week.Region.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets time pass from one thing that happens to the next: what people do, what messages bring, and
 * what the clock does. Nothing happens in between, so a night without requests takes no time.
 *
 * <p>One thing happens after the other, and people never act while they are told something: the
 * same seed plays the same week.
 */
final class Simulation {

  /** From an outbox to its reader. */
  private static final Duration ON_THE_WAY = Duration.ofMillis(400);

  /** The pause between two sweeps of the service. */
  private static final Duration SWEEP_EVERY = Duration.ofMillis(500);

  /** Between two sweeps where no deadline is known: whatever has one that is not known here. */
  private static final Duration SWEEP_AT_LEAST_EVERY = Duration.ofMinutes(30);

  /** Sweeps after which something that still is due is not going to be done. */
  private static final int MOST_SWEEPS = 20;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Region region;
  private final Agenda agenda = new Agenda();
  private final List<String> surprises = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private Consumer<Event> audience = _ -> {};
  private Instant lastSweep;
  private int calls;
  private int sweeps;

  /** Something that dispatch told the world. */
  record Event(Message message, JsonNode body) {
    String type() {
      return message.type();
    }

    String request() {
      return body.get("request").stringValue();
    }

    String responder() {
      return body.get("responder").stringValue();
    }

    String assignment() {
      return body.get("assignment").stringValue();
    }

    Instant time(String field) {
      return Instant.parse(body.get(field).stringValue());
    }

    /** The ids in a list. */
    List<String> named(String field) {
      return body.path(field).valueStream().map(JsonNode::stringValue).toList();
    }

    /** Whether somebody has to look into it. */
    boolean isAlarm() {
      return body.has("coordinators");
    }
  }

  Simulation(Region region) {
    this.region = region;
    lastSweep = region.now();
  }

  /** Whoever is told of everything. People plan what they do about it, and do nothing at once. */
  void tellTo(Consumer<Event> everybody) {
    audience = everybody;
  }

  Instant now() {
    return region.now();
  }

  void in(Duration time, Runnable what) {
    agenda.plan(now().plus(time), what);
  }

  void at(Instant time, Runnable what) {
    agenda.plan(time.isBefore(now()) ? now() : time, what);
  }

  /** Everything that was told, in that order. */
  List<Event> events() {
    return List.copyOf(events);
  }

  /** What nobody should have been answered. */
  List<String> surprises() {
    return List.copyOf(surprises);
  }

  /** How many calls people have made. */
  int calls() {
    return calls;
  }

  /** How often it was looked what is due. */
  int sweeps() {
    return sweeps;
  }

  /** Calls dispatch; an answer that is not expected is noted. */
  Answer call(
      String role, String method, String path, @Nullable JsonNode body, Set<Integer> expected) {
    var answer = region.call(role, method, path, body);
    calls++;
    if (!expected.contains(answer.status())) {
      surprises.add(
          "%s %s %s %s %s was answered %s".formatted(now(), role, method, path, body, answer));
    }
    pickUp();
    return answer;
  }

  /**
   * Goes on until nobody is going to do anything and nothing is due, or until that time.
   *
   * @throws IllegalStateException if something stays due however often it is swept
   */
  void run(Instant until) {
    while (true) {
      var planned = agenda.findNext();
      var due = region.findNextDeadline().map(this::notBeforeNow);
      if (planned.isEmpty() && due.isEmpty()) {
        region.passTo(notBeforeNow(until));
        return;
      }
      var next =
          earliest(
              earliest(planned.orElse(Instant.MAX), due.orElse(Instant.MAX)),
              lastSweep.plus(SWEEP_AT_LEAST_EVERY));
      if (next.isAfter(until)) {
        region.passTo(notBeforeNow(until));
        return;
      }
      region.passTo(notBeforeNow(next));
      if (due.isPresent() && !due.get().isAfter(now())
          || !lastSweep.plus(SWEEP_AT_LEAST_EVERY).isAfter(now())) {
        sweep();
      } else {
        agenda.doNext();
      }
    }
  }

  private Instant notBeforeNow(Instant time) {
    return time.isBefore(now()) ? now() : time;
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** As the service does: again after half a second, while anything is due. */
  private void sweep() {
    for (var i = 0; i < MOST_SWEEPS; i++) {
      region.sweep();
      sweeps++;
      pickUp();
      lastSweep = now();
      var due = region.findNextDeadline();
      if (due.isEmpty() || due.get().isAfter(now())) {
        return;
      }
      region.passTo(now().plus(SWEEP_EVERY));
    }
    throw new IllegalStateException(
        "Expected the sweep to do what is due, but something is due since "
            + region.findNextDeadline());
  }

  private void pickUp() {
    for (var message : region.newMessages("dispatch")) {
      switch (message.reader()) {
        case "triage" -> in(ON_THE_WAY, () -> judge(message));
        case "notification" -> tell(new Event(message, JSON.readTree(message.payload())));
        default -> throw new IllegalStateException("Expected no other reader of " + message);
      }
    }
  }

  private void judge(Message message) {
    deliver(message);
    for (var decision : region.newMessages("triage")) {
      in(
          ON_THE_WAY,
          () -> {
            deliver(decision);
            pickUp();
          });
    }
  }

  /** Alarms go the whole way, to the screens of those they name. */
  private void tell(Event event) {
    events.add(event);
    if (event.isAlarm()) {
      deliver(event.message());
    }
    audience.accept(event);
  }

  private void deliver(Message message) {
    try {
      region.deliver(message);
    } catch (RuntimeException e) {
      surprises.add(now() + " " + message.type() + " was parked: " + rootOf(e));
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
  }
}
