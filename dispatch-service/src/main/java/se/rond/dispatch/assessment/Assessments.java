package se.rond.dispatch.assessment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.request.BodyDigest;

/** The assessments there are; written under the lock of the request. */
public interface Assessments {

  /** An order with an id of its own. */
  record NumberedOrder(UUID id, Order order) {}

  /**
   * An assessment to store.
   *
   * @param assignment on behalf of which; null without one
   * @param at by our clock
   * @param readBackAt by our clock; null if nobody has repeated the decision
   * @param orders in the order they were written
   */
  record NewAssessment(
      Assessment told,
      AssessmentRequestId request,
      AssessmentRequestId toldOf,
      @Nullable AssignmentId assignment,
      Instant at,
      @Nullable Instant readBackAt,
      @Nullable Reassessment reassessment,
      List<NumberedOrder> orders,
      Instant receivedAt,
      Role role,
      String actor,
      BodyDigest digest,
      Receipt receipt) {

    public NewAssessment {
      orders = List.copyOf(orders);
    }

    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "NewAssessment[id=" + told.id() + "]";
    }
  }

  /**
   * One that stands.
   *
   * @param isSuperseded whether a later one stands in its place
   */
  record Standing(Role author, boolean isSuperseded) {}

  /** A re-assessment whose time has come. */
  record Due(AssessmentRequestId request, AssessmentId assessment) {}

  Optional<Earlier> find(UUID id);

  /** Finds an assessment of that request. */
  Optional<Standing> findStanding(AssessmentRequestId request, AssessmentId id);

  /**
   * Stores an assessment with its orders. What it supersedes waits for no re-assessment any more.
   * False if the id stands for something else already.
   */
  boolean add(NewAssessment assessment);

  /** Keeps the answer, to be repeated. */
  void keepReceipt(Receipt receipt);

  /**
   * Returns whether nobody has met that assessment's re-assessment, and the patient was not handed
   * on.
   */
  boolean isReassessmentPending(AssessmentId id);

  /** Keeps that a re-assessment is alarmed about; false if it is not due any more. */
  boolean keepAlarm(AssessmentId id, Instant at);

  /** Keeps that a re-assessment need not be looked at any more. */
  void endReassessment(AssessmentId id);

  /** Lists re-assessments whose time has come, at most {@code limit}, longest due first. */
  List<Due> listDue(Instant now, int limit);

  /** Finds who has the responsibility for a request now; nothing if it is the raising nurse. */
  Optional<ResponderId> findLead(AssessmentRequestId request);
}
