package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;

class NeedsTest {

  @ParameterizedTest(name = "{0} leaves {1}")
  @CsvSource({
    "EMERGENCY_112, PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT",
    "PHYSICIAN_NOW, PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT",
    "MOBILE_TEAM_2H, PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT",
    "MOBILE_TEAM_TODAY, PHYSICIAN_CONTACT TEAM_VISIT NURSE_VISIT",
    "PHYSICIAN_TODAY, PHYSICIAN_CONTACT NURSE_VISIT",
    "NURSE, NURSE_VISIT",
    "ADVICE, NURSE_VISIT"
  })
  void aNeedIsAskedForByItsOwnLevelsAndAllAboveThem(Level level, String asked) {
    assertThat(
            Stream.of(Need.values())
                .filter(need -> Needs.isAskedFor(need, level))
                .map(Need::name)
                .collect(Collectors.joining(" ")))
        .isEqualTo(asked);
  }

  @Test
  void onlyATeamBringsSomething() {
    var brings = Set.of(Capability.SAMPLING_CRP);

    assertThat(Needs.of(Level.MOBILE_TEAM_2H, List.of(), brings))
        .containsExactly(new NeedWithCapabilities(Need.TEAM_VISIT, brings));
    assertThat(Needs.of(Level.NURSE, List.of(), brings))
        .containsExactly(new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    assertThat(Needs.of(Level.EMERGENCY_112, List.of(), brings)).isEmpty();
  }
}
