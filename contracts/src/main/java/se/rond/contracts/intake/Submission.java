package se.rond.contracts.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Housing;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Origin;
import se.rond.contracts.care.ProtectedIdentity;

/**
 * An assessment request as a client submits it, with every field in order.
 *
 * @param raisedAt when the nurse raised it, by the device's clock
 * @param deviceClock what the device's clock showed when it sent this; null if it did not say
 * @param protectedIdentity why the patient's identity is protected; null where nobody said that it
 *     is
 * @param content what triage judges it by
 * @param healthCentre the patient's health centre, null to take the municipality's
 */
public record Submission(
    AssessmentRequestId id,
    Instant raisedAt,
    @Nullable Instant deviceClock,
    Origin origin,
    Requester requester,
    PatientIdentifier patient,
    @Nullable ProtectedIdentity protectedIdentity,
    Place place,
    ContactCause contactCause,
    Level nurseLevel,
    ClinicalContent content,
    @Nullable String healthCentre) {

  /** The same with every time of the device's clock moved by how much that clock is off. */
  public Submission movedBy(Duration skew) {
    return new Submission(
        id,
        raisedAt.plus(skew),
        deviceClock == null ? null : deviceClock.plus(skew),
        origin,
        requester,
        patient,
        protectedIdentity,
        place,
        contactCause,
        nurseLevel,
        content.movedBy(skew),
        healthCentre);
  }

  /**
   * Who raised it.
   *
   * @param callback the number that reaches them now
   */
  public record Requester(HsaId hsaId, String callback) {}

  /**
   * Where the patient is. Not written as JSON: what is shown of a place has passed through a mask
   * (docs/decisions/0035).
   */
  public record Place(
      MunicipalityCode municipality,
      @Nullable String address,
      @Nullable Position position,
      @Nullable Housing housing) {

    @JsonValue
    String refuseToBeWritten() {
      throw new IllegalStateException(
          "Expected what a mask has left of a place to be written, but found the place itself");
    }
  }

  /** A position in WGS 84, in degrees. */
  public record Position(double latitude, double longitude) {}
}
