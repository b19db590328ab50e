package se.rond.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.language.Text;

/**
 * Who has the ball (<i>vem har bollen</i>) of a request: one line, the same for everyone who may
 * see it, in the answer to {@code GET} and on the topic. Nothing in it is clinical.
 *
 * @param holder who is responsible for the patient now
 * @param awaited what is waited for next, and what Rond does if it does not come; null if nothing
 *     is
 * @param alarm the gravest alarm that stands open, and who looks into it; null if none does
 * @param line all that, to be shown as it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ball(Holder holder, @Nullable Awaited awaited, @Nullable OpenAlarm alarm, Line line) {

  /** Who may hold it. Add, never rename. */
  public enum Party {
    /** The nurse function that raised the request. */
    RAISING_NURSE,
    /** A nurse who keeps it as her own task. */
    KEEPING_NURSE,
    /** The responder who leads. */
    RESPONDER
  }

  /**
   * Who is responsible.
   *
   * @param id HSA-id of a nurse function, or the id of a responder
   * @param name null for a nurse function of which nobody keeps it by name
   * @param telephone where it is reached; null if nobody has said
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Holder(Party party, String id, @Nullable String name, @Nullable String telephone) {}

  /** What may be waited for. Add, never rename. */
  public enum What {
    /** What became of RING 112. */
    ACKNOWLEDGEMENT,
    /** An answer to the offer that lives. */
    ANSWER,
    /** Somebody who says yes. */
    ACCEPTANCE,
    /** That a nurse has done what she keeps. */
    OWN_TASK,
    /** Contact with the patient, as the level promises. */
    CONTACT,
    /** Any word of a responder. */
    SIGN_OF_LIFE,
    /** Another look at the patient. */
    REASSESSMENT,
    /** Where a visit is documented. */
    JOURNAL_REFERENCE,
    /** What triage finds. */
    TRIAGE
  }

  /** What Rond does if what is waited for does not come. Add, never rename. */
  public enum Otherwise {
    /** It alarms the contact function. */
    ALARM,
    /** It asks the next who can go. */
    NEXT_ASKED,
    /** It asks somebody by name. */
    NAMED_ASKED,
    /** It asks for what a higher level promises, too. */
    FALL_BACK,
    /** It tells the manager in charge. */
    RESERVE_ROUTINE,
    /** It goes by the level of the nurse who raised the request, and the floors. */
    NURSES_LEVEL
  }

  /**
   * What is waited for next.
   *
   * @param responder from whom, by its id; null if from whoever holds the ball, or from anybody
   * @param name what that responder is called
   * @param by when it is to have come
   * @param whom who is asked otherwise, by name, or the level that is fallen back to; null with the
   *     others
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Awaited(
      What what,
      @Nullable String responder,
      @Nullable String name,
      Instant by,
      Otherwise otherwise,
      @Nullable String whom) {}

  /** Alarms that may stand open, the gravest first. Add, never rename. */
  public enum Alarm {
    /** Nobody has said what became of RING 112. */
    EMERGENCY_UNACKNOWLEDGED,
    /** A ladder has ended without anybody. */
    RESERVE_ROUTINE,
    /** Nobody has met the patient in time. */
    CONTACT_BROKEN,
    /** Nothing is heard of a responder. */
    RESPONDER_SILENT,
    /** Nobody has looked at the patient again. */
    REASSESSMENT_OVERDUE,
    /** It is not said where a visit is documented. */
    JOURNAL_OVERDUE
  }

  /**
   * An alarm that somebody looks into.
   *
   * @param since when it was raised
   * @param name who looks into it; null if nobody is named
   * @param telephone where that one is reached; null if nobody has said
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OpenAlarm(
      Alarm alarm, Instant since, @Nullable String name, @Nullable String telephone) {}

  /** What people read, with Swedish local times. */
  public record Line(String sv, String en) {

    /** The same text. */
    public static Line of(Text text) {
      return new Line(text.swedish(), text.english());
    }
  }
}
