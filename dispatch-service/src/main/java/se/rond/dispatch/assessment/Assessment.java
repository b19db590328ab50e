package se.rond.dispatch.assessment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.assignment.ContactMode;

/**
 * What a professional concluded about the patient, as it is told. Nothing of it is ever changed; a
 * later one can supersede it. Texts are clinical.
 *
 * @param id made by the device
 * @param mode how the patient was assessed
 * @param assignment on behalf of which; null to take the caller's own live one, if there is one
 * @param supersedes the earlier one that it stands in the place of; null if it stands beside all
 * @param text the conclusion in words, at most {@value #MAX_TEXT} characters
 * @param interimInstructions what whoever stays does until then; null if nothing was said
 * @param reassessAt when the patient is to be seen or spoken with again, by the device's clock;
 *     null if that is not needed
 * @param readBack null if nobody has repeated the decision, which is shown
 */
public record Assessment(
    AssessmentId id,
    ContactMode mode,
    @Nullable AssignmentId assignment,
    @Nullable AssessmentId supersedes,
    DeviceTime when,
    Conclusion conclusion,
    String text,
    List<Order> orders,
    @Nullable String interimInstructions,
    @Nullable Instant reassessAt,
    @Nullable ReadBack readBack) {

  /** Longest text, in characters: more than a note has, less than would hurt a database. */
  public static final int MAX_TEXT = 4_000;

  /** Most orders of one assessment; nobody has a third of that. */
  public static final int MAX_ORDERS = 20;

  public Assessment {
    orders = List.copyOf(orders);
  }

  /** Without what is clinical: texts of objects end up in logs. */
  @Override
  public String toString() {
    return "Assessment[id=" + id + "]";
  }
}
