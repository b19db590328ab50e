package se.rond.dispatch.assignment.web;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assignment.CareDeclined.DecisionCapacity;
import se.rond.dispatch.assignment.DeclineReason;
import se.rond.dispatch.assignment.FailureCause;
import se.rond.dispatch.assignment.Outcome;
import se.rond.dispatch.escalation.ResolutionCause;
import se.rond.dispatch.imaging.ExaminationState;
import se.rond.dispatch.owntask.ReturnReason;

/** Names the closed lists that people choose from, so that every screen calls them alike. */
@RestController
class CodesController {

  /** A code and what people call it. */
  record Code(String code, String swedish, String english) {}

  /**
   * What responders choose from, whoever resolves a reserve routine, and nurses who keep a patient;
   * and where an X-ray stands.
   *
   * @param returnReasons of which {@code DEADLINE_PASSED}, {@code LEVEL_RAISED} and {@code
   *     CANCELLED} are said by nobody, but shown
   */
  record Codes(
      List<Code> outcomes,
      List<Code> capacities,
      List<Code> declineReasons,
      List<Code> failureCauses,
      List<Code> reserveCauses,
      List<Code> returnReasons,
      List<Code> examinationStates) {}

  /** The same for everybody who is somebody. */
  @AllowedTo.Everybody
  @GetMapping("/assignment-codes")
  Codes list(Caller anybody) {
    return new Codes(
        codes(Outcome.values(), Outcome::label),
        codes(DecisionCapacity.values(), DecisionCapacity::label),
        codes(DeclineReason.values(), DeclineReason::label),
        codes(FailureCause.values(), FailureCause::label),
        codes(ResolutionCause.values(), ResolutionCause::label),
        codes(ReturnReason.values(), ReturnReason::label),
        codes(ExaminationState.values(), ExaminationState::label));
  }

  private static <E extends Enum<E>> List<Code> codes(E[] list, Function<E, Text> label) {
    return Stream.of(list)
        .map(one -> new Code(one.name(), label.apply(one).swedish(), label.apply(one).english()))
        .toList();
  }
}
