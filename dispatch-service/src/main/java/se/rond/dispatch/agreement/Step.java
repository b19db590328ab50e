package se.rond.dispatch.agreement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.roster.ResponderKind;

/** One step of a ladder: what is tried when the step before has brought nobody. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.AskNextOnDuty.class, name = "ASK_NEXT_ON_DUTY"),
  @JsonSubTypes.Type(value = Step.AskNamed.class, name = "ASK_NAMED"),
  @JsonSubTypes.Type(value = Step.FallBack.class, name = "FALL_BACK"),
  @JsonSubTypes.Type(value = Step.TellCoordinator.class, name = "TELL_COORDINATOR"),
  @JsonSubTypes.Type(value = Step.ReserveRoutine.class, name = "RESERVE_ROUTINE")
})
public sealed interface Step {

  /**
   * Asks the best of a kind on duty who was not asked yet.
   *
   * @param answerWithin 2 to 10 min
   */
  record AskNextOnDuty(ResponderKind kind, Duration answerWithin) implements Step {}

  /**
   * Asks one responder by name, such as the backup of the physician on call.
   *
   * @param answerWithin 2 to 10 min
   */
  record AskNamed(ResponderId responder, Duration answerWithin) implements Step {}

  /** Goes on with the ladder of a higher level; the clock stays the one of the level before. */
  record FallBack(Level to) implements Step {}

  /** Tells the contact function, and goes on at once. */
  record TellCoordinator() implements Step {}

  /**
   * The end of every ladder (<i>reservrutin</i>): a manager is told, and it stays open until a
   * person resolves it with a cause.
   *
   * @param manager the role of one of the agreement's {@linkplain ReserveContact managers}
   */
  record ReserveRoutine(String manager) implements Step {}
}
