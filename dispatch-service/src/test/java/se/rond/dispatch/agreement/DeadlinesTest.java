package se.rond.dispatch.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.Parts;

class DeadlinesTest {

  private static final Instant NEW_YEAR = Instant.parse("2025-12-31T23:00:00Z");

  /** Physician today: 8 h, before the working day ends, and over no weekend. */
  @ParameterizedTest(name = "{0}: raised {1}, contact by {2}, on the ladder of {3}")
  @CsvSource(
      textBlock =
          """
          a Wednesday morning,              2026-11-25T08:30+01:00, 2026-11-25T16:30+01:00, PHYSICIAN_TODAY
          before the day ends,              2026-11-25T10:00+01:00, 2026-11-25T17:00+01:00, PHYSICIAN_TODAY
          the day before Christmas Eve,     2026-12-23T16:00+01:00, 2026-12-23T17:00+01:00, PHYSICIAN_TODAY
          Friday afternoon,                 2026-11-27T15:30+01:00, 2026-11-27T16:00+01:00, PHYSICIAN_TODAY
          ten minutes before closing,       2026-11-27T15:50+01:00, 2026-11-27T16:20+01:00, PHYSICIAN_TODAY
          closed on Friday,                 2026-11-27T16:00+01:00, 2026-11-28T00:00+01:00, PHYSICIAN_NOW
          a Saturday,                       2026-11-28T11:00+01:00, 2026-11-28T19:00+01:00, PHYSICIAN_NOW
          Sunday night,                     2026-11-29T23:30+01:00, 2026-11-30T07:30+01:00, PHYSICIAN_NOW
          as the doors open 8 h later,      2026-11-30T00:00+01:00, 2026-11-30T08:00+01:00, PHYSICIAN_NOW
          the night before a working day,   2026-11-30T02:00+01:00, 2026-11-30T10:00+01:00, PHYSICIAN_TODAY
          half a day before All Saints',    2026-10-30T11:00+01:00, 2026-10-30T13:00+01:00, PHYSICIAN_TODAY
          after half a day,                 2027-03-25T14:00+01:00, 2027-03-25T22:00+01:00, PHYSICIAN_NOW
          Good Friday,                      2027-03-26T10:00+01:00, 2027-03-26T18:00+01:00, PHYSICIAN_NOW
          Midsummer Eve,                    2026-06-19T10:00+02:00, 2026-06-19T18:00+02:00, PHYSICIAN_NOW
          the evening before Midsummer Eve, 2026-06-18T16:45+02:00, 2026-06-18T17:15+02:00, PHYSICIAN_TODAY
          Christmas Eve,                    2026-12-24T09:00+01:00, 2026-12-24T17:00+01:00, PHYSICIAN_NOW
          a day of their own,               2026-12-28T09:00+01:00, 2026-12-28T17:00+01:00, PHYSICIAN_NOW
          New Year's Eve,                   2026-12-31T23:59+01:00, 2027-01-01T07:59+01:00, PHYSICIAN_NOW
          Ascension Day,                    2026-05-14T09:00+02:00, 2026-05-14T17:00+02:00, PHYSICIAN_NOW
          the day after Ascension Day,      2026-05-15T09:00+02:00, 2026-05-15T16:00+02:00, PHYSICIAN_TODAY
          clocks go back,                   2026-10-25T00:30+02:00, 2026-10-25T07:30+01:00, PHYSICIAN_NOW
          the hour that comes twice,        2026-10-25T02:30+01:00, 2026-10-25T10:30+01:00, PHYSICIAN_NOW
          clocks go forward,                2026-03-29T00:30+01:00, 2026-03-29T09:30+02:00, PHYSICIAN_NOW
          the Monday after that,            2026-03-30T02:00+02:00, 2026-03-30T10:00+02:00, PHYSICIAN_TODAY
          """)
  void nobodyWaitsOverAWeekend(
      String when, OffsetDateTime raised, OffsetDateTime contactBy, Level ladder) {
    var promise =
        Deadlines.of(Agreed.terms(), Level.PHYSICIAN_TODAY, Occasion.at(raised.toInstant()));

    assertThat(promise).isEqualTo(new Promise(contactBy.toInstant(), ladder));
  }

  @Test
  void theWorkingDayEndsByTheClockOnTheWallWhereTheClocksChange() {
    var sundays =
        new Calendar(
            Map.of(DayOfWeek.SUNDAY, List.of(Opening.parse("08:00-12:00"))), Map.of(), Map.of());
    var terms = withOffice(sundays);

    assertThat(contactBy(terms, "2026-10-25T05:30:00+01:00"))
        .isEqualTo(OffsetDateTime.parse("2026-10-25T12:00:00+01:00").toInstant());
    assertThat(contactBy(terms, "2026-10-18T05:30:00+02:00"))
        .isEqualTo(OffsetDateTime.parse("2026-10-18T12:00:00+02:00").toInstant());
  }

  private static Instant contactBy(Terms terms, String raised) {
    var raisedAt = OffsetDateTime.parse(raised).toInstant();
    return Deadlines.of(terms, Level.PHYSICIAN_TODAY, Occasion.at(raisedAt)).contactBy();
  }

  @ParameterizedTest(name = "{0} with {1}, NEWS2 above 0: {2} -> {3}")
  @CsvSource(
      textBlock =
          """
          NURSE,             ,                    false, PT24H
          NURSE,             WOUND_PU,            false, PT24H
          NURSE,             WOUND_PU,            true,  PT6H
          NURSE,             RETENTION,           false, PT2H
          NURSE,             CATHETER,            true,  PT2H
          NURSE,             WOUND_PU CATHETER,   false, PT2H
          ADVICE,            RETENTION,           false, PT30M
          MOBILE_TEAM_TODAY, RETENTION,           true,  PT6H
          PHYSICIAN_NOW,     ,                    true,  PT30M
          """)
  void theShortestLimitCounts(Level level, String causes, boolean scored, Duration within) {
    var raisedAt = Instant.parse("2026-11-28T11:00:00Z");
    var occasion = new Occasion(raisedAt, causes(causes), scored);

    assertThat(Deadlines.of(Agreed.terms(), level, occasion))
        .isEqualTo(new Promise(raisedAt.plus(within), level));
  }

  /** Unknown never means normal: a patient who may have a score is measured again in time. */
  @ParameterizedTest(name = "NEWS2 {0}, between {1} and {2}: {3}")
  @CsvSource(
      textBlock =
          """
          0, 0, 0,  PT24H
          1, 1, 1,  PT6H
           , 0, 3,  PT6H
           , 2, 20, PT6H
           ,  ,  ,  PT24H
          """)
  void aScoreThatMissesValuesIsTakenForTheHighest(
      Integer total, Integer least, Integer most, Duration within) {
    var raisedAt = Instant.parse("2026-11-28T11:00:00Z");
    var news2 = new EarlyWarningScore(total, least, most, null, Parts.NONE, null);
    var occasion = Occasion.judged(raisedAt, Set.of(), news2);

    assertThat(Deadlines.of(Agreed.terms(), Level.NURSE, occasion).contactBy())
        .isEqualTo(raisedAt.plus(within));
  }

  private static Set<ContactCause> causes(String names) {
    return names == null
        ? Set.of()
        : Set.copyOf(List.of(names.split(" ")).stream().map(ContactCause::valueOf).toList());
  }

  /** Which eves fall on days that are closed anyway differs from year to year. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      textBlock =
          """
          2028-04-30, 'a Sunday'
          2030-01-05, 'a Saturday'
          """)
  void anEveOpensNothingThatItsWeekdayCloses(LocalDate eve, String weekday) {
    var calendar =
        new Calendar(
            Agreed.OFFICE_HOURS.week(),
            Map.of(
                NamedDay.WALPURGIS_EVE, List.of(Opening.parse("08:00-13:00")),
                NamedDay.EPIPHANY_EVE, List.of(Opening.parse("08:00-13:00"))),
            Map.of());
    var raisedAt = eve.atTime(9, 0).atZone(Calendar.SWEDEN).toInstant();

    assertThat(calendar.openingsOn(eve)).isEmpty();
    assertThat(
            Deadlines.of(withOffice(calendar), Level.PHYSICIAN_TODAY, Occasion.at(raisedAt))
                .ladder())
        .isEqualTo(Level.PHYSICIAN_NOW);
    assertThat(calendar.openingsOn(LocalDate.of(2027, 4, 30)))
        .containsExactly(Opening.parse("08:00-13:00"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Of any calendar whatever, over a year of instants. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noCalendarMakesAPromiseLongerAndWhoAsksLaterIsNeverPromisedEarlier(long seed) {
    var random = new Random(seed);
    var terms = withOffice(anyCalendar(random));
    var limit = terms.target(Level.PHYSICIAN_TODAY).contactWithin();

    var before = Instant.MIN;
    for (var raisedAt : instants(random)) {
      var promise = Deadlines.of(terms, Level.PHYSICIAN_TODAY, Occasion.at(raisedAt));
      assertThat(promise.contactBy())
          .isAfterOrEqualTo(raisedAt.plus(Duration.ofMinutes(30)))
          .isBeforeOrEqualTo(raisedAt.plus(limit))
          .isAfterOrEqualTo(before);
      before = promise.contactBy();
    }
  }

  private static List<Instant> instants(Random random) {
    return random
        .longs(300, 0, Duration.ofDays(365).toMinutes())
        .sorted()
        .mapToObj(minutes -> NEW_YEAR.plus(Duration.ofMinutes(minutes)))
        .toList();
  }

  private static Calendar anyCalendar(Random random) {
    var week = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
    for (var day : DayOfWeek.values()) {
      week.put(day, anyHours(random));
    }
    var days = new EnumMap<NamedDay, List<Opening>>(NamedDay.class);
    for (var day : NamedDay.values()) {
      if (random.nextInt(3) == 0) {
        days.put(day, anyHours(random));
      }
    }
    return new Calendar(
        week, days, Map.of(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(365)), List.of()));
  }

  private static List<Opening> anyHours(Random random) {
    var hours = new ArrayList<Opening>();
    for (var i = random.nextInt(3); i > 0; i--) {
      var from = random.nextInt(Opening.MINUTES_OF_A_DAY);
      hours.add(new Opening(from, from + 1 + random.nextInt(Opening.MINUTES_OF_A_DAY - from)));
    }
    return hours;
  }

  private static Terms withOffice(Calendar calendar) {
    return Agreed.with(Map.of(Agreed.OFFICE, calendar), Agreed.terms().hours());
  }
}
