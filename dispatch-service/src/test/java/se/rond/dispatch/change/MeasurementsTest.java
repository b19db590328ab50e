package se.rond.dispatch.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.EarlierScore;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.dispatch.change.KnownContent.Told;
import se.rond.dispatch.context.Measured;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class MeasurementsTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final TriageRules RULES =
      TriageRules.shipped(HipFractureStrategy.MOBILE_XRAY_FIRST);

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  /** NEWS2 0, and 1 for the pulse. */
  private static final String WELL =
      "{'vitals': {'respirationRate': 16, 'oxygenSaturation': 97, 'supplementalOxygen': false,"
          + " 'systolicPressure': 130, 'pulse': 95, 'consciousness': 'ALERT', 'temperature': 37.0}}";

  @Test
  void whatWasMeasuredOnceIsNotBeforeItself() {
    var measured = measured(told(0, WELL));

    assertThat(measured.vitalsAt()).isEqualTo(NOON);
    assertThat(measured.before()).isNull();
  }

  @Test
  void theScoreBeforeTheNewestVitalSignsIsThatOfTheOnesBefore() {
    var measured = measured(told(0, WELL), told(40, "{'vitals': {'pulse': 131}}"));

    assertThat(measured.vitalsAt()).isEqualTo(NOON.plus(Duration.ofMinutes(40)));
    assertThat(measured.before())
        .isEqualTo(new EarlierScore(1, NOON, OxygenSaturationScale.SCALE_1));
  }

  @Test
  void theScoreBeforeIsByTheScaleOfThePatient() {
    var low = told(0, WELL.replace("97", "90"));
    var later = told(40, "{'vitals': {'pulse': 131}}");

    assertThat(measured(OxygenSaturationScale.SCALE_1, low, later).before())
        .isEqualTo(new EarlierScore(4, NOON, OxygenSaturationScale.SCALE_1));
    assertThat(measured(OxygenSaturationScale.SCALE_2, low, later).before())
        .isEqualTo(new EarlierScore(1, NOON, OxygenSaturationScale.SCALE_2));
  }

  @Test
  void whatArrivesLateIsBeforeWhatWasMeasuredLater() {
    var measured = measured(told(0, "{'vitals': {'pulse': 131}}"), told(-60, WELL));

    assertThat(measured.before())
        .isEqualTo(
            new EarlierScore(1, NOON.minus(Duration.ofMinutes(60)), OxygenSaturationScale.SCALE_1));
  }

  @Test
  void whatIsNotCompleteIsNoScore() {
    var measured =
        measured(told(0, "{'vitals': {'pulse': 95}}"), told(40, "{'vitals': {'pulse': 131}}"));

    assertThat(measured.before()).isNull();
  }

  @Test
  void aSampleOrAReasonWhyNothingWasMeasuredIsNoMeasurement() {
    var measured =
        measured(
            told(0, WELL),
            told(20, "{'pointOfCare': {'hb': 95}}"),
            told(30, "{'vitals': {'notMeasuredReason': 'Vill inte'}}"));

    assertThat(measured.vitalsAt()).isEqualTo(NOON);
    assertThat(measured.before()).isNull();
    assertThat(measured.samples().get(1).hb()).isEqualByComparingTo("95");
  }

  private static Measured measured(Told... told) {
    return measured(OxygenSaturationScale.SCALE_1, told);
  }

  private static Measured measured(OxygenSaturationScale scale, Told... told) {
    var all = List.of(told);
    return Measurements.of(
        all,
        KnownContent.of(all.getFirst(), Arrays.asList(told).subList(1, told.length), RULES),
        scale);
  }

  private static Told told(int minutes, String content) {
    var at = NOON.plus(Duration.ofMinutes(minutes));
    return new Told(
        at,
        NOON.plus(Duration.ofHours(1)),
        JSON.readValue(content.replace('\'', '"'), ClinicalContent.class));
  }
}
