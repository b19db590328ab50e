package se.rond.dispatch.context;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.EarlierScore;

/** What dispatch remembers of a patient from other requests. */
public interface EarlierRequests {

  /**
   * A request that was raised before the one that is asked about.
   *
   * @param cause why help was asked for; null where a body could not be read in full
   * @param score by the newest decision on it; null if that has no complete one
   */
  record Earlier(
      AssessmentRequestId request,
      Instant raisedAt,
      @Nullable ContactCause cause,
      @Nullable EarlierScore score) {}

  /**
   * That somebody had to do with the patient of a request after it was raised.
   *
   * @param isContact whether it was a call, a visit or another request that is joined to it, and
   *     not only that something was observed
   * @param isLook whether it is a look at the patient, as a re-assessment asks for
   */
  record Touch(AssessmentRequestId request, Instant at, boolean isContact, boolean isLook) {}

  /**
   * That somebody is to look at the patient of a request again.
   *
   * @param plannedAt when that was decided
   * @param from from when on whoever sees the patient meets it
   * @param due when it is due
   * @param endedAt since when nobody is to, because something else was planned instead, the request
   *     was cancelled or the patient was handed on; null while that is not so
   */
  record PlannedLook(
      AssessmentRequestId request,
      Instant plannedAt,
      Instant from,
      Instant due,
      @Nullable Instant endedAt) {}

  /**
   * Lists the requests of the same patient in the same region that were raised from then on, and
   * before the one that is asked about; the earliest first. None that is joined to another or that
   * was raised in error, and none that this one was joined to before it was parted from it.
   */
  List<Earlier> list(Asked asked, Instant since);

  /** Lists what there was of contacts and looks, in no order. */
  List<Touch> listTouches(Collection<AssessmentRequestId> requests);

  /** Lists the looks that were planned, in no order. */
  List<PlannedLook> listPlannedLooks(Collection<AssessmentRequestId> requests);

  /** Lists the samples that were taken, also those that were told of what was joined. */
  List<Sample> listSamples(Collection<AssessmentRequestId> requests);
}
