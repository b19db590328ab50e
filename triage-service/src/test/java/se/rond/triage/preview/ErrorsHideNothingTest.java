package se.rond.triage.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.triage.Examples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clinical reference 2.10.1: a mistake in one field hides no emergency in another, at intake and at
 * the preview. Bodies with one thing that means 112, and up to six mistakes elsewhere.
 */
class ErrorsHideNothingTest {

  private static final TriageRules RULES =
      TriageRules.shipped(HipFractureStrategy.MOBILE_XRAY_FIRST);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-11-21T08:14:06Z");

  private static final int BODIES = Integer.getInteger("rond.rules.requests", 100_000) / 10;
  private static final long SEED = Long.getLong("rond.rules.seed", 221);

  /** One thing that means 112, and the fields that say it. */
  private record Emergency(Consumer<ObjectNode> said, Set<String> fields) {}

  /** By scale 2 a saturation of 88 % is what was prescribed; by scale 1 it means 112. */
  private static final String CONTEXT =
      """
      {
        "plan": {
          "spo2Scale": 2,
          "signedBy": "SE2120000829-L007",
          "signedAs": "PHYSICIAN",
          "signedAt": "2026-09-01T09:30:00Z",
          "validUntil": "2027-03-01T00:00:00Z"
        },
        "repeatCallerFlag": true,
        "previousNews2": {"total": 3, "measuredAt": "2026-11-19T10:00:00Z", "spo2Scale": 2},
        "lastContact": {"at": "2026-11-19T10:20:00Z", "plannedRecheck": true, "sameEpisode": false}
      }
      """;

  private static final List<Emergency> VALUES =
      List.of(
          vital("respirationRate", 31),
          vital("respirationRate", 7),
          vital("oxygenSaturation", 82),
          vital("systolicPressure", 85),
          vital("pulse", 131),
          vital("pulse", 39),
          new Emergency(
              body -> body.withObject("vitals").put("consciousness", "PAIN"),
              Set.of("/vitals/consciousness")),
          new Emergency(
              body -> body.withObject("vitals").put("supplementalOxygen", true),
              Set.of("/vitals/supplementalOxygen")),
          sample("glucose", 2.5),
          sample("ketones", 3.5),
          sample("lactate", 4.5),
          sample("potassium", 7),
          new Emergency(
              body -> body.withObject("pointOfCare").put("ecg", "ST_ELEVATION"),
              Set.of("/pointOfCare/ecg")),
          new Emergency(
              body -> body.withArray("findings").add("RIGID_ABDOMEN"),
              Set.of("/findings", "/findings/0")),
          saturationBesideAPlan("signedAs", "physician"),
          saturationBesideAPlan("signedAs", "NURSE"),
          saturationBesideAPlan("signedBy", "Dr Jekyll"),
          saturationBesideAPlan("validUntil", "2026-11-20T00:00:00Z"),
          new Emergency(
              body -> {
                body.withObject("vitals").put("oxygenSaturation", 88);
                var plan = body.at("/context/plan").deepCopy();
                body.withObject("context").putArray("plan").add(plan);
              },
              Set.of("/vitals/oxygenSaturation", "/context/plan")),
          new Emergency(body -> body.put("nurseLevel", "EMERGENCY_112"), Set.of("/nurseLevel")));

  @Test
  void aMistakeInOneFieldHidesNoEmergencyInAnother() {
    System.out.printf("Reading %,d bodies with mistakes, seed %d%n", BODIES, SEED);
    var random = new Random(SEED);
    var refused = 0;
    for (var count = 0; count < BODIES; count++) {
      var body = bodyWithMistakes(random);

      var reading = SubmissionReader.read(body, NOW);
      var preview = SubmissionReader.preview(body, NOW);

      assertThat(isEmergency(reading)).as("intake: %s", body).isTrue();
      assertThat(RULES.demandsEmergency(preview.content(), preview.context()))
          .as("preview: %s", body)
          .isTrue();
      refused += reading.errors().isEmpty() ? 0 : 1;
    }
    assertThat(refused).as("bodies that were refused").isGreaterThan(BODIES / 2);
  }

  /** Else the saturation of 88 % would mean 112 beside any plan. */
  @Test
  void thePlanCountsWhereNothingIsWrongWithIt() {
    var body = (ObjectNode) JSON.readTree(Examples.read("catheter"));
    body.set("context", JSON.readTree(CONTEXT));
    body.withObject("vitals").put("oxygenSaturation", 88);

    var preview = SubmissionReader.preview(body, NOW);

    assertThat(preview.errors()).isEmpty();
    assertThat(RULES.demandsEmergency(preview.content(), preview.context())).isFalse();
  }

  /** Which guard it is: that fields are read one by one, and what was read is kept. */
  @Test
  void aReaderThatKeepsNothingBesideAnErrorHidesEmergenciesSeed222() {
    var random = new Random(222);
    var hidden = 0;
    for (var count = 0; count < 1_000; count++) {
      var reading = SubmissionReader.read(bodyWithMistakes(random), NOW);
      hidden += reading.submission() == null ? 1 : 0;
    }
    assertThat(hidden).as("of 1000 bodies").isGreaterThan(500);
  }

  private static boolean isEmergency(SubmissionReader.Reading reading) {
    return RULES.demandsEmergency(reading.content(), ContextUsed.NOTHING);
  }

  private static ObjectNode bodyWithMistakes(Random random) {
    var body = (ObjectNode) JSON.readTree(Examples.read("catheter"));
    body.set("context", JSON.readTree(CONTEXT));
    var emergency = random.nextInt(3) == 0 ? ticked(random) : oneOf(random, VALUES);
    emergency.said().accept(body);
    // A block that holds what means 112 is not a field beside it.
    Predicate<String> isBeside =
        place -> emergency.fields().stream().noneMatch(field -> isAtOrAbove(place, field));
    var places = places(body).stream().filter(isBeside).toList();
    for (var mistakes = random.nextInt(6); mistakes >= 0; mistakes--) {
      put(body, oneOf(random, places), anything(random));
    }
    return body;
  }

  private static boolean isAtOrAbove(String place, String field) {
    return field.equals(place) || field.startsWith(place + "/");
  }

  private static Emergency ticked(Random random) {
    var flag = oneOf(random, Arrays.asList(RedFlag.values())).code();
    return new Emergency(
        body -> body.withArray("redFlags").add(flag), Set.of("/redFlags", "/redFlags/0"));
  }

  private static Emergency vital(String name, int value) {
    return new Emergency(
        body -> body.withObject("vitals").put(name, value), Set.of("/vitals/" + name));
  }

  /** A plan that does not count as it stands here; no mistake elsewhere makes it count. */
  private static Emergency saturationBesideAPlan(String name, String value) {
    return new Emergency(
        body -> {
          body.withObject("vitals").put("oxygenSaturation", 88);
          body.withObject("context").withObject("plan").put(name, value);
        },
        Set.of("/vitals/oxygenSaturation", "/context/plan/" + name));
  }

  private static Emergency sample(String name, double value) {
    return new Emergency(
        body -> body.withObject("pointOfCare").put(name, value), Set.of("/pointOfCare/" + name));
  }

  private static List<String> places(JsonNode body) {
    var places = new ArrayList<String>();
    collect(body, "", places);
    return places;
  }

  private static void collect(JsonNode node, String at, List<String> places) {
    node.forEachEntry(
        (name, child) -> {
          places.add(at + "/" + name);
          collect(child, at + "/" + name, places);
        });
    if (node instanceof ArrayNode list) {
      for (var i = 0; i < list.size(); i++) {
        places.add(at + "/" + i);
      }
    }
  }

  /** Where another mistake has taken the place away there is nothing to put. */
  private static void put(ObjectNode body, String place, JsonNode value) {
    var end = place.lastIndexOf('/');
    if (body.at(place.substring(0, end)) instanceof ObjectNode object) {
      object.set(place.substring(end + 1), value);
    }
  }

  private static JsonNode anything(Random random) {
    return JSON.readTree(
        switch (random.nextInt(11)) {
          case 0 -> "null";
          case 1 -> "[]";
          case 2 -> "{}";
          case 3 -> "[[[[1]]]]";
          case 4 -> random.nextBoolean() ? "1e400" : "-1e-400";
          case 5 -> "9".repeat(1 + random.nextInt(900));
          case 6 -> Long.toString(random.nextLong());
          case 7 -> Double.toString(random.nextGaussian() * 1_000);
          case 8 -> "\"" + "x".repeat(random.nextInt(500)) + "\"";
          case 9 -> "\"\\u0000\\ud800\"";
          default -> random.nextBoolean() ? "true" : "\"2026-13-32T25:61:61+19:00\"";
        });
  }

  private static <T> T oneOf(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
