package se.rond.contracts.intake;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.contracts.intake.Submission.Place;

/** What a client tells of a request that is raised already. */
public sealed interface Change {

  /**
   * Somebody measured, sampled or found something.
   *
   * @param id made by the device, so that what is sent twice counts once
   * @param deviceClock what the device's clock showed when it sent this; null if it did not say
   * @param observedAt when it was observed by the device's clock; null for now
   * @param content what was observed, and nothing else
   */
  record Observations(
      UUID id, @Nullable Instant deviceClock, @Nullable Instant observedAt, ClinicalContent content)
      implements Change {}

  /**
   * The patient is somewhere else.
   *
   * @param id made by the device
   */
  record NewPlace(UUID id, Place place) implements Change {}

  /** Something that was said of who the patient is was wrong. */
  sealed interface Correction extends Change {
    UUID id();
  }

  /**
   * The request is about another patient than was written; everything else about it is right.
   *
   * @param id made by the device
   * @param patient who it is about
   * @param protectedIdentity why that one's identity is protected; null for as it was said before
   */
  record WrongPatient(
      UUID id, PatientIdentifier patient, @Nullable ProtectedIdentity protectedIdentity)
      implements Correction {}

  /**
   * Whether the patient's identity is protected was not said, or wrongly.
   *
   * @param id made by the device
   * @param protectedIdentity why it is protected; null if it is not
   */
  record Protection(UUID id, @Nullable ProtectedIdentity protectedIdentity) implements Correction {}

  /** Nobody needs to come. */
  record Cancellation(CancellationReason reason) implements Change {}

  /** Why a request is cancelled. Counted per reason: add, never rename. */
  enum CancellationReason {
    NO_LONGER_NEEDED,
    RAISED_IN_ERROR,
    CARED_FOR_ELSEWHERE,
    PATIENT_DECLINES,
    OTHER
  }

  /**
   * Somebody answers RING 112.
   *
   * @param id made by the device, so that what is sent twice counts once; null from one that makes
   *     none
   * @param alarm the number of the alarm that it answers; a device that was told none answers the
   *     first
   */
  record Acknowledgement(@Nullable UUID id, int alarm, Said said) implements Change {
    /** The alarms of a request are counted from here. */
    public static final int FIRST_ALARM = 1;
  }

  /**
   * What somebody says became of RING 112.
   *
   * @param provisional true if the number was tapped and nothing was said yet
   * @param reason in the nurse's words; there where nobody rang
   */
  record Said(Emergency emergency, boolean provisional, @Nullable String reason) {}

  /** What became of RING 112. Add, never rename. */
  enum Emergency {
    /** The nurse has called 112. */
    CALLED,
    /** An ambulance crew is with the patient already. */
    ALREADY_WITH_AMBULANCE,
    /** A plan says otherwise; a physician is asked at once. */
    PER_PLAN_NOT_CALLED,
    /** The patient does not want it; a physician is asked at once. */
    PATIENT_DECLINES;

    /**
     * Returns true if nobody from the ambulance service comes, so that a physician has to be asked.
     */
    public boolean asksPhysician() {
      return switch (this) {
        case CALLED, ALREADY_WITH_AMBULANCE -> false;
        case PER_PLAN_NOT_CALLED, PATIENT_DECLINES -> true;
      };
    }
  }
}
