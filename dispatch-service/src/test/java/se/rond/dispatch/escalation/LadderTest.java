package se.rond.dispatch.escalation;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.Rung;
import se.rond.dispatch.agreement.Step;
import se.rond.dispatch.agreement.Step.AskNamed;
import se.rond.dispatch.agreement.Step.AskNextOnDuty;
import se.rond.dispatch.agreement.Step.FallBack;
import se.rond.dispatch.agreement.Step.ReserveRoutine;
import se.rond.dispatch.agreement.Step.TellCoordinator;
import se.rond.dispatch.escalation.Ladder.Circumstances;
import se.rond.dispatch.escalation.Move.Ask;
import se.rond.dispatch.escalation.Move.Skip;
import se.rond.dispatch.escalation.Move.Stay;
import se.rond.dispatch.roster.ResponderKind;

class LadderTest {

  private static final ResponderId BACKUP = new ResponderId("LB-10-2");
  private static final String MANAGER = "Chef i beredskap";

  private static final Step ASK_TEAM = new AskNextOnDuty(ResponderKind.MOBILE_TEAM, ofMinutes(5));
  private static final Step ASK_PHYSICIAN =
      new AskNextOnDuty(ResponderKind.PHYSICIAN, ofMinutes(3));
  private static final Step ASK_BACKUP = new AskNamed(BACKUP, ofMinutes(4));
  private static final Step TELL = new TellCoordinator();
  private static final Step TO_PHYSICIAN = new FallBack(Level.PHYSICIAN_NOW);
  private static final Step RESERVE = new ReserveRoutine(MANAGER);

  private static final Ladder TEAM =
      ladder(ASK_TEAM, ASK_TEAM, TO_PHYSICIAN, ASK_PHYSICIAN, ASK_BACKUP, TELL, RESERVE);
  private static final Ladder PHYSICIAN = ladder(ASK_PHYSICIAN, TELL, ASK_BACKUP, RESERVE);

  private static Ladder ladder(Step... steps) {
    return new Ladder(Stream.of(steps).map(step -> new Rung(Level.MOBILE_TEAM_2H, step)).toList());
  }

  private static Circumstances nobodyYet(Staffing staffing) {
    return new Circumstances(false, false, false, staffing);
  }

  private static Circumstances timeIsOver(boolean waiting) {
    return new Circumstances(false, waiting, true, Staffing.FRESH);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      textBlock =
          """
          FRESH        -> Ask[answerWithin=PT5M, named=null]
          LATE         -> Skip[reason=TOO_LATE]
          LIVE         -> Adopt[]
          NOBODY       -> Skip[reason=NOBODY]
          ASKED_BEFORE -> Skip[reason=ASKED_BEFORE]
          SETTLED      -> Skip[reason=SETTLED]
          """,
      delimiterString = "->")
  void aRungThatAsksGoesByWhomItFinds(Staffing staffing, String move) {
    assertThat(TEAM.decide(0, nobodyYet(staffing))).hasToString(move);
  }

  @Test
  void aNamedBackupIsAskedByNameWithinItsOwnTime() {
    assertThat(PHYSICIAN.decide(2, nobodyYet(Staffing.FRESH)))
        .isEqualTo(new Ask(ofMinutes(4), BACKUP));
  }

  @Test
  void whereNothingIsToFallBackToLateIsBetterThanNever() {
    assertThat(PHYSICIAN.decide(0, nobodyYet(Staffing.LATE))).isInstanceOf(Ask.class);
    assertThat(TEAM.decide(3, nobodyYet(Staffing.LATE))).isInstanceOf(Ask.class);
  }

  @Test
  void anAnswerIsWaitedForUntilTheTimeIsOver() {
    assertThat(TEAM.decide(1, new Circumstances(false, true, false, Staffing.FRESH)))
        .isEqualTo(new Stay());
    assertThat(TEAM.decide(1, timeIsOver(true))).isEqualTo(new Skip(Move.Reason.TIME_OVER));
  }

  @Test
  void whenTheTimeIsOverEverythingButAskingIsDone() {
    var moves =
        Stream.iterate(0, climbed -> climbed < TEAM.rungs().size(), climbed -> climbed + 1)
            .map(climbed -> TEAM.decide(climbed, timeIsOver(false)))
            .filter(move -> !(move instanceof Skip))
            .toList();

    assertThat(moves)
        .containsExactly(
            new Move.FallBack(Level.PHYSICIAN_NOW), new Move.Tell(), new Move.Reserve(MANAGER));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverHasTakenItIsLeftInPeace(Staffing staffing) {
    for (var climbed = 0; climbed <= TEAM.rungs().size(); climbed++) {
      for (var timeOver : List.of(true, false)) {
        assertThat(TEAM.decide(climbed, new Circumstances(true, false, timeOver, staffing)))
            .isEqualTo(new Stay());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingComesAfterTheEnd(Staffing staffing) {
    assertThat(TEAM.decide(7, nobodyYet(staffing))).isEqualTo(new Stay());
    assertThat(TEAM.find(7)).isEmpty();
  }

  @Test
  void whatALadderHasFallenBackToStandsIn() {
    assertThat(TEAM.fallenBackTo(2)).isEqualTo(EnumSet.of(Need.TEAM_VISIT));
    assertThat(TEAM.fallenBackTo(3)).isEqualTo(EnumSet.of(Need.TEAM_VISIT, Need.PHYSICIAN_CONTACT));
    assertThat(TEAM.fallenBackTo(0)).isEmpty();
  }

  @ParameterizedTest(name = "{0} at {1}, promised {2}: {3}")
  @CsvSource(
      textBlock =
          """
          TEAM_VISIT,        MOBILE_TEAM_2H,    MOBILE_TEAM_2H,    MOBILE_TEAM_2H
          TEAM_VISIT,        MOBILE_TEAM_TODAY, MOBILE_TEAM_TODAY, MOBILE_TEAM_TODAY
          TEAM_VISIT,        PHYSICIAN_NOW,     PHYSICIAN_NOW,     MOBILE_TEAM_2H
          TEAM_VISIT,        PHYSICIAN_TODAY,   PHYSICIAN_TODAY,   MOBILE_TEAM_TODAY
          TEAM_VISIT,        NURSE,             NURSE,             MOBILE_TEAM_TODAY
          PHYSICIAN_CONTACT, PHYSICIAN_NOW,     PHYSICIAN_NOW,     PHYSICIAN_NOW
          PHYSICIAN_CONTACT, MOBILE_TEAM_2H,    MOBILE_TEAM_2H,    PHYSICIAN_TODAY
          PHYSICIAN_CONTACT, PHYSICIAN_TODAY,   PHYSICIAN_NOW,     PHYSICIAN_NOW
          NURSE_VISIT,       NURSE,             NURSE,             NURSE
          NURSE_VISIT,       ADVICE,            ADVICE,            ADVICE
          NURSE_VISIT,       PHYSICIAN_NOW,     PHYSICIAN_NOW,     NURSE
          """)
  void aNeedClimbsTheLadderOfItsPromiseOrTheOneUsualForIt(
      Need need, Level offered, Level promised, Level ladder) {
    assertThat(Ladder.levelFor(need, offered, promised)).isEqualTo(ladder);
  }

  @ParameterizedTest(name = "{0} at {1} or higher: {2}")
  @CsvSource(
      textBlock =
          """
          PHYSICIAN_CONTACT, MOBILE_TEAM_2H, PHYSICIAN_NOW
          PHYSICIAN_CONTACT, NURSE,          PHYSICIAN_TODAY
          TEAM_VISIT,        NURSE,          MOBILE_TEAM_TODAY
          TEAM_VISIT,        PHYSICIAN_NOW,  PHYSICIAN_NOW
          """)
  void whoIsAskedInSomebodysPlaceIsAskedAtTheLevelThatPromisesThat(
      Need need, Level atLeast, Level level) {
    assertThat(Ladder.levelPromising(need, atLeast)).isEqualTo(level);
  }

  static Stream<Ladder> ladders() {
    return Stream.of(
        TEAM,
        PHYSICIAN,
        ladder(RESERVE),
        ladder(ASK_TEAM, TO_PHYSICIAN, TELL, ASK_PHYSICIAN, RESERVE),
        ladder(TELL, TO_PHYSICIAN, ASK_BACKUP, TELL, RESERVE));
  }

  /** Where an exploration is: how many rungs are behind, and whether an answer is waited for. */
  private record Position(int climbed, boolean waiting, boolean taken, boolean ended) {}

  /**
   * Tries every answer and every staffing at every rung: nothing leads down, nothing leads on for
   * ever, and every path ends with somebody who has said yes or with the manager.
   */
  @ParameterizedTest
  @MethodSource("ladders")
  void everyPathEndsWithAYesOrWithTheManager(Ladder ladder) {
    var seen = new HashSet<Position>();
    var ends = new HashSet<Position>();

    explore(ladder, new Position(0, false, false, false), seen, ends, 0);

    assertThat(ends).isNotEmpty().allMatch(end -> end.taken() || end.ended());
    assertThat(ends).anyMatch(Position::ended);
    // The manager is reached from every rung, if nobody ever says yes.
    for (var climbed = 0; climbed < ladder.rungs().size(); climbed++) {
      assertThat(reachesTheManager(ladder, climbed)).as("from rung " + climbed).isTrue();
    }
  }

  private static void explore(
      Ladder ladder, Position at, Set<Position> seen, Set<Position> ends, int depth) {
    assertThat(depth).as("steps without an end").isLessThanOrEqualTo(3 * ladder.rungs().size());
    seen.add(at);
    if (at.taken() || at.ended()) {
      ends.add(at);
      return;
    }
    for (var next : after(ladder, at)) {
      assertThat(next.climbed()).isGreaterThanOrEqualTo(at.climbed());
      if (!seen.contains(next)) {
        explore(ladder, next, seen, ends, depth + 1);
      }
    }
  }

  /** Everything that can happen next. */
  private static Set<Position> after(Ladder ladder, Position at) {
    var next = new HashSet<Position>();
    if (at.waiting()) {
      next.add(new Position(at.climbed(), false, true, false));
      next.add(new Position(at.climbed(), false, false, false));
    }
    for (var timeOver : List.of(false, true)) {
      for (var staffing : Staffing.values()) {
        var move =
            ladder.decide(at.climbed(), new Circumstances(false, at.waiting(), timeOver, staffing));
        switch (move) {
          case Stay() -> assertThat(at.waiting()).as("stays only to wait").isTrue();
          case Ask _, Move.Adopt _ -> next.add(new Position(at.climbed() + 1, true, false, false));
          case Skip _, Move.FallBack _, Move.Tell _ ->
              next.add(new Position(at.climbed() + 1, false, false, false));
          case Move.Reserve _ -> next.add(new Position(at.climbed() + 1, false, false, true));
        }
      }
    }
    return next;
  }

  private static boolean reachesTheManager(Ladder ladder, int from) {
    for (var climbed = from; climbed < ladder.rungs().size(); climbed++) {
      if (ladder.decide(climbed, nobodyYet(Staffing.NOBODY)) instanceof Move.Reserve) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest(name = "{0} at most {1}: {2}")
  @CsvSource({
    "PHYSICIAN_CONTACT, EMERGENCY_112, PHYSICIAN_NOW",
    "PHYSICIAN_CONTACT, PHYSICIAN_NOW, PHYSICIAN_NOW",
    "PHYSICIAN_CONTACT, MOBILE_TEAM_2H, PHYSICIAN_TODAY",
    "PHYSICIAN_CONTACT, NURSE, PHYSICIAN_TODAY",
    "TEAM_VISIT, PHYSICIAN_NOW, MOBILE_TEAM_2H",
    "TEAM_VISIT, ADVICE, MOBILE_TEAM_TODAY",
    "NURSE_VISIT, MOBILE_TEAM_2H, NURSE"
  })
  void theHighestLevelThatPromisesANeedIsTheLowestWhereAllAreHigher(
      Need need, Level atMost, Level expected) {
    assertThat(Ladder.highestPromising(need, atMost)).isEqualTo(expected);
  }
}
