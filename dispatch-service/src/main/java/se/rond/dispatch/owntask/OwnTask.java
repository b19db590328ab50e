package se.rond.dispatch.owntask;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.Ending;
import se.rond.dispatch.request.NeedId;

/**
 * A need that a nurse meets herself.
 *
 * <pre>
 * keep ──▶ Kept ──complete──────────────────────────────────────────────────▶ Done
 *            └──give back, deadline, higher level, cancellation──▶ GivenBack ──┘ done in time, told late
 * </pre>
 */
public sealed interface OwnTask {
  OwnTaskId id();

  NeedId need();

  /** The nurse function that keeps it: the one that raised the request she spoke of. */
  HsaId keeper();

  /** She has it, until {@code dueAt} at the latest. */
  record Kept(OwnTaskId id, NeedId need, HsaId keeper, Instant keptAt, Instant dueAt)
      implements OwnTask {
    Kept dueAt(Instant sooner) {
      return new Kept(id, need, keeper, keptAt, sooner);
    }
  }

  /** She has done it. */
  record Done(OwnTaskId id, NeedId need, HsaId keeper, Ending ending, String journalReference)
      implements OwnTask {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Done[id=" + id + "]";
    }
  }

  /** She does not have it any more. */
  record GivenBack(OwnTaskId id, NeedId need, HsaId keeper, ReturnReason reason)
      implements OwnTask {}

  /**
   * What she asks to keep.
   *
   * @param by until when; null for as late as was promised
   * @param callback the number that reaches her; null for the one that the request names
   */
  record Wish(OwnTaskId id, @Nullable Instant by, @Nullable String callback) {
    /** Without what reaches a person: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Wish[id=" + id + "]";
    }
  }

  /** Whom she asks instead: a nurse function of her choice, once for each id. */
  record Asking(OwnTaskId id, ResponderId colleague) {}
}
