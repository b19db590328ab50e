package se.rond.dispatch.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.EarlierResults;
import se.rond.contracts.care.EarlierResults.EarlierResult;
import se.rond.contracts.care.EarlierScore;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.PatientReference;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.context.EarlierRequests.Earlier;

class EarlierValuesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void theNewestScoreFromBeforeTheVitalSignsOfTheRequestCounts() {
    var asked = asked(new Measured(at(0), null, List.of()));

    assertThat(EarlierValues.findScore(asked, List.of(with(score(3, -30)), with(score(1, -20)))))
        .contains(score(1, -20));
    assertThat(EarlierValues.findScore(asked, List.of(with(score(3, -30)), with(null))))
        .as("one that had no complete score")
        .contains(score(3, -30));
    assertThat(EarlierValues.findScore(asked, List.of(with(score(3, 0))))).as("its own").isEmpty();
  }

  @Test
  void anEarlierScoreOfTheSameRequestCountsToo() {
    var asked = asked(new Measured(at(2), score(2, 0), List.of()));

    assertThat(EarlierValues.findScore(asked, List.of(with(score(5, -20))))).contains(score(2, 0));
    assertThat(EarlierValues.findScore(asked, List.of(with(score(5, 1))))).contains(score(5, 1));
  }

  @Test
  void withoutVitalSignsItIsTheScoreFromBeforeTheRequestWasRaised() {
    var asked = asked(new Measured(null, null, List.of()));

    assertThat(EarlierValues.findScore(asked, List.of(with(score(4, -1))))).contains(score(4, -1));
    assertThat(EarlierValues.findScore(asked, List.of(with(score(4, 1))))).isEmpty();
  }

  @Test
  void ofEachResultTheNewestFromBeforeThatOfTheRequestCounts() {
    var asked = asked(new Measured(null, null, List.of(sample(0, "98", null))));
    var others =
        List.of(sample(-40, "128", "70"), sample(-20, "121", null), sample(1, "119", null));

    assertThat(EarlierValues.findResults(asked, others))
        .contains(
            new EarlierResults(
                new EarlierResult(new BigDecimal("121"), at(-20)),
                new EarlierResult(new BigDecimal("70"), at(-40))));
  }

  @Test
  void anEarlierResultOfTheSameRequestCountsOnceThereIsANewerOne() {
    var one = List.of(sample(0, "118", null));
    var two = List.of(sample(0, "118", null), sample(2, "95", null));

    assertThat(EarlierValues.findResults(asked(new Measured(null, null, one)), List.of()))
        .isEmpty();
    assertThat(EarlierValues.findResults(asked(new Measured(null, null, two)), List.of()))
        .contains(new EarlierResults(new EarlierResult(new BigDecimal("118"), at(0)), null));
  }

  private static Asked asked(Measured measured) {
    return new Asked(
        new AssessmentRequestId(UUID.randomUUID()),
        new PatientReference(UUID.randomUUID()),
        new MunicipalityCode("1080"),
        new AgreementId(UUID.randomUUID()),
        null,
        NOON,
        measured);
  }

  private static Earlier with(@Nullable EarlierScore score) {
    return new Earlier(new AssessmentRequestId(UUID.randomUUID()), at(-48), null, score);
  }

  private static EarlierScore score(int total, int hours) {
    return new EarlierScore(total, at(hours), OxygenSaturationScale.SCALE_1);
  }

  private static Sample sample(int hours, @Nullable String hb, @Nullable String creatinine) {
    return new Sample(
        at(hours),
        hb == null ? null : new BigDecimal(hb),
        creatinine == null ? null : new BigDecimal(creatinine));
  }

  private static Instant at(int hours) {
    return NOON.plus(Duration.ofHours(hours));
  }
}
