package se.rond.dispatch.agreement;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.intake.FieldError;
import se.rond.dispatch.agreement.MunicipalTerms.Tighter;
import se.rond.dispatch.agreement.Step.AskNamed;
import se.rond.dispatch.agreement.Step.FallBack;
import se.rond.dispatch.agreement.Step.ReserveRoutine;
import se.rond.dispatch.roster.ResponderKind;

class AgreementRulesTest {

  /** Accept, contact and answer by level, in minutes, as clinical reference 2.11 prints them. */
  private static final Map<Level, int[]> REFERENCE =
      Map.of(
          Level.PHYSICIAN_NOW, new int[] {10, 30},
          Level.MOBILE_TEAM_2H, new int[] {15, 120},
          Level.MOBILE_TEAM_TODAY, new int[] {30, 360},
          Level.PHYSICIAN_TODAY, new int[] {60, 480},
          Level.NURSE, new int[] {60, 1440},
          Level.ADVICE, new int[] {10, 30});

  private static final List<Level> LEVELS = REFERENCE.keySet().stream().sorted().toList();

  private static List<String> fields(Terms terms) {
    return AgreementRules.errorsOf(terms, Agreed.SETTING).stream().map(FieldError::field).toList();
  }

  @Test
  void takesTheReferenceAsItStands() {
    assertThat(AgreementRules.errorsOf(Agreed.terms(), Agreed.SETTING)).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aRegionNeverGoesBeyondALockedLimit(long seed) {
    var random = new Random(seed);
    var level = LEVELS.get(random.nextInt(LEVELS.size()));
    var target = Agreed.terms().target(level);
    var accept = aroundLimit(random, REFERENCE.get(level)[0]);
    var contact = aroundLimit(random, REFERENCE.get(level)[1]);
    var answer = 1 + random.nextInt(12);
    var changed =
        new Target(
            ofMinutes(accept),
            ofMinutes(contact),
            ofMinutes(answer),
            target.calendar(),
            target.forCauses(),
            target.afterScore());

    var refused = fields(Agreed.with(level, changed));

    assertThat(refused.contains("targets." + level + ".acceptWithin"))
        .isEqualTo(accept > REFERENCE.get(level)[0]);
    assertThat(refused.contains("targets." + level + ".contactWithin"))
        .isEqualTo(contact > REFERENCE.get(level)[1]);
    assertThat(refused.contains("targets." + level + ".answerWithin"))
        .isEqualTo(answer < 2 || answer > 10);
  }

  private static int aroundLimit(Random random, int limit) {
    return Math.max(1, limit - 3 + random.nextInt(7));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aMunicipalityThatLoosensIsRefusedAndOneThatTightensIsNot(long seed) {
    var random = new Random(seed);
    var region = Agreed.terms();
    var loosened = new ArrayList<String>();
    var targets = new EnumMap<Level, Tighter>(Level.class);
    for (var level : LEVELS) {
      if (random.nextBoolean()) {
        targets.put(level, any(random, level, region.target(level), loosened));
      }
    }
    var municipal = new MunicipalTerms(targets, Set.of());

    var errors = AgreementRules.errorsOf(municipal, region, Agreed.SETTING);

    if (loosened.isEmpty()) {
      assertThat(errors).isEmpty();
    } else {
      assertThat(errors)
          .extracting(FieldError::field)
          .containsExactlyInAnyOrderElementsOf(loosened);
    }
    isNowhereLooser(region.tightenedBy(municipal), region);
  }

  private static Tighter any(Random random, Level level, Target target, List<String> loosened) {
    var at = "targets." + level;
    var causes = new EnumMap<ContactCause, Duration>(ContactCause.class);
    target
        .forCauses()
        .forEach(
            (cause, limit) -> {
              var own = around(random, limit, at + ".forCauses." + cause, loosened);
              if (own != null) {
                causes.put(cause, own);
              }
            });
    return new Tighter(
        around(random, target.acceptWithin(), at + ".acceptWithin", loosened),
        around(random, target.contactWithin(), at + ".contactWithin", loosened),
        around(random, target.answerWithin(), at + ".answerWithin", loosened),
        causes,
        target.afterScore() == null
            ? null
            : around(random, target.afterScore(), at + ".afterScore", loosened));
  }

  /** A minute shorter, the same, a minute longer, or not named. */
  private static @Nullable Duration around(
      Random random, Duration limit, String field, List<String> loosened) {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> limit.minusMinutes(1);
      case 3, 4 -> limit;
      case 5 -> {
        loosened.add(field);
        yield limit.plusMinutes(1);
      }
      default -> null;
    };
  }

  private static void isNowhereLooser(Terms one, Terms other) {
    for (var level : LEVELS) {
      var tight = one.target(level);
      var loose = other.target(level);
      assertThat(tight.acceptWithin()).isLessThanOrEqualTo(loose.acceptWithin());
      assertThat(tight.contactWithin()).isLessThanOrEqualTo(loose.contactWithin());
      assertThat(tight.answerWithin()).isLessThanOrEqualTo(loose.answerWithin());
      loose
          .forCauses()
          .forEach(
              (cause, limit) ->
                  assertThat(tight.forCauses().get(cause)).isLessThanOrEqualTo(limit));
      if (loose.afterScore() != null) {
        assertThat(tight.afterScore()).isLessThanOrEqualTo(loose.afterScore());
      }
    }
    assertThat(other.vitalsNotRequired()).containsAll(one.vitalsNotRequired());
  }

  @Test
  void aMunicipalityMayOnlyAskForMoreVitalSigns() {
    var region = Agreed.terms();

    assertThat(
            AgreementRules.errorsOf(
                new MunicipalTerms(Map.of(), Set.of(ContactCause.DEVICE_PEG_CVK)),
                region,
                Agreed.SETTING))
        .isEmpty();
    assertThat(
            AgreementRules.errorsOf(
                new MunicipalTerms(Map.of(), Set.of(ContactCause.CHEST_PAIN)),
                region,
                Agreed.SETTING))
        .extracting(FieldError::field)
        .containsExactly("vitalsRequired");
  }

  @Test
  void aMunicipalityWhoseTimeIsTooShortForTheLadderLearnsSo() {
    var hasty =
        new MunicipalTerms(
            Map.of(Level.PHYSICIAN_NOW, new Tighter(null, ofMinutes(5), null, Map.of(), null)),
            Set.of());

    assertThat(AgreementRules.errorsOf(hasty, Agreed.terms(), Agreed.SETTING))
        .extracting(FieldError::field)
        // A minute before closing, a physician today is promised as soon as one now.
        .containsExactlyInAnyOrder("ladders.PHYSICIAN_NOW", "ladders.PHYSICIAN_TODAY");
  }

  /**
   * The least that each level may leave: a minute before closing, with retention, after a score.
   */
  @ParameterizedTest(name = "{0} with {1}, {2} times 10 min: taken {3}")
  @CsvSource(
      textBlock =
          """
          PHYSICIAN_TODAY, PHYSICIAN,      2,  true
          PHYSICIAN_TODAY, PHYSICIAN,      3,  false
          NURSE,           NURSE_FUNCTION, 11, true
          NURSE,           NURSE_FUNCTION, 12, false
          MOBILE_TEAM_2H,  MOBILE_TEAM,    11, true
          MOBILE_TEAM_2H,  MOBILE_TEAM,    12, false
          """)
  void theManagerHearsWithinTheShortestTimeThatTheLevelPromises(
      Level level, ResponderKind kind, int times, boolean taken) {
    var steps = new ArrayList<Step>(Collections.nCopies(times, Agreed.ask(kind, 10)));
    steps.add(new FallBack(Level.PHYSICIAN_NOW));
    steps.add(new ReserveRoutine(Agreed.MANAGER));

    assertThat(fields(withAdviceOfItsOwn(Agreed.withLadder(level, steps.toArray(Step[]::new)))))
        .isEqualTo(taken ? List.of() : List.of("ladders." + level));
  }

  @Test
  void theManagerHearsInTimeForAScoreToo() {
    var nurse = Agreed.terms().target(Level.NURSE);
    var after =
        new Target(
            nurse.acceptWithin(),
            nurse.contactWithin(),
            nurse.answerWithin(),
            nurse.calendar(),
            nurse.forCauses(),
            ofMinutes(15));

    assertThat(fields(Agreed.with(Level.NURSE, after))).containsExactly("ladders.NURSE");
  }

  /** Advice falls back to a nurse otherwise, and would take as long. */
  private static Terms withAdviceOfItsOwn(Terms terms) {
    var ladders = new EnumMap<Level, List<Step>>(Level.class);
    ladders.putAll(terms.ladders());
    ladders.put(
        Level.ADVICE,
        List.of(new FallBack(Level.PHYSICIAN_NOW), new ReserveRoutine(Agreed.MANAGER)));
    return new Terms(
        terms.targets(),
        terms.calendars(),
        terms.hours(),
        ladders,
        terms.reserve(),
        terms.vitalsNotRequired());
  }

  @ParameterizedTest(name = "from {0} to {1}: allowed {2}")
  @CsvSource(
      textBlock =
          """
          MOBILE_TEAM_2H,    PHYSICIAN_NOW,     true
          MOBILE_TEAM_2H,    NURSE,             false
          MOBILE_TEAM_2H,    PHYSICIAN_TODAY,   false
          MOBILE_TEAM_2H,    EMERGENCY_112,     false
          MOBILE_TEAM_TODAY, MOBILE_TEAM_2H,    false
          MOBILE_TEAM_TODAY, NURSE,             false
          MOBILE_TEAM_TODAY, PHYSICIAN_NOW,     true
          PHYSICIAN_TODAY,   PHYSICIAN_NOW,     true
          PHYSICIAN_TODAY,   NURSE,             false
          NURSE,             ADVICE,            false
          NURSE,             NURSE,             false
          NURSE,             PHYSICIAN_TODAY,   true
          NURSE,             PHYSICIAN_NOW,     true
          ADVICE,            NURSE,             true
          ADVICE,            ADVICE,            false
          """)
  void aFallBackOnlyGoesUpAndNeverFromATeamToANurse(Level level, Level to, boolean allowed) {
    var terms = Agreed.withLadder(level, new FallBack(to), new ReserveRoutine(Agreed.MANAGER));

    assertThat(fields(terms).contains("ladders." + level + "[0].to")).isEqualTo(!allowed);
  }

  @Test
  void aLadderEndsInOneReserveRoutine() {
    var level = Level.PHYSICIAN_NOW;
    var ask = Agreed.ask(ResponderKind.PHYSICIAN, 3);
    var end = new ReserveRoutine(Agreed.MANAGER);

    assertThat(fields(Agreed.withLadder(level, ask, end))).isEmpty();
    assertThat(fields(Agreed.withLadder(level, ask))).containsExactly("ladders.PHYSICIAN_NOW");
    assertThat(fields(Agreed.withLadder(level, end, ask))).containsExactly("ladders.PHYSICIAN_NOW");
    assertThat(fields(Agreed.withLadder(level, ask, end, end)))
        .containsExactly("ladders.PHYSICIAN_NOW");
    assertThat(fields(Agreed.withLadder(level))).containsExactly("ladders.PHYSICIAN_NOW");
    assertThat(fields(Agreed.withLadder(level, ask, new ReserveRoutine("Nobody"))))
        .containsExactly("ladders.PHYSICIAN_NOW[1].manager");
  }

  @Test
  void aPhysicianNowFallsBackToNothing() {
    assertThat(
            fields(
                Agreed.withLadder(
                    Level.PHYSICIAN_NOW,
                    new FallBack(Level.EMERGENCY_112),
                    new ReserveRoutine(Agreed.MANAGER))))
        .containsExactly("ladders.PHYSICIAN_NOW");
  }

  @Test
  void aNurseIsNeverAskedInThePlaceOfATeamOrAPhysician() {
    var end = new ReserveRoutine(Agreed.MANAGER);
    var fallBack = new FallBack(Level.PHYSICIAN_NOW);

    for (var level :
        List.of(Level.MOBILE_TEAM_2H, Level.MOBILE_TEAM_TODAY, Level.PHYSICIAN_TODAY)) {
      assertThat(
              fields(
                  Agreed.withLadder(
                      level, Agreed.ask(ResponderKind.NURSE_FUNCTION, 5), fallBack, end)))
          .containsExactly("ladders." + level + "[0].kind");
      assertThat(
              fields(
                  Agreed.withLadder(
                      level,
                      new AskNamed(new ResponderId("NF-1080"), ofMinutes(5)),
                      fallBack,
                      end)))
          .containsExactly("ladders." + level + "[0].responder");
    }
  }

  @Test
  void whoIsNamedIsAResponderOfTheRegion() {
    assertThat(
            fields(
                Agreed.withLadder(
                    Level.PHYSICIAN_NOW,
                    new AskNamed(new ResponderId("LB-13-1"), ofMinutes(5)),
                    new ReserveRoutine(Agreed.MANAGER))))
        .containsExactly("ladders.PHYSICIAN_NOW[0].responder");
  }

  @Test
  void aPhysicianIsThereAtEveryHourAlsoOnHolidays() {
    var office = new Reachable(ResponderKind.PHYSICIAN, "Vårdcentral", Agreed.OFFICE);
    var nights = new CalendarName("NIGHTS");
    var onCall = new Reachable(ResponderKind.PHYSICIAN, "Sekundärjour", nights);
    var nurse = Agreed.terms().hours().get(1);
    var weekdayNights = List.of(Opening.parse("00:00-08:00"), Opening.parse("17:00-24:00"));
    var weekends = List.of(Opening.parse("00:00-24:00"));
    var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
    Stream.of(DayOfWeek.values())
        .forEach(
            day -> week.put(day, day.compareTo(DayOfWeek.SATURDAY) < 0 ? weekdayNights : weekends));
    week.put(DayOfWeek.FRIDAY, List.of(Opening.parse("00:00-08:00"), Opening.parse("16:00-24:00")));
    var calendars =
        Map.of(Agreed.OFFICE, Agreed.OFFICE_HOURS, nights, new Calendar(week, Map.of(), Map.of()));

    var errors =
        AgreementRules.errorsOf(
            Agreed.with(calendars, List.of(office, onCall, nurse)), Agreed.SETTING);

    assertThat(errors)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo("hours");
              assertThat(error.found().english()).isEqualTo("nobody on 2027-01-01, 00:00-24:00");
            });
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    var terms = Agreed.terms();
    var broken =
        new Terms(
            Map.of(Level.EMERGENCY_112, terms.target(Level.ADVICE)),
            Map.of(),
            List.of(),
            Map.of(),
            List.of(new ReserveContact("Chef", null, null, new CalendarName("NEVER"), null)),
            Set.of(ContactCause.CHEST_PAIN));

    assertThat(fields(broken))
        .containsExactlyInAnyOrder(
            "targets.PHYSICIAN_NOW",
            "targets.MOBILE_TEAM_2H",
            "targets.MOBILE_TEAM_TODAY",
            "targets.PHYSICIAN_TODAY",
            "targets.NURSE",
            "targets.ADVICE",
            "targets.EMERGENCY_112",
            "hours",
            "hours",
            "reserve",
            "reserve[0].calendar",
            "reserve[0].telephone",
            "reserve[0].recipient",
            "ladders.PHYSICIAN_NOW",
            "ladders.MOBILE_TEAM_2H",
            "ladders.MOBILE_TEAM_TODAY",
            "ladders.PHYSICIAN_TODAY",
            "ladders.NURSE",
            "ladders.ADVICE",
            "vitalsNotRequired");
  }

  @Test
  void theNurseTargetKeepsItsShorterLimits() {
    var nurse = Agreed.terms().target(Level.NURSE);

    assertThat(
            fields(
                Agreed.with(
                    Level.NURSE,
                    new Target(
                        nurse.acceptWithin(),
                        nurse.contactWithin(),
                        nurse.answerWithin(),
                        nurse.calendar(),
                        Map.of(ContactCause.CATHETER, ofMinutes(121)),
                        null))))
        .containsExactlyInAnyOrder(
            "targets.NURSE.forCauses.CATHETER",
            "targets.NURSE.forCauses.RETENTION",
            "targets.NURSE.afterScore");
  }

  @Test
  void aPhysicianTodayNeedsWorkingDays() {
    var today = Agreed.terms().target(Level.PHYSICIAN_TODAY);

    assertThat(
            fields(
                Agreed.with(
                    Level.PHYSICIAN_TODAY,
                    new Target(
                        today.acceptWithin(),
                        today.contactWithin(),
                        today.answerWithin(),
                        Agreed.ALWAYS,
                        Map.of(),
                        null))))
        .containsExactly("targets.PHYSICIAN_TODAY.calendar");
  }

  @Test
  void everyLadderIsClimbedToOneEnd() {
    var terms = Agreed.terms();

    for (var level : LEVELS) {
      var rungs = terms.climb(level);
      assertThat(rungs.getLast()).isEqualTo(new Rung(level, new ReserveRoutine(Agreed.MANAGER)));
      assertThat(rungs.subList(0, rungs.size() - 1))
          .noneMatch(rung -> rung.step() instanceof ReserveRoutine);
    }
    assertThat(terms.climb(Level.ADVICE).stream().map(Rung::level))
        .containsExactly(
            Level.ADVICE,
            Level.ADVICE,
            Level.NURSE,
            Level.NURSE,
            Level.PHYSICIAN_TODAY,
            Level.PHYSICIAN_TODAY,
            Level.PHYSICIAN_NOW,
            Level.PHYSICIAN_NOW,
            Level.PHYSICIAN_NOW,
            Level.ADVICE);
    assertThat(terms.climb(Level.ADVICE).stream().map(Rung::step))
        .filteredOn(FallBack.class::isInstance)
        .containsExactly(
            new FallBack(Level.NURSE),
            new FallBack(Level.PHYSICIAN_TODAY),
            new FallBack(Level.PHYSICIAN_NOW));
  }
}
