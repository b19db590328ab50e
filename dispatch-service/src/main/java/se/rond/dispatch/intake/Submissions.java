package se.rond.dispatch.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.RequestState;
import tools.jackson.databind.JsonNode;

/** What was taken in. */
public interface Submissions {

  /** What is stored under an id: enough to tell a repetition. */
  record Stored(BodyDigest digest, FirstAnswer answer) {}

  /**
   * A request to store, with what only intake knows of it.
   *
   * @param protectedIdentity why the patient's identity is protected; null where nobody said so
   * @param raisedBy the person or system that sent it
   * @param vitalsMeasuredAt when its vital signs were measured, by our clock
   * @param triageBy when to go on without triage; null where it is not waited for
   * @param joinedTo the open request of the same patient, null if there is none
   */
  record NewRequest(
      AssessmentRequestId id,
      RequestState state,
      PatientReference patient,
      @Nullable ProtectedIdentity protectedIdentity,
      MunicipalityCode municipality,
      HsaId raisedBy,
      HsaId careUnit,
      HsaId careProvider,
      HsaId requester,
      String callback,
      Position place,
      Level nurseLevel,
      AgreementId agreement,
      Instant raisedAt,
      Instant receivedAt,
      @Nullable Instant triageBy,
      List<Marked> marks,
      @Nullable Instant vitalsMeasuredAt,
      ClinicalContent content,
      @Nullable AssessmentRequestId joinedTo,
      JsonNode body,
      BodyDigest digest,
      FirstAnswer answer) {}

  Optional<Stored> find(AssessmentRequestId id);

  /** Stores a request; false if somebody else has just stored one under the same id. */
  boolean add(NewRequest request);

  /** Keeps the first answer to a request that was just stored, to be repeated. */
  void keepAnswer(FirstAnswer answer);
}
