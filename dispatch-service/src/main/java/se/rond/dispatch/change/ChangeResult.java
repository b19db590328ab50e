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

  /** A change that was stored before. */
  record Found(Change kind, Instant receivedAt) {

    /** What it is, in words. */
    public Text inWords() {
      return switch (kind) {
        case OBSERVATIONS -> Text.of("observations", "observationer");
        case JOINED -> Text.of("a request", "en förfrågan");
        case PLACE -> Text.of("another place", "en annan plats");
        case PATIENT -> Text.of("a correction", "en rättelse");
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
    /** It was joined to another one, which is somebody else's to correct or cancel. */
    REQUEST_JOINED
  }
}
