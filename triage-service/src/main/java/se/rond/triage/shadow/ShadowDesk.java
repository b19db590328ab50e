package se.rond.triage.shadow;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.triage.ruleset.Act;
import se.rond.triage.ruleset.Authority;
import se.rond.triage.ruleset.RuleSetId;
import se.rond.triage.ruleset.RuleSets;
import se.rond.triage.ruleset.RulesInForce;
import se.rond.triage.ruleset.Version;
import se.rond.triage.shadow.ShadowRun.Period;
import se.rond.triage.shadow.ShadowRun.State;
import se.rond.triage.shadow.ShadowRuns.Finding;
import se.rond.triage.shadow.ShadowRuns.Held;

/**
 * Starts, carries on and cancels shadow runs. A run is carried on batch by batch, each in a
 * transaction of its own that holds the run's row: any instance may do the next one, none does one
 * twice, and one that is killed is carried on by whoever comes next.
 */
@Service
public class ShadowDesk {

  /** What is judged between two commits: a quarter of a second of work, and a few MB. */
  static final int BATCH = 1_000;

  /** Most that one run goes over; ten years of a region are some 165,000 requests. */
  static final long MOST_RECORDED = 1_000_000;

  /** How long a run that has ended is kept, with all that it found. */
  static final Duration KEPT = Duration.ofDays(90);

  private final ShadowRuns runs;
  private final RuleSets ruleSets;
  private final Authority authority;
  private final RulesInForce inForce;
  private final InstantSource clock;

  ShadowDesk(
      ShadowRuns runs,
      RuleSets ruleSets,
      Authority authority,
      RulesInForce inForce,
      InstantSource clock) {
    this.runs = runs;
    this.ruleSets = ruleSets;
    this.authority = authority;
    this.inForce = inForce;
    this.clock = clock;
  }

  /** What became of what somebody asked for. */
  public sealed interface Result {
    /** It stands, by this call or an earlier one of the same. */
    record Stands(ShadowRun run) implements Result {}

    /** Another body was stored under this id before. */
    record BodyDiffers() implements Result {}

    /** It cannot be taken as it stands. */
    record Refused(List<FieldError> errors) implements Result {}

    /** Another run of the rule set is under way. */
    record AnotherRuns(ShadowRunId other) implements Result {}

    /** The caller reads the rule set, and does not write it. */
    record NotTheirs() implements Result {}

    /** There is none that the caller may see. */
    record NotFound() implements Result {}
  }

  /** Starts a run of a rule set over the requests that were raised in a period. */
  @Transactional
  public Result start(RuleSetId candidate, ShadowRunId id, Period period, Caller caller) {
    var version = visible(candidate, caller);
    if (version.isEmpty()) {
      return new Result.NotFound();
    }
    var territory = version.get().territory();
    if (!authority.mayWrite(territory, caller)) {
      return new Result.NotTheirs();
    }
    ruleSets.lock();
    var earlier = runs.find(id);
    if (earlier.isPresent()) {
      var run = earlier.get();
      return run.candidate().equals(candidate) && run.period().equals(period)
          ? new Result.Stands(run)
          : new Result.BodyDiffers();
    }
    var now = clock.instant();
    if (!period.from().isBefore(period.to()) || period.to().isAfter(now)) {
      return new Result.Refused(
          List.of(
              new FieldError(
                  "to",
                  Text.of("a time after from, not after now", "en tid efter from, inte efter nu"),
                  Text.same(period.to()))));
    }
    var running = runs.list(candidate).stream().filter(one -> one.state() == State.RUNNING);
    var another = running.findFirst();
    if (another.isPresent()) {
      return new Result.AnotherRuns(another.get().id());
    }
    var total = runs.countRecorded(territory, period);
    if (total > MOST_RECORDED) {
      return new Result.Refused(
          List.of(
              new FieldError(
                  "from",
                  Text.of(
                          "a period with at most {0} recorded decisions",
                          "en period med högst {0} sparade beslut")
                      .with(MOST_RECORDED),
                  Text.same(total))));
    }
    var run =
        new ShadowRun(
            id, candidate, period, State.RUNNING, total, Tally.NONE, Act.of(caller, now), null);
    runs.add(run);
    return new Result.Stands(run);
  }

  /** Ends a run at once; what it has found until then stays. One that has ended stays as it is. */
  @Transactional
  public Result cancel(RuleSetId candidate, ShadowRunId id, Caller caller) {
    var version = visible(candidate, caller);
    var held = version.flatMap(_ -> runs.findAndLock(id)).filter(one -> isOf(one.run(), candidate));
    if (version.isEmpty() || held.isEmpty()) {
      return new Result.NotFound();
    }
    if (!authority.mayWrite(version.get().territory(), caller)) {
      return new Result.NotTheirs();
    }
    return new Result.Stands(ended(held.get(), State.CANCELLED).run());
  }

  /** Ends a run that cannot be carried on. */
  @Transactional
  public void fail(ShadowRunId id) {
    runs.findAndLock(id).ifPresent(held -> ended(held, State.FAILED));
  }

  /**
   * Judges the next of what a run goes over. Returns false, and does nothing, if somebody else is
   * at it or it has ended.
   *
   * @throws se.rond.triage.ruleset.UnreadableRules if this build cannot read the rule set
   */
  @Transactional
  public boolean carryOn(ShadowRunId id) {
    var free = runs.findAndLockIfFree(id).filter(held -> held.run().state() == State.RUNNING);
    if (free.isEmpty()) {
      return false;
    }
    var held = free.get();
    var run = held.run();
    var candidate = ruleSets.find(run.candidate()).orElseThrow();
    var batch = runs.listRecorded(candidate.territory(), run.period(), held.after(), BATCH);
    var rules = new HashMap<MunicipalityCode, TriageRules>();
    var moves = new ArrayList<Tally.Move>();
    var findings = new ArrayList<Finding>();
    for (var recorded : batch) {
      var judged = recorded.judged();
      if (judged == null) {
        continue;
      }
      var asked = judged.asked();
      var now =
          rules
              .computeIfAbsent(
                  recorded.municipality(),
                  municipality -> inForce.asIfInForce(candidate, municipality, run.started().at()))
              .judge(asked.content(), asked.contextUsed());
      moves.add(new Tally.Move(judged.decision().level(), now.level()));
      Change.between(judged.decision(), now)
          .ifPresent(change -> findings.add(new Finding(recorded, change)));
    }
    runs.keep(id, findings);
    var tally = run.tally().plus(moves, batch.size() - moves.size(), findings.size());
    var further =
        new Held(run.with(tally), batch.isEmpty() ? held.after() : batch.getLast().place());
    if (batch.size() < BATCH) {
      ended(further, State.DONE);
    } else {
      runs.store(further);
    }
    return true;
  }

  /** Forgets what ended long ago. */
  @Transactional
  public int forget() {
    return runs.forgetEndedBefore(clock.instant().minus(KEPT));
  }

  private Held ended(Held held, State end) {
    if (held.run().state() != State.RUNNING) {
      return held;
    }
    var ended = new Held(held.run().ended(end, Act.stored(clock.instant())), held.after());
    runs.store(ended);
    return ended;
  }

  private Optional<Version> visible(RuleSetId candidate, Caller caller) {
    return ruleSets.find(candidate).filter(version -> version.territory().isVisibleTo(caller));
  }

  private static boolean isOf(ShadowRun run, RuleSetId candidate) {
    return run.candidate().equals(candidate);
  }
}
