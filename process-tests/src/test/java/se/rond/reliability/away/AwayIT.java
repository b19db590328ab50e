package se.rond.reliability.away;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.reliability.live.Evidence;
import se.rond.reliability.live.Ledger;
import se.rond.reliability.live.Part;
import se.rond.reliability.live.People;
import se.rond.reliability.live.Quickstart;
import se.rond.reliability.live.Verdict;

/** Broker or database away for two minutes while people work on: by {@code ./reliability away}. */
@EnabledIfSystemProperty(
    named = "rond.away",
    matches = "yes",
    disabledReason = "takes 12 min: run ./reliability away")
class AwayIT {
  private static final Duration AWAY =
      Duration.ofSeconds(Integer.getInteger("rond.away.seconds", 120));

  /** From the end of the fault to the next offer on a nurse's stream, when nothing else waits. */
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(30);

  /** How long people work undisturbed, so that their rate is known. */
  private static final Duration CALM = Duration.ofSeconds(20);

  /** For what is no number to report: that a request gets through at first, for example. */
  private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(3);

  /** How it is away. */
  enum Manner {
    /** Killed again whenever the launcher has started it again. */
    KILLED,
    /** Stopped where it stands: it takes connections, and answers none. */
    FROZEN
  }

  @TempDir Path folder;

  @RegisterExtension final Evidence evidence = new Evidence(() -> folder);

  @ParameterizedTest(name = "{0} {1} for two minutes")
  @CsvSource({
    "BROKER,   KILLED",
    "BROKER,   FROZEN",
    "DATABASE, KILLED",
    "DATABASE, FROZEN",
  })
  void nothingIsLostAndWorkGoesOnByItself(Part part, Manner manner) throws Exception {
    var ledger = new Ledger();
    Verdict verdict;
    try (var rond = Quickstart.start(folder.resolve("data"));
        var people = People.begin(rond, ledger, 1)) {
      assertThat(people.probe(GIVE_UP_AFTER)).as("a request gets through at first").isTrue();
      await("load").atMost(GIVE_UP_AFTER).until(() -> ledger.inFlight() >= 20);

      var perSecond = endedPerSecond(ledger);
      var accepted = ledger.accepted().size();
      keepAway(rond, part, manner);
      var meanwhile = ledger.accepted().size() - accepted;
      var bound = RECOVERED_WITHIN.plusSeconds(Math.round(ledger.inFlight() / perSecond));
      var back = System.nanoTime();
      assertThat(people.probe(bound))
          .as("resumed by itself within %s:%n%s", bound, rond.output())
          .isTrue();

      System.out.printf(
          "%s %s: %d accepted and %d put off meanwhile, resumed after %.1f s of %d s for %.1f a second%n",
          part.title(),
          manner,
          meanwhile,
          ledger.countPutOff(),
          (System.nanoTime() - back) / 1e9,
          bound.toSeconds(),
          perSecond);
      if (part == Part.BROKER) {
        assertThat(meanwhile).as("accepted without a broker").isPositive();
        assertThat(ledger.countPutOff()).as("put off for want of a broker").isZero();
      } else {
        assertThat(ledger.countPutOff()).as("told 503 with advice").isPositive();
      }
      people.finish(GIVE_UP_AFTER);
      verdict = Verdict.of(rond, people, ledger);
    }
    verdict.assertFlawless();
  }

  /** What the backlog can be worked off at, since it was before: those are as many as come in. */
  private static double endedPerSecond(Ledger ledger) throws InterruptedException {
    var before = ledger.countEnded();
    // Counts for as long; nothing is waited for.
    Thread.sleep(CALM);
    var ended = ledger.countEnded() - before;
    assertThat(ended).as("requests that end while nothing is away").isPositive();
    return ended / (double) CALM.toSeconds();
  }

  private static void keepAway(Quickstart rond, Part part, Manner manner) throws Exception {
    switch (manner) {
      case KILLED -> {
        var until = System.nanoTime() + AWAY.toNanos();
        while (System.nanoTime() < until) {
          if (rond.process(part).isPresent()) {
            rond.kill(part);
          }
          // Killing takes as long as it is to be away; nothing is waited for.
          Thread.sleep(100);
        }
      }
      case FROZEN -> {
        rond.freeze(part);
        try {
          Thread.sleep(AWAY);
        } finally {
          rond.thaw(part);
        }
      }
    }
  }
}
