package se.rond.dispatch.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.access.Role;
import se.rond.contracts.care.Level;
import se.rond.dispatch.assignment.ContactMode;

class ContactRulesTest {

  @ParameterizedTest(name = "{0}, accepted {1}: {2} with {3} keeps {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      textBlock =
          """
          PHYSICIAN       | false | PHONE | PATIENT    | EMERGENCY_112 PHYSICIAN_NOW PHYSICIAN_TODAY ADVICE
          PHYSICIAN       | false | VIDEO | NURSE      | EMERGENCY_112 PHYSICIAN_NOW PHYSICIAN_TODAY ADVICE
          PHYSICIAN       | true  | VISIT | PATIENT    | EMERGENCY_112 PHYSICIAN_NOW PHYSICIAN_TODAY NURSE ADVICE
          PHYSICIAN       | true  | VISIT | NURSE      | nothing
          PHYSICIAN       | true  | PHONE | CARE_STAFF | nothing
          PHYSICIAN       | true  | PHONE | RELATIVE   | nothing
          PHYSICIAN       | true  | PHONE | OTHER_CARE | nothing
          MOBILE_TEAM     | true  | VISIT | PATIENT    | MOBILE_TEAM_2H MOBILE_TEAM_TODAY NURSE ADVICE
          MOBILE_TEAM     | true  | PHONE | PATIENT    | ADVICE
          MOBILE_TEAM     | false | VISIT | PATIENT    | nothing
          MUNICIPAL_NURSE | true  | VISIT | PATIENT    | NURSE ADVICE
          MUNICIPAL_NURSE | true  | PHONE | NURSE      | ADVICE
          MUNICIPAL_NURSE | false | VISIT | PATIENT    | nothing
          COORDINATOR     | true  | PHONE | PATIENT    | nothing
          """)
  void aContactKeepsTheLevelsThatPromiseIt(
      Role by, boolean accepted, ContactMode mode, Contacted with, String kept) {
    assertThat(kept(by, accepted, mode, with, null)).isEqualTo(kept == null ? "" : kept);
  }

  @ParameterizedTest
  @EnumSource
  void noTelephoneStopsTheClockOfATeam(Role by) {
    for (var mode : new ContactMode[] {ContactMode.PHONE, ContactMode.VIDEO}) {
      for (var with : Contacted.values()) {
        assertThat(ContactRules.kept(by, true, mode, with, null))
            .doesNotContain(Level.MOBILE_TEAM_2H, Level.MOBILE_TEAM_TODAY, Level.NURSE);
      }
    }
  }

  @Test
  void whatWasSaidWhenLessWasNeededAnswersNothingHigher() {
    assertThat(
            kept(Role.PHYSICIAN, true, ContactMode.PHONE, Contacted.PATIENT, Level.PHYSICIAN_TODAY))
        .isEqualTo("PHYSICIAN_TODAY ADVICE");
    assertThat(
            kept(Role.PHYSICIAN, true, ContactMode.PHONE, Contacted.PATIENT, Level.PHYSICIAN_NOW))
        .isEqualTo("PHYSICIAN_NOW PHYSICIAN_TODAY ADVICE");
  }

  private static String kept(
      Role by, boolean accepted, ContactMode mode, Contacted with, @Nullable Level needed) {
    return ContactRules.kept(by, accepted, mode, with, needed).stream()
        .map(Level::name)
        .collect(Collectors.joining(" "));
  }
}
