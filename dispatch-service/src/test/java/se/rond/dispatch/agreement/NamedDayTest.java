package se.rond.dispatch.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedDayTest {

  /** Dates as printed in Swedish almanacs. */
  @ParameterizedTest(
      name = "{0}: Good Friday {1}, Ascension Day {2}, Midsummer Eve {3}, All Saints'' Day {4}")
  @CsvSource(
      textBlock =
          """
          2008, 2008-03-21, 2008-05-01, 2008-06-20, 2008-11-01
          2024, 2024-03-29, 2024-05-09, 2024-06-21, 2024-11-02
          2025, 2025-04-18, 2025-05-29, 2025-06-20, 2025-11-01
          2026, 2026-04-03, 2026-05-14, 2026-06-19, 2026-10-31
          2027, 2027-03-26, 2027-05-06, 2027-06-25, 2027-11-06
          2028, 2028-04-14, 2028-05-25, 2028-06-23, 2028-11-04
          2038, 2038-04-23, 2038-06-03, 2038-06-25, 2038-11-06
          """)
  void fallsOnTheDateOfTheAlmanac(
      int year,
      LocalDate goodFriday,
      LocalDate ascensionDay,
      LocalDate midsummerEve,
      LocalDate allSaintsDay) {
    assertThat(NamedDay.GOOD_FRIDAY.in(year)).isEqualTo(goodFriday);
    assertThat(NamedDay.EASTER_MONDAY.in(year)).isEqualTo(goodFriday.plusDays(3));
    assertThat(NamedDay.ASCENSION_DAY.in(year)).isEqualTo(ascensionDay);
    assertThat(NamedDay.MIDSUMMER_EVE.in(year)).isEqualTo(midsummerEve);
    assertThat(NamedDay.ALL_SAINTS_DAY.in(year)).isEqualTo(allSaintsDay);
  }

  @ParameterizedTest(name = "Easter Sunday {0}")
  @CsvSource({
    "1818-03-22",
    "1900-04-15",
    "1943-04-25",
    "2000-04-23",
    "2019-04-21",
    "2021-04-04",
    "2024-03-31",
    "2026-04-05",
    "2029-04-01",
    "2038-04-25",
    "2100-03-28",
    "2285-03-22"
  })
  void easterIsWhereTheTablesHaveIt(LocalDate easter) {
    assertThat(NamedDay.easterSunday(easter.getYear())).isEqualTo(easter);
  }

  @Test
  void everyYearOfThreeCenturiesIsAsTheActSays() {
    IntStream.rangeClosed(1900, 2199)
        .forEach(
            year -> {
              var easter = NamedDay.easterSunday(year);
              assertThat(easter.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
              assertThat(easter).isBetween(LocalDate.of(year, 3, 22), LocalDate.of(year, 4, 25));
              assertThat(NamedDay.GOOD_FRIDAY.in(year).getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
              assertThat(NamedDay.ASCENSION_DAY.in(year).getDayOfWeek())
                  .isEqualTo(DayOfWeek.THURSDAY);
              assertThat(NamedDay.MIDSUMMER_DAY.in(year).getDayOfWeek())
                  .isEqualTo(DayOfWeek.SATURDAY);
              assertThat(NamedDay.MIDSUMMER_DAY.in(year))
                  .isBetween(LocalDate.of(year, 6, 20), LocalDate.of(year, 6, 26));
              assertThat(NamedDay.ALL_SAINTS_DAY.in(year).getDayOfWeek())
                  .isEqualTo(DayOfWeek.SATURDAY);
              assertThat(NamedDay.ALL_SAINTS_DAY.in(year))
                  .isBetween(LocalDate.of(year, 10, 31), LocalDate.of(year, 11, 6));
            });
  }

  @Test
  void allHolidaysOf2026() {
    assertThat(
            Stream.of(NamedDay.values())
                .filter(NamedDay::isPublicHoliday)
                .map(day -> day.in(2026).toString()))
        .containsExactlyInAnyOrder(
            "2026-01-01",
            "2026-01-06",
            "2026-04-03",
            "2026-04-06",
            "2026-05-01",
            "2026-05-14",
            "2026-06-06",
            "2026-06-20",
            "2026-10-31",
            "2026-12-25",
            "2026-12-26");
  }

  @Test
  void aDateCanHaveTwoNames() {
    assertThat(NamedDay.on(LocalDate.of(2008, 5, 1)))
        .containsExactly(NamedDay.FIRST_OF_MAY, NamedDay.ASCENSION_DAY);
    assertThat(NamedDay.on(LocalDate.of(2026, 11, 24))).isEmpty();
  }
}
