package se.rond.dispatch.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.matching.Position;

/**
 * A request as dispatch works with it.
 *
 * @param revision counts the changes of its content, from 1
 * @param requester the nurse function that raised it, and carries the responsibility until somebody
 *     accepts
 * @param neededLevel null until triaged, unless the floor told at intake
 * @param grantedLevel what is really given; null until somebody accepts
 * @param agreement the version it is judged by
 * @param raisedAt corrected for the skew of the device's clock
 * @param contactBy when someone is to be with the patient; null until triaged and for an emergency
 */
public record AssessmentRequest(
    AssessmentRequestId id,
    int revision,
    RequestState state,
    MunicipalityCode municipality,
    HsaId requester,
    Position place,
    Level nurseLevel,
    @Nullable Level neededLevel,
    @Nullable Level grantedLevel,
    AgreementId agreement,
    Instant raisedAt,
    @Nullable Instant contactBy) {

  /** The same request in another state. */
  public AssessmentRequest in(RequestState newState) {
    return new AssessmentRequest(
        id,
        revision,
        newState,
        municipality,
        requester,
        place,
        nurseLevel,
        neededLevel,
        grantedLevel,
        agreement,
        raisedAt,
        contactBy);
  }

  /** The same request, with the level that was found to be needed and the time it promises. */
  public AssessmentRequest needing(Level level, @Nullable Instant newContactBy) {
    return new AssessmentRequest(
        id,
        revision,
        state,
        municipality,
        requester,
        place,
        nurseLevel,
        level,
        grantedLevel,
        agreement,
        raisedAt,
        newContactBy);
  }

  /** The same request, with the level that is really given. */
  public AssessmentRequest granted(@Nullable Level level) {
    return new AssessmentRequest(
        id,
        revision,
        state,
        municipality,
        requester,
        place,
        nurseLevel,
        neededLevel,
        level,
        agreement,
        raisedAt,
        contactBy);
  }
}
