package se.rond.dispatch.intake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.intake.Submission;
import se.rond.contracts.intake.SubmissionReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TimesTest {

  /** Ten minutes past noon in Sweden. */
  private static final Instant RECEIVED = Instant.parse("2026-11-21T11:10:00Z");

  private static final String BODY =
      """
      {"id": "0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b01", "origin": "MUNICIPAL_NURSE", "nurseLevel": "NURSE",
       "contactCause": "CATHETER", "requester": {"hsaId": "SE2120000829-N001", "callback": "+46455303001"},
       "patient": {"identifier": {"system": "http://electronichealth.se/identifier/personnummer",
                                  "value": "193310148410"}},
       "place": {"municipality": "1080"}}
      """;

  /** What the device said, and what becomes of it: raised, measured, marks. */
  @ParameterizedTest(name = "raised {0}, measured {1}, clock {2}: {3}, {4}, {5}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          2026-11-21T11:09:00Z, 2026-11-21T11:00:00Z, 2026-11-21T11:10:00Z, 2026-11-21T11:09:00Z, 2026-11-21T11:00:00Z, -
          2026-11-21T11:09:00Z, 2026-11-21T11:00:00Z, -,                    2026-11-21T11:09:00Z, 2026-11-21T11:00:00Z, -
          2026-11-21T11:04:00Z, 2026-11-21T10:55:00Z, 2026-11-21T11:05:00Z, 2026-11-21T11:09:00Z, 2026-11-21T11:00:00Z, -
          2026-11-21T11:14:00Z, -,                    2026-11-21T11:15:00Z, 2026-11-21T11:09:00Z, -,                    -
          2026-11-21T13:09:00Z, 2026-11-21T13:00:00Z, 2026-11-21T13:10:00Z, 2026-11-21T11:09:00Z, 2026-11-21T11:00:00Z, DEVICE_CLOCK_OFF deviceClock
          1970-01-01T00:00:05Z, 1970-01-01T00:00:01Z, 1970-01-01T00:01:05Z, 2026-11-21T11:09:00Z, 2026-11-21T11:08:56Z, DEVICE_CLOCK_OFF deviceClock
          2199-12-31T00:00:00Z, -,                    2199-12-31T00:00:00Z, 2026-11-21T11:10:00Z, -,                    DEVICE_CLOCK_OFF deviceClock
          1970-01-01T00:00:05Z, -,                    -,                    1970-01-01T00:00:05Z, -,                    RAISED_LONG_AGO raisedAt
          2026-11-21T11:11:00Z, -,                    2026-11-21T11:10:00Z, 2026-11-21T11:10:00Z, -,                    -
          2026-11-21T11:12:00Z, -,                    -,                    2026-11-21T11:10:00Z, -,                    -
          2026-11-21T11:12:01Z, -,                    -,                    2026-11-21T11:10:00Z, -,                    RAISED_AT_IN_FUTURE raisedAt
          2026-11-21T11:00:00Z, 2026-11-21T11:05:00Z, 2026-11-21T11:06:00Z, 2026-11-21T11:04:00Z, 2026-11-21T11:09:00Z, -
          2026-11-21T12:10:00Z, 2026-11-21T12:00:00Z, -,                    2026-11-21T11:10:00Z, 2026-11-21T11:00:00Z, RAISED_AT_IN_FUTURE raisedAt
          2026-11-20T11:10:00Z, -,                    -,                    2026-11-20T11:10:00Z, -,                    -
          2026-11-20T11:09:59Z, -,                    -,                    2026-11-20T11:09:59Z, -,                    RAISED_LONG_AGO raisedAt
          2026-11-21T11:09:00Z, 2026-11-20T11:10:00Z, -,                    2026-11-21T11:09:00Z, 2026-11-20T11:10:00Z, -
          2026-11-21T11:09:00Z, 2026-11-20T11:09:59Z, -,                    2026-11-21T11:09:00Z, 2026-11-20T11:09:59Z, VITALS_OLD vitals.measuredAt
          """)
  void correctsTheTimesOfADevice(
      String raisedAt,
      @Nullable String measuredAt,
      @Nullable String deviceClock,
      Instant raised,
      @Nullable Instant measured,
      @Nullable String marks) {
    var body = body(raisedAt);
    body.putObject("vitals").put("measuredAt", measuredAt);
    body.put("deviceClock", deviceClock);

    var times = Times.of(submission(body), RECEIVED);

    assertThat(times.submission().raisedAt()).isEqualTo(raised);
    assertThat(times.submission().content().vitals().measuredAt()).isEqualTo(measured);
    assertThat(inWords(times)).isEqualTo(marks == null ? "" : marks);
  }

  @Test
  void leavesTheAgeAsItIsByOurClock() {
    var body = body("1970-01-01T00:00:05Z").put("deviceClock", "1970-01-01T00:01:05Z");

    assertThat(Times.of(submission(body), RECEIVED).submission().content().ageYears())
        .isEqualTo(93);
  }

  @Test
  void movesWhenThePatientWasLastWellWithTheClock() {
    var body =
        body("2026-11-21T11:04:00Z")
            .put("deviceClock", "2026-11-21T11:05:00Z")
            .put("lastKnownWell", "2026-11-21T10:00:00Z");

    assertThat(Times.of(submission(body), RECEIVED).submission().content().lastKnownWell())
        .isEqualTo("2026-11-21T10:05:00Z");
  }

  @Test
  void marksEveryExtremeValueUnlessTheNurseConfirmedIt() {
    var body = body("2026-11-21T11:09:00Z");
    var vitals = body.putObject("vitals").put("pulse", 221).put("temperature", 28.9);

    assertThat(inWords(Times.of(submission(body), RECEIVED)))
        .isEqualTo("UNCONFIRMED_EXTREME vitals.pulse, UNCONFIRMED_EXTREME vitals.temperature");

    vitals.put("confirmedExtreme", true);

    assertThat(inWords(Times.of(submission(body), RECEIVED))).isEmpty();
  }

  private static ObjectNode body(String raisedAt) {
    return ((ObjectNode) new JsonMapper().readTree(BODY)).put("raisedAt", raisedAt);
  }

  private static Submission submission(ObjectNode body) {
    var sent = JsonBody.parse(new JsonMapper().writeValueAsBytes(body));
    var reading = SubmissionReader.read(sent, RECEIVED);
    assertThat(reading.errors()).isEmpty();
    return requireNonNull(reading.submission());
  }

  private static String inWords(Times times) {
    return times.marks().stream()
        .map(marked -> marked.mark() + " " + marked.field())
        .collect(Collectors.joining(", "));
  }
}
