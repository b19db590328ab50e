package se.rond.dispatch.assessment;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;
import se.rond.dispatch.request.BodyDigest;

/** The contacts there were; written under the lock of the request. */
public interface Contacts {

  /**
   * A contact to store.
   *
   * @param assignment on behalf of which; null without one
   * @param keeps the levels whose promise it keeps
   * @param looks whether it is a look at the patient, as a re-assessment asks for
   * @param at by our clock
   */
  record NewContact(
      Contact told,
      AssessmentRequestId request,
      AssessmentRequestId toldOf,
      @Nullable AssignmentId assignment,
      Set<Level> keeps,
      boolean looks,
      Instant at,
      Instant receivedAt,
      String actor,
      BodyDigest digest,
      Receipt receipt) {

    public NewContact {
      keeps = Set.copyOf(keeps);
    }
  }

  Optional<Earlier> find(UUID id);

  /** Returns whether the level of a request was raised after that time. */
  boolean isRaisedSince(AssessmentRequestId request, Instant at);

  /** Stores a contact; false if the id stands for something else already. */
  boolean add(NewContact contact);

  /** Keeps the answer, to be repeated. */
  void keepReceipt(Receipt receipt);
}
