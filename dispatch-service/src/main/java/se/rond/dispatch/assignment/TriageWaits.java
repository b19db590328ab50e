package se.rond.dispatch.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;

/**
 * Which requests wait for triage, and which have waited too long. Each is changed under the lock of
 * its request. That a wait is over, since triage has judged or there is nothing to wait for, is
 * seen when the request is {@linkplain se.rond.dispatch.request.AssessmentRequests#store stored}.
 */
public interface TriageWaits {

  /** How late triage is. */
  enum Late {
    /** It was not before, or had caught up. */
    SINCE_NOW,
    /** It was before, too, and has not caught up. */
    STILL
  }

  /**
   * Waits, if anybody is to be sent; no longer than for a revision that is waited for already, so
   * that a patient of whom more and more is told does not wait for ever.
   */
  void await(AssessmentRequestId request, Instant until);

  /** Returns whether triage has still time to judge the newest revision. */
  boolean isAwaited(AssessmentRequestId request);

  /**
   * Returns whether a request stays open until triage has judged its newest revision, or has had
   * its time: what was told last may ask for more than was done. Not where somebody has ended the
   * care of the patient since it was told.
   */
  boolean keepsOpen(AssessmentRequestId request);

  /** Keeps that a request goes on without triage; nothing if its time is not over. */
  Optional<Late> goOn(AssessmentRequestId request, Instant now);

  /** Keeps what floors demand of a revision that goes without triage; ADVICE where none does. */
  void keepFloor(AssessmentRequestId request, int revision, Level floor);

  /**
   * Keeps that triage has judged that revision after all. Returns whether it was late, and has
   * caught up by this.
   */
  boolean catchUp(AssessmentRequestId request, int revision, Instant at);

  /** Lists those that have waited long enough, at most {@code limit}, longest first. */
  List<AssessmentRequestId> listDue(Instant now, int limit);
}
