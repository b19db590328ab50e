package se.rond.dispatch.assessment.web;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assessment.Conclusion;
import se.rond.dispatch.assessment.Contacted;
import se.rond.dispatch.assessment.Order;

/** Names the closed lists of contacts and assessments, so that every screen calls them alike. */
@RestController
class AssessmentCodesController {

  /** A code and what people call it. */
  record Code(String code, String swedish, String english) {}

  /** What is chosen from. */
  record Codes(List<Code> contacted, List<Code> conclusions, List<Code> orders) {}

  /** The same for everybody who is somebody. */
  @AllowedTo.Everybody
  @GetMapping("/assessment-codes")
  Codes list(Caller anybody) {
    return new Codes(
        codes(Contacted.values(), Contacted::label),
        codes(Conclusion.values(), Conclusion::label),
        codes(Order.Kind.values(), Order.Kind::label));
  }

  private static <E extends Enum<E>> List<Code> codes(E[] list, Function<E, Text> label) {
    return Stream.of(list)
        .map(one -> new Code(one.name(), label.apply(one).swedish(), label.apply(one).english()))
        .toList();
  }
}
