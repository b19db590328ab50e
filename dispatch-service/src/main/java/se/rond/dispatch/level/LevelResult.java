package se.rond.dispatch.level;

import se.rond.contracts.care.Level;
import se.rond.dispatch.request.RequestState;

/** What became of a person's word on the level. */
public sealed interface LevelResult {

  /** It is in force, now or by an earlier sending of the same. */
  record Done(LevelAnswer answer) implements LevelResult {}

  /** The id stands for something else that was told before. */
  record IdTaken() implements LevelResult {}

  /**
   * The level stays as it is.
   *
   * @param inForce the level that the request goes by
   * @param floor what floors demand
   */
  record Refused(Refusal refusal, RequestState state, Level inForce, Level floor)
      implements LevelResult {}
}
