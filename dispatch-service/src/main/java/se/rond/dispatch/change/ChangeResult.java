package se.rond.dispatch.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.language.Text;
import se.rond.dispatch.request.RequestState;

/** What became of a change. */
public sealed interface ChangeResult {

  /** It is stored, now or by an earlier sending of the same. */
  record Done(ChangeAnswer answer) implements ChangeResult {}

  /**
   * The id stands for something else that was told before.
   *
   * @param found what it stands for; null if that is about another request, of which this caller
   *     need not know
   */
  record IdTaken(@Nullable Found found) implements ChangeResult {}

  /** What was told before. The names stand in problems: add, never rename. */
  enum Kind {
    OBSERVATIONS,
    JOINED,
    PLACE,
    PATIENT,
    ACKNOWLEDGEMENT;

    static Kind of(Change change) {
      return switch (change) {
        case OBSERVATIONS -> OBSERVATIONS;
        case JOINED -> JOINED;
        case PLACE -> PLACE;
        case PATIENT -> PATIENT;
      };
    }
  }

  /** A change that was stored before. */
  record Found(Kind kind, Instant receivedAt) {

    /** What it is, in words. */
    public Text inWords() {
      return switch (kind) {
        case OBSERVATIONS -> Text.of("observations", "observationer");
        case JOINED -> Text.of("a request", "en förfrågan");
        case PLACE -> Text.of("another place", "en annan plats");
        case PATIENT -> Text.of("a correction", "en rättelse");
        case ACKNOWLEDGEMENT -> Text.of("a 112 acknowledgement", "en kvittens av 112");
      };
    }
  }

  /** The request is not in a state for it. */
  record Refused(Reason reason, RequestState found) implements ChangeResult {

    /** The request is over, and so nothing more is added to it. */
    static Refused over(RequestState found) {
      return new Refused(
          found == RequestState.CANCELLED ? Reason.REQUEST_CANCELLED : Reason.REQUEST_CLOSED,
          found);
    }
  }

  /** Rond does not serve the municipality, or not for this caller. */
  record NotServed(List<String> served) implements ChangeResult {
    public NotServed {
      served = List.copyOf(served);
    }
  }

  /** Why a change was refused. The names are problem types: add, never rename. */
  enum Reason {
    /** The request is closed. */
    REQUEST_CLOSED,
    /** The request is cancelled. */
    REQUEST_CANCELLED,
    /** The request is cancelled for another reason. */
    ALREADY_CANCELLED,
    /** Somebody is with the patient; the visit is completed, not cancelled. */
    WITH_PATIENT,
    /** The nurse was told to ring 112 and has not said what became of it. */
    EMERGENCY_NOT_ACKNOWLEDGED,
    /** Nobody was told to ring 112. */
    NOT_AN_EMERGENCY,
    /** The alarm that is answered has not been given yet. */
    NO_SUCH_ALARM,
    /** Who is shown the patient masked cannot say that the patient need not be. */
    IDENTITY_STAYS_PROTECTED,
    /** It was joined to another one, which is somebody else's to correct, move or cancel. */
    REQUEST_JOINED
  }
}
