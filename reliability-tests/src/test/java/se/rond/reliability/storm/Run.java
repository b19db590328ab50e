package se.rond.reliability.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import se.rond.reliability.loaded.Message;
import se.rond.reliability.storm.Story.Mind;
import se.rond.reliability.storm.Story.Raised;
import se.rond.reliability.storm.Story.Told;
import se.rond.reliability.storm.Weather.Mishap;
import se.rond.reliability.storm.World.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays a story in a weather.
 *
 * <p>A run goes in rounds. Within a round the clock stands, and everything that somebody waits for
 * arrives, in whatever order; then more time passes than anybody has to answer, and the offers that
 * people keep silent about lapse. So the weather decides when and how often something is said, and
 * never what.
 *
 * <p>Who is asked in the place of a team or a nurse is asked beside them, and which of the two says
 * yes first is a race between people. So physicians answer when the others have, or keep silent.
 */
final class Run {

  /** Rounds: three teams may each keep silent twice, and the last to be raised is to end too. */
  private static final int ROUNDS = 10;

  /** Longer than the longest time to answer, which is 10 min. */
  private static final Duration ROUND = Duration.ofMinutes(11);

  /** A run takes some hundreds; one that takes so many goes in circles. */
  private static final int MOST_STEPS = 3_000;

  private static final Set<Integer> TAKEN_OR_REFUSED = Set.of(200, 409);
  private static final Set<Integer> CREATED = Set.of(201);
  private static final Set<Integer> DONE = Set.of(204);
  private static final Set<Integer> REFUSED = Set.of(409);
  private static final Set<Integer> DONE_OR_REFUSED = Set.of(204, 409);

  private static final JsonMapper JSON = new JsonMapper();

  private final World world;
  private final Story story;
  private final Weather weather;

  private final List<Runnable> waiting = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final List<Runnable> physicians = new ArrayList<>();
  private final List<Message> sent = new ArrayList<>();
  private final List<Message> lost = new ArrayList<>();
  private final Set<String> seenTokens = new HashSet<>();
  private final Map<String, Integer> offersSeen = new HashMap<>();
  private final List<String> surprises = new ArrayList<>();
  private int steps;

  /**
   * How a run ended.
   *
   * @param state where everything stands, line by line
   * @param surprises answers that nobody should get, and messages that could not be processed
   */
  record End(List<String> state, List<String> surprises) {}

  private Run(World world, Story story, Weather weather) {
    this.world = world;
    this.story = story;
    this.weather = weather;
  }

  static End play(World world, Story story, Weather weather) {
    return new Run(world, story, weather).play();
  }

  private End play() {
    world.begin();
    for (var round = 0; round < ROUNDS; round++) {
      releaseSomeOfWhatWasHeldBack();
      for (var raised : story.requests()) {
        if (raised.round() == round) {
          waiting.add(() -> raise(raised));
        }
      }
      untilNobodyWaits();
      change(round);
      if (round == story.handover()) {
        replayLost();
        world.handOver();
      }
      world.pass(ROUND);
      world.sweep();
      if (weather.brings(Mishap.SECOND_SWEEP)) {
        world.sweep();
      }
      pickUp("dispatch");
    }
    untilNobodyWaits();
    replayLost();
    waiting.addAll(later);
    for (var message : List.copyOf(sent)) {
      if (weather.brings(Mishap.MESSAGE_SENT_AGAIN)) {
        waiting.add(() -> deliver(message));
      }
    }
    untilNobodyWaits();
    return new End(world.outcome(story), List.copyOf(surprises));
  }

  /**
   * What changes requests comes when everybody who is asked has answered or keeps silent: whether a
   * team was already on the way is not the weather's business.
   */
  private void change(int round) {
    for (var raised : story.requests()) {
      for (var change : raised.changes()) {
        if (change.round() == round) {
          waiting.add(() -> tell(raised, change, change.told()));
        }
      }
    }
    untilNobodyWaits();
  }

  /** One after the other, as the device has them; each is refused if the request is over. */
  private void tell(Raised raised, Story.Change change, List<Told> told) {
    var path = "/assessment-requests/%s/%s".formatted(raised.id(), told.getFirst().path());
    var body = told.getFirst().body();
    var method = told.getFirst().method();
    call(method, path, body, TAKEN_OR_REFUSED, _ -> {});
    repeat(
        Mishap.CALL_REPEATED,
        Mishap.CALL_REPEATED_LATE,
        () -> call(method, path, body, TAKEN_OR_REFUSED, _ -> {}));
    if (told.size() > 1) {
      Runnable rest = () -> tell(raised, change, told.subList(1, told.size()));
      if (change.atOnce()) {
        rest.run();
      } else {
        waiting.add(rest);
      }
    }
  }

  private void releaseSomeOfWhatWasHeldBack() {
    for (var held : List.copyOf(later)) {
      if (weather.brings(Mishap.RELEASED)) {
        later.remove(held);
        waiting.add(held);
      }
    }
  }

  private void untilNobodyWaits() {
    do {
      while (!waiting.isEmpty()) {
        if (++steps > MOST_STEPS) {
          surprises.add("After " + MOST_STEPS + " messages and calls there are still more");
          waiting.clear();
          return;
        }
        waiting.remove(weather.next(waiting.size())).run();
      }
      lost.stream()
          .filter(Run::isWaitedFor)
          .forEach(message -> waiting.add(() -> deliver(message)));
      lost.removeIf(Run::isWaitedFor);
      if (waiting.isEmpty()) {
        waiting.addAll(physicians);
        physicians.clear();
      }
    } while (!waiting.isEmpty());
  }

  /** Nothing follows from other news than offers; they can be missing for long. */
  private static boolean isWaitedFor(Message message) {
    return !message.reader().equals("notification") || message.type().equals("ResponderOffered");
  }

  private void replayLost() {
    lost.forEach(message -> waiting.add(() -> deliver(message)));
    lost.clear();
    untilNobodyWaits();
  }

  private void pickUp(String service) {
    for (var message : world.newMessages(service)) {
      sent.add(message);
      if (weather.brings(Mishap.MESSAGE_LOST)) {
        lost.add(message);
      } else {
        waiting.add(() -> deliver(message));
      }
    }
  }

  private void deliver(Message message) {
    try {
      world.deliver(message);
    } catch (RuntimeException e) {
      surprises.add(message.type() + " was parked: " + rootOf(e));
    }
    pickUp(message.reader());
    repeat(Mishap.MESSAGE_REPEATED, Mishap.MESSAGE_REPLAYED_LATE, () -> deliver(message));
    if (message.type().equals("ResponderOffered")) {
      showOffer(message);
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
  }

  private void repeat(Mishap soon, Mishap late, Runnable what) {
    if (weather.brings(soon)) {
      waiting.add(what);
    } else if (weather.brings(late)) {
      later.add(what);
    }
  }

  private void raise(Raised raised) {
    call("POST", "/assessment-requests", raised.body(), CREATED, _ -> {});
    repeat(
        Mishap.CALL_REPEATED,
        Mishap.CALL_REPEATED_LATE,
        () -> call("POST", "/assessment-requests", raised.body(), CREATED, _ -> {}));
  }

  private void showOffer(Message message) {
    var offer = new Offer(JSON.readTree(message.payload()));
    if (!world.isShownTo(offer.responder(), message)) {
      surprises.add(offer.responder() + " was not told of an offer");
    } else if (seenTokens.add(offer.token())) {
      think(offer);
    }
  }

  private void think(Offer offer) {
    var request = numberOf(offer.request());
    var mind = story.mindOf(offer.responder(), request);
    var count = offersSeen.merge(offer.responder() + " R" + request, 1, Integer::sum);
    var answers = offer.isForPhysician() ? physicians : waiting;
    if (mind.declines()) {
      answers.add(() -> decline(offer, mind));
    } else if (count > mind.silences()) {
      if (weather.brings(Mishap.STATUS_BEFORE_ANSWER)) {
        call("PUT", offer.statusPath(), completed(mind.outcome()), REFUSED, _ -> {});
      }
      answers.add(() -> accept(offer, mind));
    } else if (weather.brings(Mishap.LATE_ANSWER)) {
      later.add(
          mind.drives()
              ? () -> call("PUT", offer.path("acceptance"), null, REFUSED, _ -> {})
              : () -> call("PUT", offer.path("declination"), reason(mind), REFUSED, _ -> {}));
    }
  }

  private int numberOf(String id) {
    return story.requests().stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow()
        .number();
  }

  private void decline(Offer offer, Mind mind) {
    call(
        "PUT",
        offer.path("declination"),
        reason(mind),
        answersTo(offer),
        answer -> {
          if (answer.status() == 204) {
            declined(offer, mind);
          }
        });
  }

  /** Whoever was asked in somebody's place may not be needed any more. */
  private static Set<Integer> answersTo(Offer offer) {
    return offer.isForPhysician() ? DONE_OR_REFUSED : DONE;
  }

  private void declined(Offer offer, Mind mind) {
    repeat(
        Mishap.CALL_REPEATED,
        Mishap.CALL_REPEATED_LATE,
        () -> call("PUT", offer.path("declination"), reason(mind), DONE, _ -> {}));
    secondThought(() -> call("PUT", offer.path("acceptance"), null, REFUSED, _ -> {}));
  }

  private void accept(Offer offer, Mind mind) {
    call(
        "PUT",
        offer.path("acceptance"),
        null,
        answersTo(offer),
        answer -> {
          if (answer.status() == 204) {
            accepted(offer, mind);
          }
        });
  }

  private void accepted(Offer offer, Mind mind) {
    repeat(
        Mishap.CALL_REPEATED,
        Mishap.CALL_REPEATED_LATE,
        () -> call("PUT", offer.path("acceptance"), null, DONE, _ -> {}));
    secondThought(() -> call("PUT", offer.path("declination"), reason(mind), REFUSED, _ -> {}));
    waiting.add(
        offer.isForTeam() && mind.drives() ? () -> setOut(offer, mind) : () -> meet(offer, mind));
  }

  /** Refused as long as the team is with another patient, and tried again. */
  private void setOut(Offer offer, Mind mind) {
    var body = JSON.createObjectNode().put("status", "EN_ROUTE");
    tryOn(offer, body, () -> setOut(offer, mind), () -> meet(offer, mind));
  }

  private void meet(Offer offer, Mind mind) {
    var body = JSON.createObjectNode().put("status", "WITH_PATIENT").put("mode", mind.mode());
    tryOn(offer, body, () -> meet(offer, mind), () -> complete(offer, mind));
  }

  private void tryOn(Offer offer, JsonNode body, Runnable again, Runnable next) {
    call(
        "PUT",
        offer.statusPath(),
        body,
        DONE_OR_REFUSED,
        answer -> {
          if (answer.status() == 204) {
            repeat(
                Mishap.CALL_REPEATED,
                Mishap.CALL_REPEATED_LATE,
                () -> call("PUT", offer.statusPath(), body, DONE_OR_REFUSED, _ -> {}));
            waiting.add(next);
          } else {
            waiting.add(again);
          }
        });
  }

  private void complete(Offer offer, Mind mind) {
    say(offer.statusPath(), completed(mind.outcome()), DONE);
    secondThought(() -> call("PUT", offer.statusPath(), completed("ADMISSION"), REFUSED, _ -> {}));
  }

  private void say(String path, JsonNode body, Set<Integer> expected) {
    call("PUT", path, body, expected, _ -> {});
    repeat(
        Mishap.CALL_REPEATED,
        Mishap.CALL_REPEATED_LATE,
        () -> call("PUT", path, body, expected, _ -> {}));
  }

  private void secondThought(Runnable what) {
    if (weather.brings(Mishap.SECOND_THOUGHT)) {
      waiting.add(what);
    }
  }

  private void call(
      String method, String path, JsonNode body, Set<Integer> expected, Consumer<Answer> then) {
    var answer = world.call(method, path, body == null ? "" : JSON.writeValueAsString(body));
    if (!expected.contains(answer.status())) {
      surprises.add("%s %s %s: %s".formatted(method, path, body, answer));
    }
    pickUp("dispatch");
    then.accept(answer);
  }

  private static JsonNode reason(Mind mind) {
    return JSON.createObjectNode().put("reason", mind.reason());
  }

  private static JsonNode completed(String outcome) {
    return JSON.createObjectNode()
        .put("status", "COMPLETED")
        .put("outcome", outcome)
        .put("journalReference", "J-1");
  }

  /** An offer as a device shows it. */
  private record Offer(JsonNode event) {
    String request() {
      return event.get("request").stringValue();
    }

    String responder() {
      return event.get("responder").stringValue();
    }

    String token() {
      return event.get("token").stringValue();
    }

    boolean isForPhysician() {
      return responder().startsWith("L");
    }

    boolean isForTeam() {
      return responder().startsWith("T");
    }

    String path(String answer) {
      return "/assessment-requests/%s/offers/%s/%s".formatted(request(), token(), answer);
    }

    String statusPath() {
      return "/assessment-requests/%s/assignments/%s/status"
          .formatted(request(), event.get("assignment").stringValue());
    }
  }
}
