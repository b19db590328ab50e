package se.rond.dispatch.change;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.intake.Change.Acknowledgement;
import se.rond.dispatch.request.BodyDigest;

/** What was said of RING 112, alarm by alarm; written under the lock of the request. */
public interface Acknowledgements {

  /** What is stored under an id: enough to tell a repetition. */
  record Stored(Instant receivedAt, BodyDigest digest, ChangeAnswer answer) {}

  /**
   * Something said, to be stored.
   *
   * @param id made by the device, or here for one that makes none
   */
  record NewAcknowledgement(
      UUID id,
      AssessmentRequestId request,
      Acknowledgement told,
      Instant receivedAt,
      String actor,
      BodyDigest digest,
      ChangeAnswer answer) {}

  /** Finds what a device said under an id of its own. */
  Optional<Stored> find(AssessmentRequestId request, UUID id);

  /** Finds what was said in the same words by a device that makes no ids. */
  Optional<Stored> find(AssessmentRequestId request, BodyDigest digest);

  /** Stores what was said; false if the id stands for something else already. */
  boolean add(NewAcknowledgement said);
}
