package se.rond.dispatch.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.CalendarName;
import se.rond.dispatch.agreement.ReserveContact;
import se.rond.dispatch.escalation.ReserveRoutine.Reached;

class ReserveRoutineTest {

  private static final String ROLE = "Chef i beredskap";
  private static final ReserveContact DAY = contact("Dagchef", "+46 8 465 004 10", "CB-10-1");
  private static final ReserveContact NIGHT = contact("Nattchef", "+46 8 465 004 11", "CB-10-2");
  private static final ReserveRoutine ROUTINE =
      ReserveRoutine.open(
              new ReserveRoutineId(new UUID(0, 1)),
              new AssessmentRequestId(new UUID(0, 2)),
              ROLE,
              Instant.parse("2026-11-21T16:55:00Z"))
          .toldTo(List.of(DAY));

  private static ReserveContact contact(String name, String telephone, String recipient) {
    return new ReserveContact(
        ROLE, name, telephone, CalendarName.ROUND_THE_CLOCK, new ResponderId(recipient));
  }

  @Test
  void whoeverHasTheShiftIsRungFirst() {
    var atNight = ROUTINE.toldTo(List.of(NIGHT));

    assertThat(atNight.managers())
        .containsExactly(new ResponderId("CB-10-1"), new ResponderId("CB-10-2"));
    assertThat(atNight.contacts())
        .containsExactly(
            new Reached("Nattchef", "+46 8 465 004 11"),
            new Reached("Dagchef", "+46 8 465 004 10"));
  }

  @Test
  void whoWasToldIsNotToldAgain() {
    assertThat(ROUTINE.toldTo(List.of(DAY))).isEqualTo(ROUTINE);
    assertThat(ROUTINE.toldTo(List.of())).as("nobody is named").isEqualTo(ROUTINE);
  }

  @Test
  void aContactFromBeforeRecipientsIsRungAndNotTold() {
    var old = new ReserveContact(ROLE, null, null, CalendarName.ROUND_THE_CLOCK, null);

    assertThat(ROUTINE.toldTo(List.of(old)).managers()).isEqualTo(ROUTINE.managers());
    assertThat(ROUTINE.toldTo(List.of(old)).contacts()).contains(new Reached(null, null));
  }
}
