package se.rond.dispatch.sweep;

import java.time.Instant;
import java.util.List;
import se.rond.contracts.care.AssessmentRequestId;

/** One kind of deadline, looked through at every sweep. */
public interface Sweep {

  /**
   * Something that is due.
   *
   * @param work what to do about it, in the transaction that there is or one of its own; it finds
   *     out by itself whether there still is anything to do, and lets through what fails: then it
   *     stays due
   */
  record Due(AssessmentRequestId request, Runnable work) {}

  /** Lists what is due, at most {@code limit}, longest due first. */
  List<Due> listDue(Instant now, int limit);
}
