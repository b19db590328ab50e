package se.rond.dispatch.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.access.Role;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.Calendar;
import se.rond.dispatch.imaging.ImagingRules.Outcome;

class ImagingRulesTest {

  private static final Owner OWNER = new Owner(new ResponderId("LB-10-1"), "Dr Ek", "0455");
  private static final Owner OTHER = new Owner(new ResponderId("LB-10-2"), "Dr Al", "0455");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          PROPOSED,  JUSTIFIED,       REJECTED,        NOT_JUSTIFIED, OUT_OF_ORDER, OUT_OF_ORDER, OUT_OF_ORDER, CANCELLED,    NO_OWNER
          JUSTIFIED, unchanged,       ALREADY_DECIDED, PERFORMED,     OUT_OF_ORDER, OUT_OF_ORDER, OUT_OF_ORDER, CANCELLED,    NO_OWNER
          REJECTED,  ALREADY_DECIDED, unchanged,       NOT_JUSTIFIED, OUT_OF_ORDER, OUT_OF_ORDER, OUT_OF_ORDER, OUT_OF_ORDER, NO_OWNER
          PERFORMED, ALREADY_DECIDED, ALREADY_DECIDED, unchanged,     READ,         ANSWERED,     OUT_OF_ORDER, OUT_OF_ORDER, PERFORMED
          READ,      ALREADY_DECIDED, ALREADY_DECIDED, OUT_OF_ORDER,  unchanged,    ANSWERED,     OUT_OF_ORDER, OUT_OF_ORDER, READ
          ANSWERED,  ALREADY_DECIDED, ALREADY_DECIDED, OUT_OF_ORDER,  OUT_OF_ORDER, unchanged,    ACTED_ON,     OUT_OF_ORDER, ANSWERED
          ACTED_ON,  ALREADY_DECIDED, ALREADY_DECIDED, OUT_OF_ORDER,  OUT_OF_ORDER, unchanged,    unchanged,    OUT_OF_ORDER, NO_OWNER
          CANCELLED, ALREADY_DECIDED, ALREADY_DECIDED, OUT_OF_ORDER,  OUT_OF_ORDER, OUT_OF_ORDER, OUT_OF_ORDER, unchanged,    NO_OWNER
          """)
  void everyStepHasOneAnswerInEveryState(
      ExaminationState state,
      String justify,
      String reject,
      String perform,
      String read,
      String answer,
      String act,
      String cancel,
      String passOn) {
    assertThat(
            Stream.of(
                    new Step.Justify(null),
                    new Step.Reject("x"),
                    new Step.Perform(OWNER),
                    new Step.Read(),
                    new Step.Answer("x"),
                    new Step.Act("x"),
                    new Step.Cancel(),
                    new Step.PassOn(OTHER))
                .map(step -> said(state, step)))
        .containsExactly(justify, reject, perform, read, answer, act, cancel, passOn);
  }

  @Test
  void whoSeesToItAlreadyTakesNothingOver() {
    assertThat(said(ExaminationState.PERFORMED, new Step.PassOn(OWNER))).isEqualTo("unchanged");
  }

  @Test
  void anAnswerThatIsPutRightIsToBeActedOnAnew() {
    var corrected = new Step.Answer("y");

    assertThat(said(ExaminationState.ANSWERED, corrected)).isEqualTo("ANSWERED");
    assertThat(said(ExaminationState.ACTED_ON, corrected)).isEqualTo("ANSWERED");
    assertThat(said(ExaminationState.ACTED_ON, new Step.Act("y"))).isEqualTo("ACTED_ON");
    assertThat(said(ExaminationState.PERFORMED, new Step.Perform(OTHER))).isEqualTo("OUT_OF_ORDER");
  }

  @Test
  void onlyAPhysicianJustifiesWithoutADelegation() {
    assertThat(ImagingRules.may(new Step.Justify(null))).isEqualTo(Set.of(Role.PHYSICIAN));
    assertThat(ImagingRules.may(new Step.Justify("VC 2026-01")))
        .isEqualTo(Set.of(Role.PHYSICIAN, Role.MOBILE_TEAM));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "2026-11-21T08:00, 2026-11-21T09:00",
    "2026-11-21T16:59, 2026-11-21T17:59",
    "2026-11-21T17:00, 2026-11-22T00:00",
    "2026-11-21T23:30, 2026-11-22T00:30",
    "2026-11-21T00:00, 2026-11-21T09:00",
    "2026-11-21T07:59, 2026-11-21T09:00"
  })
  void picturesAreReadWithinTheHourByDayAndTheSameDayAfterwards(
      LocalDateTime performed, LocalDateTime by) {
    assertThat(
            ImagingRules.dueAt(
                ExaminationState.PERFORMED, performed.atZone(Calendar.SWEDEN).toInstant()))
        .isEqualTo(by.atZone(Calendar.SWEDEN).toInstant());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotOverHasADeadline(ExaminationState state) {
    var noon = LocalDateTime.parse("2026-11-21T12:00").atZone(Calendar.SWEDEN).toInstant();

    assertThat(ImagingRules.dueAt(state, noon) != null)
        .isEqualTo(state.isAhead() || state.hasOwner());
  }

  private static String said(ExaminationState state, Step step) {
    var isActedOn = state == ExaminationState.ACTED_ON;
    var isAnswered = state == ExaminationState.ANSWERED || isActedOn;
    var examination =
        new Examination(
            new ExaminationId(new UUID(0, 1)),
            state,
            state.hasOwner() || isActedOn ? OWNER : null,
            isAnswered ? "x" : null,
            isActedOn ? "x" : null);
    return switch (ImagingRules.decide(examination, step)) {
      case Outcome.Now(var after) -> after.name();
      case Outcome.Unchanged _ -> "unchanged";
      case Outcome.Refused(var reason) -> reason.name();
    };
  }
}
