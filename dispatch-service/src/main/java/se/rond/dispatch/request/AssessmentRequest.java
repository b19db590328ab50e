package se.rond.dispatch.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.matching.Position;

/**
 * A request as dispatch works with it.
 *
 * @param revision counts the changes of its content, from 1
 * @param requester the nurse function that raised it, and carries the responsibility until somebody
 *     accepts
 * @param nurseLevel the highest level that a nurse judged
 * @param neededLevel null until triaged, unless the floor told at intake; lowered by a person only
 * @param grantedLevel what is really given; null until somebody accepts
 * @param agreement the version it is judged by
 * @param raisedAt corrected for the skew of the device's clock
 * @param contactBy when someone is to be with the patient, only ever tightened unless a person
 *     lowers the level; null until triaged
 */
public record AssessmentRequest(
    AssessmentRequestId id,
    int revision,
    RequestState state,
    PatientReference patient,
    MunicipalityCode municipality,
    HsaId requester,
    Position place,
    Level nurseLevel,
    @Nullable Level neededLevel,
    @Nullable Level grantedLevel,
    AgreementId agreement,
    Instant raisedAt,
    @Nullable Instant contactBy) {

  /**
   * The level that work is offered by: in an emergency, the highest that anybody is dispatched for.
   */
  public @Nullable Level offeredLevel() {
    return neededLevel == Level.EMERGENCY_112 ? Level.PHYSICIAN_NOW : neededLevel;
  }

  /** The same request in another state. */
  public AssessmentRequest in(RequestState newState) {
    return with(revision, newState, patient, municipality, place, nurseLevel);
  }

  /** The same request, changed once more. */
  public AssessmentRequest revised() {
    return with(revision + 1, state, patient, municipality, place, nurseLevel);
  }

  /** The same request about another patient. */
  public AssessmentRequest about(PatientReference newPatient) {
    return with(revision, state, newPatient, municipality, place, nurseLevel);
  }

  /** The same request with the patient somewhere else. */
  public AssessmentRequest at(MunicipalityCode newMunicipality, Position newPlace) {
    return with(revision, state, patient, newMunicipality, newPlace, nurseLevel);
  }

  /** The same request, with the highest level that those judged who are heard of it now. */
  public AssessmentRequest judged(@Nullable Level level) {
    return with(revision, state, patient, municipality, place, level == null ? nurseLevel : level);
  }

  /**
   * The same request by itself, after it was joined to another. Its revisions go on from that
   * one's, so that what was told of it meanwhile keeps its number.
   */
  public AssessmentRequest partedAfter(int otherRevision) {
    return with(
        Math.max(revision, otherRevision) + 1,
        RequestState.RECEIVED,
        patient,
        municipality,
        place,
        nurseLevel);
  }

  /**
   * The same request, with a level that was found to be needed and the time it promises. Neither
   * the level nor the deadline becomes less than it was.
   */
  public AssessmentRequest needing(Level level, @Nullable Instant promised) {
    return new AssessmentRequest(
        id,
        revision,
        state,
        patient,
        municipality,
        requester,
        place,
        nurseLevel,
        neededLevel == null ? level : Level.highest(neededLevel, level),
        grantedLevel,
        agreement,
        raisedAt,
        earliest(contactBy, promised));
  }

  /**
   * The same request, at the lower level that a person has decided on, with what that promises;
   * nobody has less time for less.
   */
  public AssessmentRequest lowered(Level level, Instant promised) {
    return new AssessmentRequest(
        id,
        revision,
        state,
        patient,
        municipality,
        requester,
        place,
        nurseLevel,
        level,
        grantedLevel,
        agreement,
        raisedAt,
        contactBy != null && contactBy.isAfter(promised) ? contactBy : promised);
  }

  /** The same request, with the level that is really given. */
  public AssessmentRequest granted(@Nullable Level level) {
    return new AssessmentRequest(
        id,
        revision,
        state,
        patient,
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

  private AssessmentRequest with(
      int newRevision,
      RequestState newState,
      PatientReference newPatient,
      MunicipalityCode newMunicipality,
      Position newPlace,
      Level newNurseLevel) {
    return new AssessmentRequest(
        id,
        newRevision,
        newState,
        newPatient,
        newMunicipality,
        requester,
        newPlace,
        newNurseLevel,
        neededLevel,
        grantedLevel,
        agreement,
        raisedAt,
        contactBy);
  }

  private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
