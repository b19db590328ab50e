package se.rond.dispatch.remeasure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;

/** When patients are to be measured again; written under the lock of the request. */
public interface Remeasures {

  /**
   * What is kept of a request, and how its patient is looked after.
   *
   * @param byScore what the score of the newest judged revision asks for; null without a score
   * @param somebodyIsThere whether a responder has come to the patient; a call is not that
   * @param somebodyIsAwaited whether a need is open, or it is not known yet what is needed
   * @param physicianIsAsked whether it was said that a physician is asked instead of 112
   */
  record Kept(
      Remeasure remeasure,
      @Nullable Duration byScore,
      boolean somebodyIsThere,
      boolean somebodyIsAwaited,
      boolean physicianIsAsked) {}

  /** Finds what is kept; nothing before anything was. */
  Optional<Kept> find(AssessmentRequestId request);

  /**
   * Keeps what the score of a revision asks for, unless a newer one was judged before. Of the same
   * revision what comes later counts: triage, which knows more of the patient, comes after what
   * went without it.
   *
   * @param raisedAt stands in for when the vital signs were measured, where nobody said
   */
  void judged(
      AssessmentRequestId request, int revision, @Nullable Duration byScore, Instant raisedAt);

  /** Keeps what holds from now on. */
  void keep(AssessmentRequestId request, Remeasure remeasure);

  /** Lists requests whose deadline has passed and nobody was told, at most {@code limit}. */
  List<AssessmentRequestId> listDue(Instant now, int limit);
}
