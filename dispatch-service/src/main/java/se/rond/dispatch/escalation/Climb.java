package se.rond.dispatch.escalation;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;
import se.rond.dispatch.agreement.Rung;
import se.rond.dispatch.request.NeedId;
import se.rond.dispatch.request.RequestState;

/**
 * How far the ladder of one need is climbed that was demanded; what is asked for in its place has
 * none of its own.
 *
 * @param level whose ladder it is
 * @param climbed how many rungs are behind
 * @param asked the offer that is waited for, which may be answered by now; null if none is
 * @param next the rung that comes next; null after the last
 */
public record Climb(
    NeedId need,
    AssessmentRequestId request,
    Level level,
    int climbed,
    @Nullable AssignmentId asked,
    @Nullable Rung next,
    Watch watch) {

  /** At the foot of a ladder. */
  public static Climb atFoot(NeedId need, AssessmentRequestId request, Level level, Watch watch) {
    return new Climb(need, request, level, 0, null, null, watch);
  }

  /**
   * Returns true if it goes on while the request is in that state: in an emergency only for what
   * was asked for since, which has a promise of its own.
   */
  public boolean goesOnIn(RequestState state) {
    return state != RequestState.EMERGENCY_DIRECTED || watch.ordered().by() != null;
  }

  /** One rung further, waiting for nobody. */
  public Climb past() {
    return new Climb(need, request, level, climbed + 1, null, next, watch);
  }

  /** One rung further, waiting for the answer to that offer. */
  public Climb asking(AssignmentId offer) {
    return new Climb(need, request, level, climbed + 1, offer, next, watch);
  }

  /** On the rung that has asked, since what it asked for has changed and is asked anew. */
  public Climb back() {
    return new Climb(need, request, level, climbed - 1, null, next, watch);
  }

  /** The same, with what comes next. */
  public Climb before(@Nullable Rung rung) {
    return new Climb(need, request, level, climbed, asked, rung, watch);
  }

  /** The same, watching that. */
  public Climb watching(Watch newWatch) {
    return new Climb(need, request, level, climbed, asked, next, newWatch);
  }
}
