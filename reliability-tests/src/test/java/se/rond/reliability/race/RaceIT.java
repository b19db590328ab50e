package se.rond.reliability.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.reliability.loaded.Cut;
import se.rond.reliability.race.Field.Standing;
import se.rond.reliability.race.TwoInstances.Answer;

/**
 * 64 callers race for offers on two instances of dispatch: each offer has one outcome, each team is
 * in one place, each need is offered once, and who loses is told what is instead.
 *
 * <p>Two things stand in the way of a double booking: the locks that the code takes, and the
 * indexes. The second half takes them away and looks whether this test would notice.
 *
 * <p>{@code ./reliability race} races for 10,000 offers, 500 at once, the build for fewer; {@code
 * -Drond.race.seed=7} by another seed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RaceIT {

  private static final int OFFERS = Integer.getInteger("rond.race.offers", 200);

  private static final long SEED = Long.getLong("rond.race.seed", 1);

  /** Offers raced for at once: one team is asked for all of them, and is counted at each. */
  private static final int MOST_AT_ONCE = 500;

  /** Offers raced for without protection; one double booking among them is enough. */
  private static final int UNPROTECTED = 200;

  private static final String TEAM_INDEX = "one_active_assignment_per_team";

  private static final String NEED_INDEX = "one_live_assignment_per_need";

  private static final String ASSIGNMENTS = "se.rond.dispatch.assignment.jdbc.JdbcAssignments";

  private static final String REQUESTS = "se.rond.dispatch.request.jdbc.JdbcAssessmentRequests";

  /** The row locks that put callers in line, and the version that tells a late one. */
  private static final List<Cut> LOCKS =
      List.of(
          Cut.text(REQUESTS, "for update", ""),
          Cut.texts(ASSIGNMENTS, Map.of("for no key update", "", "and version = :version", "")));

  private TwoInstances dispatch;

  @BeforeAll
  void start() {
    System.out.printf("Racing for %d offers, seed %d%n", OFFERS, SEED);
    dispatch = new TwoInstances(List.of());
  }

  @AfterAll
  void stop() {
    dispatch.close();
  }

  /**
   * So many offers of all.
   *
   * @param seed another one in each round
   */
  private record Round(int offers, long seed) {}

  static Stream<Round> rounds() {
    return IntStream.iterate(0, done -> done < OFFERS, done -> done + MOST_AT_ONCE)
        .mapToObj(done -> new Round(Math.min(MOST_AT_ONCE, OFFERS - done), SEED + done));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void anOfferThatManyAnswerHasOneOutcome(Round round) {
    var began = System.nanoTime();

    var offers = answerAll(dispatch, round);

    took("answers", round, began);
    assertThat(offers).filteredOn(offer -> offer.outcomes() != 1).isEmpty();
    assertThat(offers).allSatisfy(RaceIT::everyoneHeardTheOutcome);
    assertThat(offers).extracting(Answered::state).contains("ACCEPTED", "DECLINED", "LAPSED");
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void aTeamThatSetsOutFourTimesIsOnTheWayOnce(Round round) {
    var began = System.nanoTime();

    var heats = setOutAll(dispatch, round);

    took("set-outs", round, began);
    assertThat(dispatch.field.teamsInTwoPlaces()).isZero();
    assertThat(dispatch.field.teamsUnderWay()).isEqualTo(heats.size());
    assertThat(heats)
        .allSatisfy(
            answers -> {
              assertThat(answers).filteredOn(Answer::isDone).hasSize(1);
              assertThat(answers)
                  .filteredOn(answer -> !answer.isDone())
                  .allSatisfy(
                      loser -> {
                        assertThat(loser.status()).isEqualTo(409);
                        assertThat(loser.says("type")).isEqualTo("urn:rond:problem:RESPONDER_BUSY");
                        assertThat(loser.says("state")).isEqualTo("ACCEPTED");
                        assertThat(loser.says("by")).matches("R[0-9]+");
                        assertThat(Instant.parse(loser.says("at"))).isBefore(Instant.now());
                      });
            });
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void aNeedThatManyMatchIsOfferedOnce(Round round) {
    var began = System.nanoTime();

    matchAll(dispatch, round);

    took("matchings", round, began);
    assertThat(dispatch.field.needsOfferedTwice()).isZero();
    assertThat(dispatch.field.needsOffered()).isEqualTo(round.offers());
    assertThat(dispatch.field.offersTold()).isEqualTo(round.offers());
  }

  @Test
  @EnabledIfSystemProperty(
      named = "rond.race.offers",
      matches = "[0-9]+",
      disabledReason = "starts dispatch four more times: run ./reliability race")
  void withoutLocksTheIndexesRefuseAndWithoutIndexesTheyAreMissed() {
    var round = new Round(UNPROTECTED, SEED);
    try (var unlocked = new TwoInstances(LOCKS)) {
      var outcomes = answerAll(unlocked, round);
      assertThat(outcomes)
          .as("offers with several outcomes, without lock and version")
          .anyMatch(offer -> offer.outcomes() > 1);

      setOutAll(unlocked, round);
      assertThat(unlocked.field.teamsInTwoPlaces()).as("with %s", TEAM_INDEX).isZero();
      matchAll(unlocked, round);
      assertThat(unlocked.field.needsOfferedTwice()).as("with %s", NEED_INDEX).isZero();

      unlocked.field.drop(TEAM_INDEX);
      unlocked.field.drop(NEED_INDEX);
      setOutAll(unlocked, round);
      var teams = unlocked.field.teamsInTwoPlaces();
      matchAll(unlocked, round);
      var needs = unlocked.field.needsOfferedTwice();

      System.out.printf(
          "Without locks %d of %d offers have several outcomes; without indexes, too, %d of %d teams are in two places"
              + " and %d of %d needs are offered twice%n",
          outcomes.stream().filter(offer -> offer.outcomes() > 1).count(),
          UNPROTECTED,
          teams,
          UNPROTECTED / Callers.HEAT,
          needs,
          UNPROTECTED);
      assertThat(teams).as("teams in two places, without %s", TEAM_INDEX).isPositive();
      assertThat(needs).as("needs offered twice, without %s", NEED_INDEX).isPositive();
    }
  }

  /** What one caller said, and heard. */
  private record Said(boolean yes, Answer heard) {}

  /** An offer that four have answered. */
  private record Answered(String state, int outcomes, List<Said> said) {}

  /**
   * Each offer gets a yes or a no from four callers at once; for every fourth, time runs out, too.
   */
  private static List<Answered> answerAll(TwoInstances dispatch, Round round) {
    dispatch.field.clear();
    var offers = dispatch.field.offers(round.offers());
    var heats =
        Callers.race(
            round.offers(),
            round.seed(),
            (heat, caller, random) -> {
              var offer = offers.get(heat);
              var yes = random.nextBoolean();
              if (heat % Callers.HEAT == 0) {
                if (caller == 0) {
                  dispatch.field.hurry(offer, random.nextInt(10));
                }
                dispatch.sweep(caller);
              }
              return new Said(
                  yes,
                  yes
                      ? dispatch.put(caller, offer.acceptance(), Map.of())
                      : dispatch.put(caller, offer.declination(), Map.of("reason", "BUSY")));
            });
    dispatch.sweep(0);
    var standings =
        dispatch.field.standings().stream()
            .collect(Collectors.toMap(Standing::assignment, Function.identity()));
    var answered = new ArrayList<Answered>();
    for (var heat = 0; heat < round.offers(); heat++) {
      var standing = standings.get(offers.get(heat).assignment());
      answered.add(new Answered(standing.state(), standing.outcomes(), heats.get(heat)));
    }
    return answered;
  }

  /** Who said what became of the offer is confirmed; who did not is told what became of it. */
  private static void everyoneHeardTheOutcome(Answered offer) {
    for (var said : offer.said()) {
      var won = said.yes() ? offer.state().equals("ACCEPTED") : offer.state().equals("DECLINED");
      assertThat(said.heard().status()).isEqualTo(won ? 204 : 409);
      if (!won) {
        // A clock that ran out is heard of before it is swept.
        assertThat(said.heard().says("state")).isIn(offer.state(), "OFFERED");
        assertThat(said.heard().says("by")).isEqualTo("M11");
        assertThat(Instant.parse(said.heard().says("at"))).isBefore(Instant.now());
      }
    }
  }

  /**
   * Each team has four accepted visits, and its four devices report at once that it is on the way.
   */
  private static List<List<Answer>> setOutAll(TwoInstances dispatch, Round round) {
    dispatch.field.clear();
    var teams = round.offers() / Callers.HEAT;
    var visits = dispatch.field.accepted(teams, Callers.HEAT);
    return Callers.race(
        teams,
        round.seed(),
        (heat, caller, _) ->
            dispatch.put(
                caller,
                visits.get(heat * Callers.HEAT + caller).status(),
                Map.of("status", "EN_ROUTE")));
  }

  /** Needs that are due, and callers on both instances who all do what is due. */
  private static void matchAll(TwoInstances dispatch, Round round) {
    dispatch.field.clear();
    dispatch.field.needs(round.offers());
    for (var sweeps = 0; dispatch.field.isSomethingDue(); sweeps++) {
      // Each meets one need at least.
      assertThat(sweeps).as("sweeps for %s", round).isLessThan(round.offers());
      Callers.race(
          Callers.HEAT,
          round.seed(),
          (_, caller, _) -> {
            dispatch.sweep(caller);
            return caller;
          });
    }
  }

  private static void took(String what, Round round, long began) {
    System.out.printf(
        "%d %s in %d ms%n", round.offers(), what, (System.nanoTime() - began) / 1_000_000);
  }
}
