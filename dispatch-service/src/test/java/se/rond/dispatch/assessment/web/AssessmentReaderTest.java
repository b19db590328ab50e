package se.rond.dispatch.assessment.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.dispatch.assessment.Assessment;
import se.rond.dispatch.assessment.Conclusion;
import se.rond.dispatch.assessment.Order;
import se.rond.dispatch.assessment.ReadBack;

class AssessmentReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final String WHOLE =
      """
      {'id': '0198f0c2-8d31-7a40-9e22-6b7f1c2d3e40', 'mode': 'PHONE',
       'conclusion': {'code': 'VISIT_NEEDED', 'text': 'Pneumoni?'},
       'orders': [
         {'kind': 'NEED', 'need': 'TEAM_VISIT', 'level': 'MOBILE_TEAM_2H', 'capabilities': ['SAMPLING.CRP', 'XRAY.CHEST']},
         {'kind': 'SAMPLING', 'samples': ['SAMPLING.LACTATE']},
         {'kind': 'PRESCRIPTION', 'text': 'Syrgas 2 l'},
         {'kind': 'REFERRAL', 'to': 'Medicinkliniken', 'text': 'Dygnsrytm'},
         {'kind': 'XRAY', 'regions': ['CHEST'], 'question': 'Infiltrat?', 'history': 'Hosta', 'status': 'Rassel'}],
       'interimInstructions': 'Sitt upp', 'reassessAt': '2026-11-21T14:00:00Z',
       'readBack': {'by': 'Ssk Ek'}}
      """;

  @Test
  void readsWhatWasConcludedAndOrdered() {
    var read = read(WHOLE);

    assertThat(read.conclusion()).isEqualTo(Conclusion.VISIT_NEEDED);
    assertThat(read.text()).isEqualTo("Pneumoni?");
    assertThat(read.orders())
        .containsExactly(
            new Order.NeedOrder(
                Need.TEAM_VISIT,
                Level.MOBILE_TEAM_2H,
                Set.of(Capability.SAMPLING_CRP, Capability.XRAY_CHEST)),
            new Order.Sampling(Set.of(Capability.SAMPLING_LACTATE), null),
            new Order.Prescription("Syrgas 2 l"),
            new Order.Referral("Medicinkliniken", "Dygnsrytm"),
            new Order.XrayReferral(Set.of(XrayRegion.CHEST), "Infiltrat?", "Hosta", "Rassel"));
    assertThat(read.interimInstructions()).isEqualTo("Sitt upp");
    assertThat(read.reassessAt()).isEqualTo(NOON.plusSeconds(7_200));
    assertThat(read.readBack()).isEqualTo(new ReadBack("Ssk Ek", null));
  }

  @Test
  void nobodyIsSentToWhom112IsRungFor() {
    var both = WHOLE.replace("'orders': [", "'orders': [{'kind': 'AMBULANCE', 'reason': 'x'},");

    assertThat(fields(both)).isEqualTo("orders");
  }

  @Test
  void everyFieldIsNamedAtOnce() {
    assertThat(
            fields(
                """
                {'mode': 'LETTER', 'conclusion': {'code': 'WELL'}, 'reassessAt': '2026-11-21T11:00:00Z', 'readBack': {},
                 'orders': [
                   {'kind': 'NEED', 'need': 'TEAM_VISIT', 'level': 'PHYSICIAN_NOW'},
                   {'kind': 'SAMPLING', 'samples': ['XRAY.HIP']},
                   {'kind': 'XRAY', 'regions': [], 'question': 'x'},
                   {'kind': 'CURE'},
                   'AMBULANCE']}
                """))
        .isEqualTo(
            "conclusion.code conclusion.text id mode orders[0].level orders[1].samples orders[2].history"
                + " orders[2].regions orders[2].status orders[3].kind orders[4] readBack.by reassessAt");
  }

  @ParameterizedTest(name = "{0} at {1}, by a clock that shows {2}: {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          2026-11-21T12:00:01Z, -,                    -,                    ''
          2026-11-21T12:00:00Z, -,                    -,                    reassessAt
          2026-11-28T12:00:00Z, -,                    -,                    ''
          2026-11-28T12:00:01Z, -,                    -,                    reassessAt
          2026-11-21T10:00:00Z, 2026-11-21T09:00:00Z, -,                    ''
          2026-11-21T08:00:00Z, 2026-11-21T09:00:00Z, -,                    reassessAt
          2026-11-21T10:00:00Z, -,                    2026-11-21T09:00:00Z, ''
          2026-11-21T08:00:00Z, -,                    2026-11-21T09:00:00Z, reassessAt
          """)
  void aReassessmentComesAfterTheAssessmentAndWithinAWeek(
      String again, String at, String clock, String wrong) {
    var body =
        """
        {'id': '0198f0c2-8d31-7a40-9e22-6b7f1c2d3e40', 'mode': 'VISIT',
         'conclusion': {'code': 'OBSERVE', 'text': 'x'}, 'reassessAt': '%s'%s%s}
        """
            .formatted(
                again,
                at == null ? "" : ", 'at': '%s'".formatted(at),
                clock == null ? "" : ", 'deviceClock': '%s'".formatted(clock));

    if (wrong.isEmpty()) {
      assertThat(read(body).reassessAt()).isEqualTo(Instant.parse(again));
    } else {
      assertThat(fields(body)).isEqualTo(wrong);
    }
  }

  @Test
  void tooManyOrdersAreNoList() {
    var many = "{'kind': 'PRESCRIPTION', 'text': 'x'},".repeat(Assessment.MAX_ORDERS);

    assertThat(
            fields(
                "{'id': '0198f0c2-8d31-7a40-9e22-6b7f1c2d3e40', 'mode': 'VISIT', 'conclusion': {'code':"
                    + " 'OBSERVE', 'text': 'x'}, 'orders': ["
                    + many
                    + "{'kind': 'PRESCRIPTION', 'text': 'x'}]}"))
        .isEqualTo("orders");
  }

  private static Assessment read(String body) {
    var fields = Fields.of(body(body));
    var read = AssessmentReader.read(fields, NOON);
    assertThat(fields.errors()).isEmpty();
    return requireNonNull(read);
  }

  private static String fields(String body) {
    var fields = Fields.of(body(body));
    AssessmentReader.read(fields, NOON);
    return fields.errors().stream()
        .map(FieldError::field)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static JsonBody body(String body) {
    return JsonBody.parse(body.replace('\'', '"').getBytes(UTF_8));
  }
}
