package se.rond.reliability.storm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people have in mind, drawn from a seed. It holds for the calm run and for the storm: nobody
 * changes their mind because of the weather.
 *
 * @param requests in the order they are raised
 * @param handover the round after which another coordinator watches over all municipalities
 */
record Story(long seed, List<Raised> requests, int handover) {

  private static final JsonMapper JSON = new JsonMapper();

  /** The requests of the documentation, each about another patient. */
  private static final List<String> EXAMPLES =
      List.of(
          "pneumonia",
          "wrist-after-fall",
          "hip-after-fall",
          "catheter",
          "sepsis",
          "vitals-missing",
          "stroke-red-flag");

  /** In the last rounds nobody raises anything, so that what began can end. */
  private static final int LAST_TO_RAISE = 2;

  private static final int LAST_HANDOVER = 5;

  private static final String OBSERVATIONS = "observations";

  private static final String CANCELLATION = "cancellation";

  private static final String ACKNOWLEDGEMENT = "emergency-acknowledgement";

  static final String LEVEL = "level";

  /** Sets what persons say of levels apart from all else, which was drawn before they could. */
  private static final long LEVELS = 0x1e7e15L;

  /** The example that is an emergency as it is raised, whatever its vital signs. */
  private static final String EMERGENCY = "stroke-red-flag";

  /**
   * A request that a nurse raises.
   *
   * @param number from 1, as it stands in descriptions
   * @param round when
   * @param changes what is told of it in later rounds, in that order
   */
  record Raised(int number, int round, ObjectNode body, List<Change> changes) {
    String id() {
      return body.get("id").stringValue();
    }
  }

  /**
   * What is told of a request after it was raised, in one round: one call after the other.
   *
   * @param atOnce nothing comes in between
   */
  record Change(int round, boolean atOnce, List<Told> told) {}

  /** One call that changes a request. */
  record Told(String method, String path, ObjectNode body) {}

  /**
   * What a responder thinks of a request.
   *
   * @param declines says no at the first offer
   * @param silences how many offers go unanswered before a yes
   * @param drives reports EN_ROUTE before WITH_PATIENT
   */
  record Mind(
      boolean declines, String reason, int silences, boolean drives, String mode, String outcome) {}

  static Story of(long seed) {
    var random = new Random(seed);
    var levels = new Random(seed ^ LEVELS);
    var examples = new ArrayList<>(EXAMPLES);
    Collections.shuffle(examples, random);
    var requests = new ArrayList<Raised>();
    var count = 3 + random.nextInt(3);
    for (var number = 1; number <= count; number++) {
      var body = example(examples.get(number - 1));
      body.put("id", new UUID(random.nextLong(), random.nextLong()).toString());
      var place = (ObjectNode) body.get("place");
      place.put("municipality", Scene.municipality(number));
      place.remove("position");
      if (body.get("vitals") instanceof ObjectNode vitals) {
        vitals.put("pulse", random.nextBoolean() ? 88 : 118);
        vitals.put("respirationRate", random.nextBoolean() ? 18 : 22);
      }
      var round = random.nextInt(LAST_TO_RAISE + 1);
      var changes =
          examples.get(number - 1).equals(EMERGENCY)
              ? answers(round, random)
              : changes(round, random);
      requests.add(new Raised(number, round, body, withLevels(changes, round, levels)));
    }
    return new Story(seed, List.copyOf(requests), random.nextInt(LAST_HANDOVER + 1));
  }

  /**
   * Two revisions at once, of which triage and dispatch may see the newer one first: a note and,
   * right after it, values that are worse; or worse values and, right after them, better ones. Some
   * requests are cancelled in the end.
   */
  private static List<Change> changes(int raised, Random random) {
    var changes = new ArrayList<Change>();
    var round = raised + random.nextInt(2);
    if (random.nextInt(100) < 60) {
      var worse =
          new Told(
              "POST", OBSERVATIONS, vitals(random, random.nextInt(100) < 20 ? 27 : 23, 121, 39.2));
      if (random.nextBoolean()) {
        var note = observation(random).put("note", "Ringer igen om en timme");
        changes.add(new Change(round, false, List.of(new Told("POST", OBSERVATIONS, note), worse)));
      } else {
        var better = new Told("POST", OBSERVATIONS, vitals(random, 16, 80, 37.0));
        changes.add(new Change(round, true, List.of(worse, better)));
      }
    }
    if (random.nextInt(100) < 20) {
      var reason = JSON.createObjectNode().put("reason", "CARED_FOR_ELSEWHERE");
      changes.add(
          new Change(
              round + 1 + random.nextInt(2), true, List.of(new Told("PUT", CANCELLATION, reason))));
    }
    return List.copyOf(changes);
  }

  /**
   * Of some, a physician says after everything else what is needed: less than was found, or more.
   */
  private static List<Change> withLevels(List<Change> changes, int raised, Random random) {
    var last = changes.stream().mapToInt(Change::round).max().orElse(raised);
    var round = last + 1 + random.nextInt(2);
    var level = random.nextBoolean() ? "NURSE" : "MOBILE_TEAM_2H";
    var said =
        observation(random)
            .put("from", "PHYSICIAN_NOW")
            .put("level", level)
            .put("reason", "ASSESSED");
    if (random.nextInt(100) >= 40) {
      return changes;
    }
    return Stream.concat(
            changes.stream(),
            Stream.of(new Change(round, true, List.of(new Told("PUT", LEVEL, said)))))
        .toList();
  }

  /** The patient does not want it, and then 112 is called all the same. */
  private static List<Change> answers(int raised, Random random) {
    var declines = acknowledgement(random, "PATIENT_DECLINES").put("reason", "Vill stanna hemma");
    var called = acknowledgement(random, "CALLED");
    return List.of(
        new Change(raised, true, List.of(new Told("PUT", ACKNOWLEDGEMENT, declines))),
        new Change(
            raised + 1 + random.nextInt(2),
            true,
            List.of(new Told("PUT", ACKNOWLEDGEMENT, called))));
  }

  private static ObjectNode acknowledgement(Random random, String said) {
    return observation(random).put("alarm", 1).put("acknowledgement", said);
  }

  private static ObjectNode vitals(
      Random random, int respirationRate, int pulse, double temperature) {
    var observation = observation(random);
    observation
        .putObject("vitals")
        .put("respirationRate", respirationRate)
        .put("pulse", pulse)
        .put("temperature", temperature);
    return observation;
  }

  private static ObjectNode observation(Random random) {
    return JSON.createObjectNode()
        .put("id", new UUID(random.nextLong(), random.nextLong()).toString());
  }

  Mind mindOf(String responder, int request) {
    var random = new Random(seed * 31 + request);
    random.setSeed(random.nextLong() ^ responder.hashCode());
    return new Mind(
        random.nextInt(100) < 30,
        random.nextBoolean() ? "BUSY" : "TOO_FAR",
        random.nextInt(100) < 40 ? 1 + random.nextInt(2) : 0,
        random.nextInt(100) < 75,
        responder.startsWith("T") ? "VISIT" : "PHONE",
        random.nextBoolean() ? "STAYED_HOME" : "REFERRAL");
  }

  private static ObjectNode example(String name) {
    try {
      return (ObjectNode)
          JSON.readTree(Files.readString(Path.of("..", "docs", "examples", name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
