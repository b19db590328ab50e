package se.rond.contracts.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.contracts.intake.Bodies.JSON;
import static se.rond.contracts.intake.Bodies.RECEIVED;
import static se.rond.contracts.intake.Bodies.english;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.intake.FieldError.Worded;
import tools.jackson.databind.JsonNode;

class HostileBodyTest {

  /** Four of them within each other are as deep as a body that was taken can be. */
  private static final int DEEP = 8;

  private static final int MUTATIONS_PER_SEED = 200;

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[{}]", "null", "1", "\"text\"", "true", "1e400"})
  void namesABodyThatIsNoObject(String json) {
    var errors = english(SubmissionReader.read(JSON.readTree(json), RECEIVED).errors());

    assertThat(errors)
        .anyMatch(error -> error.field().isEmpty() && error.expected().equals("a JSON object"));
  }

  @Test
  void namesEveryRequiredFieldOfAnEmptyObject() {
    var errors = SubmissionReader.read(JSON.createObjectNode(), RECEIVED).errors();

    assertThat(Bodies.fieldsOf(errors))
        .isEqualTo(
            "contactCause, id, nurseLevel, origin, patient.identifier.system, patient.identifier.value,"
                + " place.municipality, raisedAt, requester.callback, requester.hsaId");
  }

  @Test
  void namesAListThatIsTooLong() {
    var body = Bodies.pneumonia();
    var flags = body.putArray("redFlags");
    for (var i = 0; i < 100_000; i++) {
      flags.add("RF-D2");
    }

    assertThat(english(SubmissionReader.read(body, RECEIVED).errors()))
        .containsExactly(new Worded("redFlags", "at most 200 codes", "100000 codes"));
  }

  @Test
  void namesAFewOfManyTextsThatCannotBeStored() {
    var body = Bodies.pneumonia();
    for (var i = 0; i < 20_000; i++) {
      body.put("x" + i, "\u0000").put("\u0000" + i, "\u0000");
    }

    assertThat(SubmissionReader.read(body, RECEIVED).errors()).hasSize(100);
  }

  @Test
  void namesNoUnknownFieldWhoseNameMayTellWhoThePatientIs() {
    var body = Bodies.pneumonia().put("193310148410", "\u0000");

    assertThat(SubmissionReader.read(body, RECEIVED).errors().toString())
        .contains("FieldError[field=,")
        .doesNotContain("193310148410");
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answersWhateverIsSent(long seed) {
    var random = new Random(seed);
    var refused = 0;
    for (var i = 0; i < MUTATIONS_PER_SEED; i++) {
      var names = Bodies.names();
      var body = Bodies.example(names.get(random.nextInt(names.size())));
      for (var j = random.nextInt(4); j >= 0; j--) {
        var places = Mutations.places(body);
        Mutations.replace(body, places.get(random.nextInt(places.size())), anything(random));
      }

      var reading = SubmissionReader.read(body, RECEIVED);
      var preview = SubmissionReader.preview(body, RECEIVED);

      assertThat(reading.submission() == null).isEqualTo(!reading.errors().isEmpty());
      assertThat(preview.content()).isNotNull();
      refused += reading.errors().isEmpty() ? 0 : 1;
    }

    assertThat(refused).as("mutations that were refused").isPositive();
  }

  private static JsonNode anything(Random random) {
    return JSON.readTree(
        switch (random.nextInt(14)) {
          case 0 -> "null";
          case 1 -> "[]";
          case 2 -> "{}";
          case 3 -> "[".repeat(DEEP) + "]".repeat(DEEP);
          case 4 -> "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
          case 5 -> random.nextBoolean() ? "1e400" : "-1e-400";
          case 6 -> "9".repeat(1 + random.nextInt(900));
          case 7 -> Long.toString(random.nextLong());
          case 8 -> Double.toString(random.nextGaussian() * 1_000);
          case 9 -> "\"" + "x".repeat(random.nextInt(5_000)) + "\"";
          case 10 -> "\"\\u0000\\ud800\"";
          case 11 -> "\"" + (1_000 + random.nextInt(2_000)) + "-13-32T25:61:61+19:00\"";
          case 12 -> random.nextBoolean() ? "true" : "\"+999999999-12-31T23:59:59-18:00\"";
          default -> "[\"RF-D2\", 1, {}, [], null, \"%s\"]".formatted(random.nextInt());
        });
  }
}
