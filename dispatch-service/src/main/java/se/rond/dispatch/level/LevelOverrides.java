package se.rond.dispatch.level;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.dispatch.request.BodyDigest;

/** What persons decided of levels; written under the lock of the request. */
public interface LevelOverrides {

  /**
   * What is stored under an id: enough to tell a repetition from something else.
   *
   * @param request the one it counts for now
   */
  record Stored(AssessmentRequestId request, BodyDigest digest, LevelAnswer answer) {}

  /**
   * A person's word to store.
   *
   * @param request the one whose level it changes
   * @param toldOf the one that was named: the same, or one that is joined to it
   * @param revision the newest of the request
   * @param from the level that was in force
   * @param floor what floors demanded
   * @param overFloors whether whoever said it may go below floors
   */
  record NewOverride(
      AssessmentRequestId request,
      AssessmentRequestId toldOf,
      int revision,
      Instant at,
      String actor,
      Wish wish,
      Direction direction,
      Level from,
      Level floor,
      boolean belowFloor,
      boolean overFloors,
      BodyDigest digest) {}

  Optional<Stored> find(UUID id);

  /** Stores it; false if the id stands for another one already. */
  boolean add(NewOverride override);

  /** Keeps the first answer, to be repeated. */
  void keepAnswer(UUID id, LevelAnswer answer);

  /**
   * What the floors of all decisions that counted demand, and those that were found without triage;
   * ADVICE where none does.
   */
  Level highestFloor(AssessmentRequestId request);

  /**
   * The highest level that somebody who may go below floors has raised it to, or what is joined to
   * it now; ADVICE if nobody.
   */
  Level heldAt(AssessmentRequestId request);
}
