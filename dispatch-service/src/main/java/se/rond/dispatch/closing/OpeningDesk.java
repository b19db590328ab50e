package se.rond.dispatch.closing;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.dispatch.DispatchEvent.RecordOpenedInEmergency;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.closing.Opening.Holder;
import se.rond.dispatch.closing.Opening.Standing;
import se.rond.messaging.Outbox;

/**
 * Opens in an emergency what a patient has closed: first it is shown who has closed it, then it is
 * opened (PDL 4:5, SVOD 3:5 and 3:6). Nothing else widens it, whoever agrees (SVOD 3:7).
 */
@Service
public class OpeningDesk {

  private final Openings openings;
  private final OpeningSettings settings;
  private final AccessLog log;
  private final Outbox outbox;
  private final InstantSource clock;

  OpeningDesk(
      Openings openings,
      OpeningSettings settings,
      AccessLog log,
      Outbox outbox,
      InstantSource clock) {
    this.openings = openings;
    this.settings = settings;
    this.log = log;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What became of a step. */
  public sealed interface Result {
    /**
     * It is known who has closed it.
     *
     * @param closedBy the units, or of other care providers no more than that
     */
    record Begun(Opening opening, List<Holder> closedBy) implements Result {
      public Begun {
        closedBy = List.copyOf(closedBy);
      }
    }

    /** It is open, now or by the same before. */
    record Opened(Opening opening) implements Result {}

    /** It cannot be. */
    record Refused(Refusal refusal) implements Result {}
  }

  /** Why not. The names are problem types: add, never rename. */
  public enum Refusal {
    NOT_CLOSED,
    GROUND_NOT_ENOUGH,
    PROVIDER_HAS_TO_LIFT,
    OPENING_TOO_OLD,
    CLOSED_MEANWHILE,
    OTHER_BODY_UNDER_THIS_ID
  }

  /**
   * Takes the first step.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<Result> begin(AssessmentRequestId request, Opening.Wish wish, Caller caller) {
    return openings.findStanding(request, caller).map(standing -> begun(standing, wish, caller));
  }

  private Result begun(Standing standing, Opening.Wish wish, Caller caller) {
    if (!standing.isClosed()) {
      return new Result.Refused(Refusal.NOT_CLOSED);
    }
    if (!standing.isOwn() && !wish.ground().isDanger()) {
      return new Result.Refused(Refusal.GROUND_NOT_ENOUGH);
    }
    var now = clock.instant();
    var opening =
        new Opening(
            wish.id(),
            standing.request(),
            caller.person(),
            caller.unit(),
            wish,
            way(standing, caller),
            standing.blocks().stream().map(Block::id).toList(),
            now,
            now.plus(settings.confirmWithin()),
            null);
    log.emergencyOpening(standing.request());
    if (openings.add(opening, caller)) {
      return new Result.Begun(opening, closedBy(standing, caller));
    }
    return openings
        .findAndLock(wish.id())
        .filter(earlier -> earlier.isOf(caller) && earlier.request().equals(standing.request()))
        .filter(earlier -> earlier.wish().equals(wish))
        .<Result>map(earlier -> new Result.Begun(earlier, closedBy(standing, caller)))
        .orElseGet(() -> new Result.Refused(Refusal.OTHER_BODY_UNDER_THIS_ID));
  }

  private static Way way(Standing standing, Caller caller) {
    return standing.blocks().stream().allMatch(block -> isOwn(block, caller))
        ? Way.CONFIRM
        : Way.ASK_PROVIDER;
  }

  private static boolean isOwn(Block block, Caller caller) {
    return block.provider().value().equalsIgnoreCase(caller.careProvider().value());
  }

  /**
   * Of another care provider's block nobody learns but the provider; of what is not blocked, the
   * unit too.
   */
  private static List<Holder> closedBy(Standing standing, Caller caller) {
    return Stream.concat(
            standing.blocks().stream()
                .map(
                    block ->
                        new Holder(isOwn(block, caller) ? block.unit() : null, block.provider())),
            standing.blocks().isEmpty() ? standing.holders().stream() : Stream.empty())
        .distinct()
        .toList();
  }

  /**
   * Takes the second step: opens for this person and this request, for a while.
   *
   * @return nothing if there is no such opening of the caller's
   */
  @Transactional
  public Optional<Result> confirm(AssessmentRequestId request, UUID id, Caller caller) {
    return openings
        .findAndLock(id)
        .filter(opening -> opening.isOf(caller))
        .flatMap(
            opening ->
                openings
                    .findStanding(request, caller)
                    .filter(standing -> standing.request().equals(opening.request()))
                    .map(standing -> confirmed(opening, standing)));
  }

  private Result confirmed(Opening opening, Standing standing) {
    if (opening.way() == Way.ASK_PROVIDER) {
      return new Result.Refused(Refusal.PROVIDER_HAS_TO_LIFT);
    }
    if (opening.openUntil() != null) {
      log.emergencyOpening(opening.request());
      return new Result.Opened(opening);
    }
    var now = clock.instant();
    if (opening.confirmBy().isBefore(now)) {
      return new Result.Refused(Refusal.OPENING_TOO_OLD);
    }
    if (!standing.isClosed()) {
      return new Result.Refused(Refusal.NOT_CLOSED);
    }
    // What was blocked since was not shown, and may be another care provider's.
    if (!opening.shown().containsAll(standing.blocks().stream().map(Block::id).toList())) {
      return new Result.Refused(Refusal.CLOSED_MEANWHILE);
    }
    openings.confirm(opening.id(), now, now.plus(settings.staysOpen()));
    log.emergencyOpening(opening.request());
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        opening.request().toString(),
        new RecordOpenedInEmergency(
            opening.request(), standing.municipality(), standing.requester(), now));
    return new Result.Opened(openings.findAndLock(opening.id()).orElseThrow());
  }
}
