package se.rond.dispatch.owntask;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.dispatch.request.BodyDigest;

/** The own tasks there are; written under the lock of the request. */
public interface OwnTasks {

  /** What a device has said by an id before: enough to tell a repetition from something else. */
  record Earlier(AssessmentRequestId request, BodyDigest digest, Said said) {}

  /** What that was. */
  sealed interface Said {
    record Kept(OwnTask task) implements Said {}

    record Asked(OwnTask.Asking asking) implements Said {}
  }

  /** The nurse function that raised a request, and the number that reaches it. */
  record Keeper(HsaId function, String callback) {}

  /** Who keeps something. */
  record By(HsaId person, String name, Keeper keeper) {}

  Optional<Earlier> findEarlier(OwnTaskId id);

  /** Finds who raised that very request, also if it is joined to another. */
  Keeper loadKeeper(AssessmentRequestId named);

  Optional<OwnTask> find(AssessmentRequestId request, OwnTaskId id);

  /** Finds what is kept of a request; one nurse's visit is open at most. */
  Optional<OwnTask.Kept> findKept(AssessmentRequestId request);

  /** Adds one, and has nobody looked for meanwhile. */
  void add(AssessmentRequestId request, OwnTask.Kept task, By by, BodyDigest digest);

  /** Keeps that a colleague was asked. */
  void add(AssessmentRequestId request, OwnTask.Asking asking, Instant at, BodyDigest digest);

  /** Keeps that it is to be done sooner. */
  void keepDueAt(OwnTask.Kept kept);

  /** Keeps that it was done. */
  void keep(OwnTask.Done done, Instant at);

  /** Keeps that it went back. The need, if it is still open, is to be matched at once. */
  void keep(OwnTask.GivenBack givenBack, Instant at);

  /** Lists own tasks whose time is over, at most {@code limit}. */
  List<Overdue> listOverdue(Instant now, int limit);

  /** An own task whose time is over. */
  record Overdue(AssessmentRequestId request, OwnTaskId task) {}
}
