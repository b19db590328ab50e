package se.rond.triage.preview;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
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
 * the preview. Bodies with what means 112, by itself or together, and up to six mistakes elsewhere.
 */
class ErrorsHideNothingTest {

  private static final TriageRules RULES =
      TriageRules.shipped(HipFractureStrategy.MOBILE_XRAY_FIRST);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-11-21T08:14:06Z");

  private static final int BODIES = Integer.getInteger("rond.rules.requests", 100_000);
  private static final long SEED = Long.getLong("rond.rules.seed", 221);

  /** What means 112, and the fields that say it. */
  private record Emergency(String name, Consumer<ObjectNode> said, Set<String> fields) {}

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

  /** Read once: reading it anew for each body takes longer than all that is tried here. */
  private static final ObjectNode WELL = well();

  private static final List<Emergency> VALUES =
      List.of(
          vital("respirationRate", 31),
          vital("respirationRate", 7),
          vital("oxygenSaturation", 82),
          vital("systolicPressure", 85),
          vital("pulse", 131),
          vital("pulse", 39),
          emergency(
              "consciousness",
              body -> body.withObject("vitals").put("consciousness", "PAIN"),
              "/vitals/consciousness"),
          emergency(
              "supplementalOxygen",
              body -> body.withObject("vitals").put("supplementalOxygen", true),
              "/vitals/supplementalOxygen"),
          sample("glucose", 2.5),
          sample("ketones", 3.5),
          sample("lactate", 4.5),
          sample("potassium", 7),
          emergency(
              "ecg",
              body -> body.withObject("pointOfCare").put("ecg", "ST_ELEVATION"),
              "/pointOfCare/ecg"),
          emergency("a sign", body -> finds(body, "RIGID_ABDOMEN"), "/findings/0"),
          saturationBesideAPlan("signedAs", "physician"),
          saturationBesideAPlan("signedAs", "NURSE"),
          saturationBesideAPlan("signedBy", "Dr Jekyll"),
          saturationBesideAPlan("validUntil", "2026-11-20T00:00:00Z"),
          emergency(
              "saturation beside two plans",
              body -> {
                body.withObject("vitals").put("oxygenSaturation", 88);
                var plan = body.at("/context/plan").deepCopy();
                body.withObject("context").putArray("plan").add(plan);
              },
              "/vitals/oxygenSaturation",
              "/context/plan"),
          emergency("nurseLevel", body -> body.put("nurseLevel", "EMERGENCY_112"), "/nurseLevel"));

  /** What means 112 together and not alone: a mistake in a third field hides it no more. */
  private static final List<Emergency> TOGETHER =
      List.of(
          emergency(
              "head injury, anticoagulant",
              body -> body.put("contactCause", "HEAD_TRAUMA").put("anticoagulant", true),
              "/contactCause",
              "/anticoagulant"),
          emergency(
              "head injury, INR",
              body -> {
                body.put("contactCause", "HEAD_TRAUMA");
                body.withObject("pointOfCare").put("inr", 1.5);
              },
              "/contactCause",
              "/pointOfCare/inr"),
          emergency(
              "head injury, a sign of an anticoagulant",
              body -> finds(body.put("contactCause", "HEAD_TRAUMA"), "NEW_ANTICOAGULANT"),
              "/contactCause",
              "/findings/0"),
          emergency(
              "earlier head injury, anticoagulant",
              body -> finds(body.put("anticoagulant", true), "HEAD_INJURY_WITHIN_2_WEEKS"),
              "/anticoagulant",
              "/findings/0"),
          emergency(
              "head injury, confusion",
              body -> {
                body.put("contactCause", "HEAD_TRAUMA");
                body.withObject("vitals").put("consciousness", "NEW_CONFUSION");
              },
              "/contactCause",
              "/vitals/consciousness"),
          emergency(
              "bleeding on an anticoagulant, amnesia",
              body -> finds(body.put("contactCause", "BLEED_AC"), "AMNESIA"),
              "/contactCause",
              "/findings/0"),
          // By scale 2 a saturation of 88 % is no red flag of its own; in a sepsis it is.
          emergency(
              "sepsis by saturation",
              body -> {
                body.put("suspectedInfection", true);
                body.withObject("vitals").put("oxygenSaturation", 88);
              },
              "/suspectedInfection",
              "/vitals/oxygenSaturation"),
          emergency(
              "infection by its cause, saturation",
              body -> {
                body.put("contactCause", "PNEUMONIA");
                body.withObject("vitals").put("oxygenSaturation", 88);
              },
              "/contactCause",
              "/vitals/oxygenSaturation"),
          emergency(
              "NEWS2 of 7",
              body ->
                  body.withObject("vitals")
                      .put("respirationRate", 25)
                      .put("pulse", 115)
                      .put("temperature", 39.1),
              "/vitals/respirationRate",
              "/vitals/pulse",
              "/vitals/temperature"),
          emergency(
              "cold and confused",
              body ->
                  body.withObject("vitals")
                      .put("temperature", 34.9)
                      .put("consciousness", "NEW_CONFUSION"),
              "/vitals/temperature",
              "/vitals/consciousness"),
          emergency(
              "cold and drowsy",
              body -> {
                finds(body, "DROWSY");
                body.withObject("vitals").put("temperature", 34.9);
              },
              "/vitals/temperature",
              "/findings/0"),
          emergency(
              "glucose and confusion",
              body -> {
                body.withObject("pointOfCare").put("glucose", 25.1);
                body.withObject("vitals").put("consciousness", "NEW_CONFUSION");
              },
              "/pointOfCare/glucose",
              "/vitals/consciousness"),
          emergency(
              "low glucose as the cause, drowsy",
              body -> finds(body.put("contactCause", "HYPOGLYC"), "DROWSY"),
              "/contactCause",
              "/findings/0"),
          emergency(
              "chest pain, dyspnoea",
              body -> finds(body, "CHEST_PAIN_LAST_24_H", "REST_DYSPNOEA"),
              "/findings/0",
              "/findings/1"),
          emergency(
              "slow breathing after a medication error",
              body -> {
                body.put("contactCause", "MED_ERROR");
                body.withObject("vitals").put("respirationRate", 9);
              },
              "/contactCause",
              "/vitals/respirationRate"));

  @Test
  void aMistakeInOneFieldHidesNoEmergencyInAnother() {
    System.out.printf("Reading %,d bodies with mistakes, seed %d%n", BODIES, SEED);
    var random = new Random(SEED);
    var refused = 0;
    var met = new TreeMap<String, Integer>();
    for (var count = 0; count < BODIES; count++) {
      var emergency = anEmergency(random);
      var body = bodyWithMistakes(emergency, random);
      met.merge(emergency.name(), 1, Integer::sum);

      var reading = SubmissionReader.read(body, NOW);
      var preview = SubmissionReader.preview(body, NOW);

      assertThat(isEmergency(reading)).as("intake: %s", body).isTrue();
      assertThat(RULES.demandsEmergency(preview.content(), preview.context()))
          .as("preview: %s", body)
          .isTrue();
      refused += reading.errors().isEmpty() ? 0 : 1;
    }
    assertThat(refused).as("bodies that were refused").isGreaterThan(BODIES / 2);
    assertThat(met)
        .as("each of them often enough to be met beside each kind of mistake")
        .hasSize(names().size())
        .allSatisfy((_, times) -> assertThat(times).isGreaterThan(BODIES / 200));
  }

  /** Else a mistake elsewhere would hide nothing, as either half would tell by itself. */
  @Test
  void whatMeans112TogetherIsNoneOfTheseAlone() {
    for (var emergency : TOGETHER) {
      var body = WELL.deepCopy();
      emergency.said().accept(body);
      assertThat(isEmergencyByPreview(body)).as(emergency.name()).isTrue();
      for (var field : emergency.fields()) {
        var half = WELL.deepCopy();
        emergency.said().accept(half);
        takeBack(half, field);
        assertThat(isEmergencyByPreview(half)).as("%s, as before: %s", emergency, field).isFalse();
      }
    }
  }

  /** Else the saturation of 88 % would mean 112 beside any plan. */
  @Test
  void thePlanCountsWhereNothingIsWrongWithIt() {
    var body = WELL.deepCopy();
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
      var reading = SubmissionReader.read(bodyWithMistakes(anEmergency(random), random), NOW);
      hidden += reading.submission() == null ? 1 : 0;
    }
    assertThat(hidden).as("of 1000 bodies").isGreaterThan(500);
  }

  private static boolean isEmergency(SubmissionReader.Reading reading) {
    return RULES.demandsEmergency(reading.content(), ContextUsed.NOTHING);
  }

  private static boolean isEmergencyByPreview(ObjectNode body) {
    var preview = SubmissionReader.preview(body, NOW);
    assertThat(preview.errors()).isEmpty();
    return RULES.demandsEmergency(preview.content(), preview.context());
  }

  private static ObjectNode well() {
    var body = (ObjectNode) JSON.readTree(Examples.read("catheter"));
    body.set("context", JSON.readTree(CONTEXT));
    return body;
  }

  private static Emergency anEmergency(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> ticked(random);
      case 1 -> oneOf(random, VALUES);
      default -> oneOf(random, TOGETHER);
    };
  }

  private static ObjectNode bodyWithMistakes(Emergency emergency, Random random) {
    var body = WELL.deepCopy();
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
    return emergency("a red flag", body -> body.withArray("redFlags").add(flag), "/redFlags/0");
  }

  private static Emergency emergency(String name, Consumer<ObjectNode> said, String... fields) {
    return new Emergency(name, said, Set.of(fields));
  }

  private static void finds(ObjectNode body, String... findings) {
    for (var finding : findings) {
      body.withArray("findings").add(finding);
    }
  }

  /** As it is where all is well. */
  private static void takeBack(ObjectNode body, String field) {
    var end = field.lastIndexOf('/');
    var name = field.substring(end + 1);
    switch (body.at(field.substring(0, end))) {
      case ArrayNode list -> list.remove(Integer.parseInt(name));
      case ObjectNode object when WELL.at(field).isMissingNode() -> object.remove(name);
      case ObjectNode object -> object.set(name, WELL.at(field));
      case JsonNode other ->
          throw new IllegalStateException("Expected a block, but found " + other);
    }
  }

  private static Set<String> names() {
    return Stream.concat(
            Stream.of("a red flag"),
            Stream.concat(VALUES.stream(), TOGETHER.stream()).map(Emergency::name))
        .collect(toSet());
  }

  private static Emergency vital(String name, int value) {
    return emergency(
        name + " " + value, body -> body.withObject("vitals").put(name, value), "/vitals/" + name);
  }

  /** A plan that does not count as it stands here; no mistake elsewhere makes it count. */
  private static Emergency saturationBesideAPlan(String name, String value) {
    return emergency(
        "saturation beside a plan with %s %s".formatted(name, value),
        body -> {
          body.withObject("vitals").put("oxygenSaturation", 88);
          body.withObject("context").withObject("plan").put(name, value);
        },
        "/vitals/oxygenSaturation",
        "/context/plan/" + name);
  }

  private static Emergency sample(String name, double value) {
    return emergency(
        name, body -> body.withObject("pointOfCare").put(name, value), "/pointOfCare/" + name);
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
