package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.access.Caller;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.Assignment.Accepted;

/** Whose word counts for whom is asked. */
class SpokespersonTest {

  private static final Assignment OF_A_PHYSICIAN =
      new Accepted(
          new AssignmentId(new UUID(0, 1)),
          new ResponderId("LB-10-1"),
          new OfferToken(new UUID(0, 2)),
          null);

  @ParameterizedTest
  @EnumSource
  void onlyWhoAnswersAsItAndACoordinatorSpeakForAResponder(Role role) {
    assertThat(inNobodysName().findRefusal(DemoCallers.of(role), OF_A_PHYSICIAN).isEmpty())
        .isEqualTo(role == Role.PHYSICIAN || role == Role.COORDINATOR);
  }

  /** Her shift is over, and she documents what she has done. */
  @Test
  void whoHasTheWorkInTheOwnNameSpeaksForItAlsoAfterTheShift() {
    var physician = offDuty(DemoCallers.of(Role.PHYSICIAN));
    var colleague = offDuty(DemoCallers.colleagueOf(Role.PHYSICIAN));

    assertThat(inNobodysName().findRefusal(physician, OF_A_PHYSICIAN)).isPresent();
    assertThat(inTheNameOf(physician).findRefusal(physician, OF_A_PHYSICIAN)).isEmpty();
    assertThat(inTheNameOf(physician).findRefusal(colleague, OF_A_PHYSICIAN)).isPresent();
  }

  private static Caller offDuty(Caller caller) {
    return new Caller(
        caller.person(),
        caller.name(),
        caller.role(),
        caller.commission(),
        caller.unit(),
        caller.careProvider(),
        caller.municipalities(),
        Set.of());
  }

  private static Spokesperson inNobodysName() {
    return new Spokesperson(kept(Optional.empty()));
  }

  private static Spokesperson inTheNameOf(Caller caller) {
    var since = Instant.parse("2026-11-23T12:00:00Z");
    return new Spokesperson(kept(Optional.of(new Claim(caller.person(), caller.name(), since))));
  }

  private static Claims kept(Optional<Claim> claim) {
    return new Claims() {
      @Override
      public Optional<Claim> find(AssignmentId assignment) {
        return claim;
      }

      @Override
      public void keep(AssignmentId assignment, Claim other) {
        throw new UnsupportedOperationException("Expected nothing to be kept");
      }
    };
  }
}
