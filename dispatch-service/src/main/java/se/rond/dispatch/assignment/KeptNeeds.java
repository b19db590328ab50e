package se.rond.dispatch.assignment;

import java.time.Instant;
import se.rond.dispatch.request.AssessmentRequest;

/**
 * Needs that the raising nurse meets herself, as far as what happens to their locked request
 * concerns them.
 */
public interface KeptNeeds {

  /**
   * The request needs this level by now: what is more than a nurse's goes back to be asked for, and
   * what is promised for sooner is to be done sooner.
   *
   * @param need one that is kept
   */
  void levelIs(AssessmentRequest request, OpenNeed need, Instant now, String actor);

  /** Nobody needs to come, and she need not go. */
  void nobodyNeedsToCome(AssessmentRequest request, Instant now, String actor);
}
