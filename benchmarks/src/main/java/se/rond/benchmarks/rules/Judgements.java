package se.rond.benchmarks.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.LockedFloor;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.EarlierContact;
import se.rond.contracts.care.EarlierResults;
import se.rond.contracts.care.EarlierResults.EarlierResult;
import se.rond.contracts.care.EarlierScore;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.triage.TriageDecision;

/** One thread, so one core: microseconds each, and how many a second. */
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class Judgements {

  private static final TriageRules RULES =
      TriageRules.shipped(HipFractureStrategy.MOBILE_XRAY_FIRST);

  private static final Instant RAISED = Instant.parse("2026-11-21T08:14:00Z");

  private static final ContextUsed BEFORE =
      new TriageContext(
              OxygenSaturationScale.SCALE_1,
              null,
              true,
              new EarlierScore(0, RAISED, OxygenSaturationScale.SCALE_1),
              new EarlierContact(RAISED.minus(Duration.ofHours(30)), null, null, null),
              new EarlierResults(
                  new EarlierResult(new BigDecimal("131"), RAISED),
                  new EarlierResult(new BigDecimal("88"), RAISED)),
              null)
          .usedFor(RAISED);

  /** The whole: NEWS2, locked floor and rule set, with the explanation. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public TriageDecision judgement(Requests requests) {
    return RULES.judge(requests.next(), ContextUsed.NOTHING);
  }

  /** The same of a patient of whom much is known, which raises by one level. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public TriageDecision judgementAfterAnother(Requests requests) {
    return RULES.judge(requests.next(), BEFORE);
  }

  /** The same, as how many a second. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public TriageDecision judgementsPerSecond(Requests requests) {
    return RULES.judge(requests.next(), ContextUsed.NOTHING);
  }

  /** The locked floor alone, as where triage is away. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public boolean lockedFloor(Requests requests) {
    return LockedFloor.demandsEmergency(requests.next(), ContextUsed.NOTHING);
  }
}
