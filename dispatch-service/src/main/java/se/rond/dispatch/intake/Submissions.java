package se.rond.dispatch.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.request.RequestState;
import tools.jackson.databind.JsonNode;

/** What was taken in. */
public interface Submissions {

  /** What is stored under an id: enough to tell a repetition. */
  record Stored(BodyDigest digest, FirstAnswer answer) {}

  /**
   * A request to store, with what only intake knows of it.
   *
   * @param vitalsMeasuredAt when its vital signs were measured, by our clock
   */
  record NewRequest(
      AssessmentRequestId id,
      RequestState state,
      PatientReference patient,
      MunicipalityCode municipality,
      HsaId careUnit,
      HsaId requester,
      String callback,
      Position place,
      Level nurseLevel,
      @Nullable Level neededLevel,
      AgreementId agreement,
      Instant raisedAt,
      Instant receivedAt,
      List<Marked> marks,
      @Nullable Instant vitalsMeasuredAt,
      JsonNode body,
      BodyDigest digest,
      FirstAnswer answer) {}

  Optional<Stored> find(AssessmentRequestId id);

  /** Returns the random reference of a patient; the first time a new one. */
  PatientReference reference(PatientIdentifier patient, PatientReference ifNew);

  /** Returns the central town of a municipality, or nothing if Rond does not know the code. */
  Optional<Position> findCentre(MunicipalityCode municipality);

  /** Lists the codes that the caller may raise requests in and that Rond serves. */
  List<String> listServed(Caller caller);

  /** Stores a request; false if somebody else has just stored one under the same id. */
  boolean add(NewRequest request);
}
