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

  /** The responder who accepted first among those whose work is not over. */
  record LeadResponder(ResponderId id, String name, Instant since) implements Responsible {}

  /**
   * An assignment as far as responsibility goes; {@code acceptedAt} is null if nobody has accepted.
   */
  record Held(ResponderId responder, String name, @Nullable Instant acceptedAt, boolean isOver) {}

  /** Tells who it is. */
  static Responsible of(HsaId requester, String callback, List<Held> assignments) {
    return assignments.stream()
        .filter(held -> !held.isOver())
        .flatMap(
            held ->
                held.acceptedAt() == null
                    ? Stream.empty()
                    : Stream.of(
                        new LeadResponder(held.responder(), held.name(), held.acceptedAt())))
        .min(Comparator.comparing(LeadResponder::since).thenComparing(lead -> lead.id().value()))
        .<Responsible>map(lead -> lead)
        .orElseGet(() -> new RaisingNurse(requester, callback));
  }
}
