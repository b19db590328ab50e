package se.rond.dispatch.assessment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.access.Role;
import se.rond.contracts.language.Text;
import se.rond.dispatch.request.RequestState;

/** What became of something that was told. */
public sealed interface TellResult {

  /** It is stored, now or by an earlier sending of the same. */
  record Done(Receipt receipt) implements TellResult {}

  /**
   * The id stands for something else that was told before.
   *
   * @param found what it stands for; null if that is about another request, of which this caller
   *     need not know
   */
  record IdTaken(@Nullable Found found) implements TellResult {}

  /** What was told before. */
  record Found(Kind kind, Instant receivedAt) {}

  /** What can be told under an id. The names stand in problems: add, never rename. */
  enum Kind {
    CONTACT(Text.of("a contact", "en kontakt")),
    ASSESSMENT(Text.of("an assessment", "en bedömning")),
    CHANGE(Text.of("a change of the request", "en ändring av förfrågan"));

    private final Text inWords;

    Kind(Text inWords) {
      this.inWords = inWords;
    }

    /** What it is, in words. */
    public Text inWords() {
      return inWords;
    }
  }

  /** The request is not in a state for it. */
  record Refused(Reason reason, RequestState found) implements TellResult {}

  /** Why it was refused. The names are problem types: add, never rename. */
  enum Reason {
    /** Nobody needs to come. */
    REQUEST_CANCELLED,
    /** All care is over, so that nobody here does anything more. */
    REQUEST_CLOSED,
    /** 112 is rung, so that nobody of ours is sent. */
    AMBULANCE_EXPECTED,
    /** Somebody of the kind that is ordered is with the patient. */
    SOMEBODY_THERE,
    /** A later one stands in the place of that already. */
    ALREADY_SUPERSEDED
  }

  /** That field names something that is not of this request, or not the caller's. */
  record NotYours(String field) implements TellResult {}

  /** Only those roles tell it. */
  record NotForThisRole(List<Role> allowed) implements TellResult {
    public NotForThisRole {
      allowed = List.copyOf(allowed);
    }
  }
}
