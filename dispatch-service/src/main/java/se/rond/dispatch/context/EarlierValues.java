package se.rond.dispatch.context;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.EarlierResults;
import se.rond.contracts.care.EarlierResults.EarlierResult;
import se.rond.contracts.care.EarlierScore;
import se.rond.dispatch.context.EarlierRequests.Earlier;

/**
 * What was measured and sampled before what a request says now: the newest of each, whether in
 * another request of the patient or earlier in the same one. A pure function.
 */
final class EarlierValues {

  private EarlierValues() {}

  /** A total from before the newest vital signs of the request; it is never their own. */
  static Optional<EarlierScore> findScore(Asked asked, List<Earlier> earlier) {
    var now = asked.measured().vitalsAt() == null ? asked.raisedAt() : asked.measured().vitalsAt();
    return Stream.concat(
            earlier.stream().map(Earlier::score), Stream.ofNullable(asked.measured().before()))
        .filter(Objects::nonNull)
        .filter(score -> measuredAt(score).isBefore(now))
        .max(comparing(EarlierValues::measuredAt));
  }

  private static Instant measuredAt(EarlierScore score) {
    return score.measuredAt() == null ? Instant.MIN : score.measuredAt();
  }

  /**
   * Results from before those that the request says now. A result of the same request counts as
   * earlier as soon as there is a newer one: a patient who bleeds while the team is there has lost
   * as much.
   */
  static Optional<EarlierResults> findResults(Asked asked, List<Sample> others) {
    var hb = findBefore(asked, others, Sample::hb);
    var creatinine = findBefore(asked, others, Sample::creatinine);
    return hb == null && creatinine == null
        ? Optional.empty()
        : Optional.of(new EarlierResults(hb, creatinine));
  }

  private static @Nullable EarlierResult findBefore(
      Asked asked, List<Sample> others, Function<Sample, @Nullable BigDecimal> result) {
    var own = asked.measured().samples().stream().filter(one -> result.apply(one) != null).toList();
    var now = own.stream().map(Sample::at).max(Instant::compareTo).orElse(asked.raisedAt());
    return Stream.concat(others.stream(), own.stream())
        .filter(one -> one.at().isBefore(now))
        .filter(one -> result.apply(one) != null)
        .max(comparing(Sample::at))
        .map(one -> new EarlierResult(Objects.requireNonNull(result.apply(one)), one.at()))
        .orElse(null);
  }
}
