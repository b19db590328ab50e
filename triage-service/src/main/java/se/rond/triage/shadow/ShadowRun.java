package se.rond.triage.shadow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.triage.ruleset.Act;
import se.rond.triage.ruleset.RuleSetId;

/**
 * A rule set judges anew what was recorded of the requests of a period. Nobody hears of it but who
 * asks.
 *
 * <pre>
 * RUNNING ──► DONE
 *    ├─ cancelled ──► CANCELLED
 *    └─ the set cannot be read ──► FAILED
 * </pre>
 *
 * @param candidate the rule set, in any state
 * @param total what was recorded of the period when it was started, in revisions of requests
 * @param endedAt null while it runs
 */
public record ShadowRun(
    ShadowRunId id,
    RuleSetId candidate,
    Period period,
    State state,
    long total,
    Tally tally,
    Act started,
    @Nullable Instant endedAt) {

  /** Where it stands. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED
  }

  /** Requests count that were raised in it, the end excluded. */
  public record Period(Instant from, Instant to) {}

  ShadowRun with(Tally more) {
    return new ShadowRun(id, candidate, period, state, total, more, started, endedAt);
  }

  ShadowRun ended(State end, Instant at) {
    return new ShadowRun(id, candidate, period, end, total, tally, started, at);
  }
}
