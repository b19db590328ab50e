package se.rond.dispatch.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.intake.Change.CancellationReason;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.dispatch.change.KnownContent.Told;
import se.rond.dispatch.request.BodyDigest;
import tools.jackson.databind.JsonNode;

/** What was told of requests after they were raised; written under the lock of the request. */
public interface Changes {

  /**
   * What is stored under an id: enough to tell a repetition from something else.
   *
   * @param request the one it counts for now
   */
  record Stored(
      AssessmentRequestId request,
      DispatchEvent.Change kind,
      Instant receivedAt,
      BodyDigest digest,
      ChangeAnswer answer) {}

  /**
   * A change to store.
   *
   * @param request the one whose revision it makes
   * @param toldOf the one that was named: the same, or one that is joined to it
   * @param at when it was so, by the device's corrected clock
   * @param content what was observed; null where nothing was
   */
  record NewChange(
      UUID id,
      AssessmentRequestId request,
      AssessmentRequestId toldOf,
      int revision,
      DispatchEvent.Change kind,
      Instant at,
      Instant receivedAt,
      String actor,
      @Nullable ClinicalContent content,
      JsonNode body,
      BodyDigest digest) {}

  /**
   * Everything that was told of a request and of those joined to it: when it was raised, and after.
   */
  record History(Told raised, List<Told> after) {
    public History {
      after = List.copyOf(after);
    }
  }

  Optional<Stored> find(UUID id);

  /** Stores a change; false if the id stands for another change already. */
  boolean add(NewChange change);

  /** Keeps the first answer, to be repeated. */
  void keepAnswer(UUID id, ChangeAnswer answer);

  /** Keeps when the vital signs that are known were last measured; null if nobody said. */
  void keepVitalsTime(AssessmentRequestId request, @Nullable Instant measuredAt);

  History loadHistory(AssessmentRequestId request);

  /**
   * Puts another place into what is shown of the request, and keeps the old one with the change.
   */
  void replacePlace(AssessmentRequestId request, UUID change, JsonNode place);

  /**
   * Puts another patient into what is shown and judged of the request. Whom it was about before is
   * kept with the change.
   */
  void replacePatient(
      AssessmentRequestId request,
      UUID change,
      PatientReference before,
      PatientIdentifier patient,
      @Nullable Integer ageYears);

  /** Returns why a request is cancelled, or nothing if it is not. */
  Optional<CancellationReason> findCancellation(AssessmentRequestId request);

  void keepCancellation(AssessmentRequestId request, CancellationReason reason);
}
