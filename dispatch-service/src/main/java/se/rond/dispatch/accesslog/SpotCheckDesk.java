package se.rond.dispatch.accesslog;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.accesslog.SpotCheck.Finding;
import se.rond.dispatch.accesslog.SpotCheck.WithEntries;

/**
 * Draws spot checks, shows them and takes what was found. A care provider checks what its own
 * people did, wherever the patient was.
 */
@Service
public class SpotCheckDesk {

  /** What became of a wish. */
  public sealed interface Result {
    /** The list, as it was drawn. */
    record Listed(WithEntries list) implements Result {}

    /** Another check has this id. */
    record IdTaken() implements Result {}
  }

  /** What became of a conclusion. */
  public enum Concluding {
    DONE,
    /** Somebody concluded something else before. */
    OTHERWISE_CONCLUDED,
    /** The caller's care provider has no such check. */
    NO_SUCH_CHECK
  }

  private final SpotChecks checks;
  private final AccessLog log;

  SpotCheckDesk(SpotChecks checks, AccessLog log) {
    this.checks = checks;
    this.log = log;
  }

  /** Draws a list; the same again shows it, and draws nothing. */
  @Transactional
  public Result draw(SpotCheckId id, Instant begins, Instant ends, Caller caller) {
    checks.draw(id, caller.careProvider(), caller.person(), begins, ends);
    return checks
        .find(id, caller.careProvider())
        .filter(check -> check.begins().equals(begins) && check.ends().equals(ends))
        .<Result>map(check -> new Result.Listed(show(check)))
        .orElseGet(Result.IdTaken::new);
  }

  /** Shows a list; nothing if the caller's care provider has no such check. */
  @Transactional
  public Optional<WithEntries> find(SpotCheckId id, Caller caller) {
    return checks.find(id, caller.careProvider()).map(this::show);
  }

  /** Takes what was found; the same again changes nothing. */
  @Transactional
  public Concluding conclude(
      SpotCheckId id, Finding finding, @Nullable String note, Caller caller) {
    if (checks.find(id, caller.careProvider()).isEmpty()) {
      return Concluding.NO_SUCH_CHECK;
    }
    if (checks.conclude(id, finding, note, caller.person())) {
      return Concluding.DONE;
    }
    // Only now: who concluded at the same time is waited for by the statement before.
    return checks
        .find(id, caller.careProvider())
        .map(SpotCheck::conclusion)
        .filter(before -> before.finding() == finding && Objects.equals(before.note(), note))
        .map(_ -> Concluding.DONE)
        .orElse(Concluding.OTHERWISE_CONCLUDED);
  }

  /** Whoever looks at the log sees patients, too. */
  private WithEntries show(SpotCheck check) {
    var entries = checks.listEntries(check.id());
    log.searchAsService(
        Map.of("spotCheck", check.id().toString()),
        entries.stream()
            .flatMap(drawn -> Stream.ofNullable(drawn.entry().resource()))
            .map(AssessmentRequestId::new)
            .distinct()
            .toList());
    return new WithEntries(check, entries);
  }
}
