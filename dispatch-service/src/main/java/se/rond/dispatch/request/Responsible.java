package se.rond.dispatch.request;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ResponderId;

/**
 * Who carries the responsibility now: exactly one party at each instant. It moves only when
 * somebody accepts, and goes back to the raising nurse function when nobody has accepted work left.
 */
public sealed interface Responsible {

  /** The nurse function that raised the request: <i>Du har fortfarande ansvaret</i>. */
  record RaisingNurse(HsaId id, String callback) implements Responsible {}

  /**
   * A nurse who keeps what is needed as her own task.
   *
   * @param id the function that raised the request she spoke of, which may be joined to this one
   * @param name what colleagues call her
   */
  record KeepingNurse(HsaId id, String name, String callback, Instant since)
      implements Responsible {}

  /** The responder who accepted first among those whose work is not over. */
  record LeadResponder(ResponderId id, String name, Instant since) implements Responsible {}

  /**
   * An assignment as far as responsibility goes; {@code acceptedAt} is null if nobody has accepted.
   */
  record Held(ResponderId responder, String name, @Nullable Instant acceptedAt, boolean isOver) {}

  /**
   * Tells who it is: whoever took something on first and is not done with it, else the nurse
   * function that raised the request.
   *
   * @param keeping who keeps a need as her own task; null if nobody does
   */
  static Responsible of(
      HsaId requester, String callback, @Nullable KeepingNurse keeping, List<Held> assignments) {
    var lead =
        assignments.stream()
            .filter(held -> !held.isOver())
            .flatMap(
                held ->
                    held.acceptedAt() == null
                        ? Stream.empty()
                        : Stream.of(
                            new LeadResponder(held.responder(), held.name(), held.acceptedAt())))
            .min(
                Comparator.comparing(LeadResponder::since)
                    .thenComparing(responder -> responder.id().value()));
    if (keeping != null && lead.filter(one -> one.since().isBefore(keeping.since())).isEmpty()) {
      return keeping;
    }
    return lead.<Responsible>map(one -> one).orElseGet(() -> new RaisingNurse(requester, callback));
  }
}
