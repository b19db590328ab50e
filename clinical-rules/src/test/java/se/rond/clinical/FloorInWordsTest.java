package se.rond.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.language.Language;

class FloorInWordsTest {

  @ParameterizedTest
  @EnumSource(RedFlag.class)
  void everyFlagIsToldWithWhatItGoesBy(RedFlag flag) {
    for (var language : Language.values()) {
      assertThat(line(flag.code()).by().in(language))
          .isNotBlank()
          .doesNotContain("{")
          .isNotIn("none", "ingen");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RF-B2 | andningsfrekvens (/min) under 8 eller över 30
          RF-B3 | syremättnad (%) under 90 på skala 1
          RF-B3 | syremättnad (%) högst 83 på skala 2
          RF-C1 | systoliskt blodtryck (mmHg) under 90
          RF-C2 | puls (/min) under 40 eller över 130
          RF-D5 | glukos (mmol/l) under 3,0
          RF-D5 | glukos (mmol/l) över 25 med påverkat medvetande
          RF-D5 | ketoner (mmol/l) minst 3,0
          RF-D6 | INR över 1,4
          RF-E1 | andningsfrekvens (/min) över 30
          RF-E2 | temperatur (°C) under 32,0
          RF-E2 | temperatur (°C) över 41,0
          RF-E2 | temperatur (°C) under 35,0 med påverkat medvetande
          RF-N7 | NEWS2 minst 7
          RF-L1 | laktat (mmol/l) minst 4,0
          RF-L2 | kalium (mmol/l) minst 6,5
          RF-L2 | kalium (mmol/l) högst 2,5
          WS-OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS | andningsfrekvens (/min) under 10
          """)
  void aLimitIsSaidWithItsFlag(String rule, String limit) {
    assertThat(line(rule).by().in(Language.SWEDISH)).contains(limit);
  }

  /** A limit that is added to the floor must be said too. */
  @Test
  void everyLimitOfTheFloorIsSaid() throws IllegalAccessException {
    var said =
        FloorInWords.lines().stream()
            .map(line -> line.by().in(Language.ENGLISH))
            .collect(Collectors.joining("\n"));
    var limits =
        Arrays.stream(LockedFloor.class.getDeclaredFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.getType() == Limit.class)
            .toList();

    assertThat(limits).hasSizeGreaterThanOrEqualTo(18);
    for (var limit : limits) {
      assertThat(said)
          .as(limit.getName())
          .containsPattern("(below|above|most|least) " + ((Limit) limit.get(null)).value() + "\\b");
    }
  }

  @ParameterizedTest
  @EnumSource(Finding.class)
  void aSignIsToldWithTheCausesThatMakeIt112(Finding finding) {
    var bold =
        Arrays.stream(ContactCause.values())
            .filter(cause -> WarningSigns.weigh(finding, cause) != null)
            .toList();
    var lines = lines(WarningSigns.ruleOf(finding));

    if (bold.isEmpty()) {
      assertThat(lines).isEmpty();
    } else if (bold.size() == ContactCause.values().length) {
      assertThat(lines)
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.by().in(Language.SWEDISH)).startsWith("vid alla kontaktorsaker"));
    } else {
      assertThat(line(WarningSigns.ruleOf(finding)).by().in(Language.SWEDISH))
          .contains(bold.stream().map(ContactCause::swedish).toList());
    }
  }

  @Test
  void drowsyIsToldAs112WhereItIs() {
    assertThat(line("WS-DROWSY").by().in(Language.SWEDISH))
        .contains(
            ContactCause.COPD_EXAC.swedish(),
            ContactCause.MED_ERROR.swedish(),
            ContactCause.HEAD_TRAUMA.swedish(),
            ContactCause.ALLERGY.swedish());
    assertThat(line("RF-E3").by().in(Language.SWEDISH)).contains(Finding.DROWSY.swedish());
  }

  private static FloorInWords.Line line(String rule) {
    return lines(rule).getFirst();
  }

  private static List<FloorInWords.Line> lines(String rule) {
    return FloorInWords.lines().stream().filter(line -> line.rule().equals(rule)).toList();
  }
}
