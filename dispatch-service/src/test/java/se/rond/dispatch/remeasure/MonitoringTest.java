package se.rond.dispatch.remeasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.NotApplicable;
import se.rond.contracts.triage.TriageDecision.Parts;

/** Clinical reference 1.2. */
class MonitoringTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT12H",
    "1, PT6H",
    "4, PT6H",
    "5, PT1H",
    "6, PT1H",
    "7, PT15M",
    "20, PT15M",
  })
  void theMoreAScoreTheSooner(int total, Duration expected) {
    assertThat(Monitoring.byScore(score(total, total, Parts.NONE))).contains(expected);
  }

  @Test
  void threePointsForOneValueAreHourly() {
    var parts = new Parts(0, 3, 0, 0, 0, 0, 0);

    assertThat(Monitoring.byScore(score(3, 3, parts))).contains(Duration.ofHours(1));
    assertThat(Monitoring.byScore(score(null, 3, new Parts(null, 3, 0, 0, 0, 0, 0))))
        .contains(Duration.ofHours(1));
  }

  @Test
  void aMissingValueIsNotTakenAsNormal() {
    assertThat(Monitoring.byScore(score(null, 0, Parts.NONE))).contains(Duration.ofHours(6));
    assertThat(Monitoring.byScore(score(null, 6, Parts.NONE))).contains(Duration.ofHours(1));
  }

  @Test
  void whereNothingIsScoredTheScoreAsksForNothing() {
    var child = new EarlyWarningScore(null, null, null, null, Parts.NONE, NotApplicable.UNDER_16);

    assertThat(Monitoring.byScore(child)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "EMERGENCY_112, PT15M",
    "PHYSICIAN_NOW, PT1H",
    "MOBILE_TEAM_2H, PT1H",
    "MOBILE_TEAM_TODAY, PT6H",
    "PHYSICIAN_TODAY, PT6H",
    "NURSE,",
    "ADVICE,"
  })
  void aLevelAsksForWhatTheScoresAskThatLeadToIt(Level level, @Nullable Duration expected) {
    assertThat(Monitoring.byLevel(level)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void theMoreFrequentCounts() {
    var hour = Duration.ofHours(1);
    var sixHours = Duration.ofHours(6);

    assertThat(Monitoring.shortest(sixHours, Optional.of(hour))).isEqualTo(hour);
    assertThat(Monitoring.shortest(hour, Optional.of(sixHours))).isEqualTo(hour);
    assertThat(Monitoring.shortest(null, Optional.of(hour))).isEqualTo(hour);
    assertThat(Monitoring.shortest(hour, Optional.empty())).isEqualTo(hour);
    assertThat(Monitoring.shortest(null, Optional.empty())).isNull();
  }

  private static EarlyWarningScore score(
      @Nullable Integer total, @Nullable Integer minimum, Parts parts) {
    return new EarlyWarningScore(total, minimum, 20, null, parts, null);
  }
}
