package se.rond.triage.shadow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.triage.ruleset.RuleSetId;
import se.rond.triage.ruleset.Territory;
import se.rond.triage.shadow.ShadowRun.Period;

/** All shadow runs, and what they go over. */
public interface ShadowRuns {

  /** A change that a run has found; {@code number} counts upwards in a run, with gaps. */
  record Found(
      long number,
      AssessmentRequestId request,
      int revision,
      MunicipalityCode municipality,
      Instant raisedAt,
      Change change) {}

  /** A change that is to be kept. */
  record Finding(Recorded recorded, Change change) {}

  /**
   * A run whose row is held until commit.
   *
   * @param after where it has come to, null at the beginning
   */
  record Held(ShadowRun run, Recorded.@Nullable Place after) {}

  /** Finds a run. */
  Optional<ShadowRun> find(ShadowRunId id);

  /** Lists the runs of a rule set, latest first. */
  List<ShadowRun> list(RuleSetId candidate);

  /** Finds the run that has waited longest of those that are under way. */
  Optional<ShadowRunId> findNext();

  /** Holds a run until commit; waits for whoever holds it. */
  Optional<Held> findAndLock(ShadowRunId id);

  /** The same if nobody holds it, and otherwise nothing. */
  Optional<Held> findAndLockIfFree(ShadowRunId id);

  /** Stores a run that begins. */
  void add(ShadowRun run);

  /** Stores how far a run has come, or that it has ended. */
  void store(Held held);

  /** Stores what a run has found. */
  void keep(ShadowRunId id, List<Finding> findings);

  /**
   * Lists what a run has found in some municipalities.
   *
   * @param after the number of the last one that is known; 0 for none
   */
  List<Found> listFound(
      ShadowRunId id, Set<MunicipalityCode> municipalities, long after, int limit);

  /** Counts what was recorded of the requests of a territory that were raised in a period. */
  long countRecorded(Territory territory, Period period);

  /** Lists what was recorded, in the order of places. */
  List<Recorded> listRecorded(
      Territory territory, Period period, Recorded.@Nullable Place after, int limit);

  /** Forgets the runs that ended before an instant, with all that they found. */
  int forgetEndedBefore(Instant instant);
}
