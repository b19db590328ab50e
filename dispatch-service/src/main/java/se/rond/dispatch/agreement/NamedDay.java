package se.rond.dispatch.agreement;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.rond.contracts.language.Text;

/**
 * A day of the Swedish year that an agreement can name.
 *
 * <p>First the public holidays, by the Act on Public Holidays (<i>lag 1989:253 om allmänna
 * helgdagar</i>, as amended by 2004:1320); the Sundays among them need no name. Then the days
 * beside them on which many regions close early or altogether: they are ordinary days unless an
 * agreement says otherwise. The names stand in agreements: add, never rename.
 */
public enum NamedDay {
  NEW_YEARS_DAY("New Year's Day", "nyårsdagen", true, year -> LocalDate.of(year, 1, 1)),
  EPIPHANY("Epiphany", "trettondedag jul", true, year -> LocalDate.of(year, 1, 6)),
  GOOD_FRIDAY("Good Friday", "långfredagen", true, year -> easterSunday(year).minusDays(2)),
  EASTER_MONDAY("Easter Monday", "annandag påsk", true, year -> easterSunday(year).plusDays(1)),
  FIRST_OF_MAY("First of May", "första maj", true, year -> LocalDate.of(year, 5, 1)),
  ASCENSION_DAY(
      "Ascension Day", "Kristi himmelsfärdsdag", true, year -> easterSunday(year).plusDays(39)),
  NATIONAL_DAY("National Day", "nationaldagen", true, year -> LocalDate.of(year, 6, 6)),
  MIDSUMMER_DAY(
      "Midsummer Day", "midsommardagen", true, year -> saturdayFrom(LocalDate.of(year, 6, 20))),
  ALL_SAINTS_DAY(
      "All Saints' Day",
      "alla helgons dag",
      true,
      year -> saturdayFrom(LocalDate.of(year, 10, 31))),
  CHRISTMAS_DAY("Christmas Day", "juldagen", true, year -> LocalDate.of(year, 12, 25)),
  BOXING_DAY("Boxing Day", "annandag jul", true, year -> LocalDate.of(year, 12, 26)),

  EPIPHANY_EVE("Epiphany Eve", "trettondagsafton", false, year -> LocalDate.of(year, 1, 5)),
  MAUNDY_THURSDAY(
      "Maundy Thursday", "skärtorsdagen", false, year -> easterSunday(year).minusDays(3)),
  EASTER_EVE("Easter Eve", "påskafton", false, year -> easterSunday(year).minusDays(1)),
  WALPURGIS_EVE("Walpurgis Eve", "valborgsmässoafton", false, year -> LocalDate.of(year, 4, 30)),
  ASCENSION_EVE(
      "the day before Ascension Day",
      "dagen före Kristi himmelsfärdsdag",
      false,
      year -> easterSunday(year).plusDays(38)),
  DAY_AFTER_ASCENSION(
      "the day after Ascension Day",
      "dagen efter Kristi himmelsfärdsdag",
      false,
      year -> easterSunday(year).plusDays(40)),
  PENTECOST_EVE("Pentecost Eve", "pingstafton", false, year -> easterSunday(year).plusDays(48)),
  NATIONAL_DAY_EVE(
      "the day before National Day",
      "dagen före nationaldagen",
      false,
      year -> LocalDate.of(year, 6, 5)),
  MIDSUMMER_EVE(
      "Midsummer Eve",
      "midsommarafton",
      false,
      year -> saturdayFrom(LocalDate.of(year, 6, 20)).minusDays(1)),
  ALL_SAINTS_EVE(
      "the day before All Saints' Day",
      "allhelgonaafton",
      false,
      year -> saturdayFrom(LocalDate.of(year, 10, 31)).minusDays(1)),
  CHRISTMAS_EVE("Christmas Eve", "julafton", false, year -> LocalDate.of(year, 12, 24)),
  NEW_YEARS_EVE("New Year's Eve", "nyårsafton", false, year -> LocalDate.of(year, 12, 31));

  /** Computed once a year is asked for; nobody asks for more than a few. */
  private static final Map<Integer, Map<LocalDate, List<NamedDay>>> BY_YEAR =
      new ConcurrentHashMap<>();

  private final Text label;
  private final boolean isPublicHoliday;
  private final IntFunction<LocalDate> date;

  NamedDay(String english, String swedish, boolean isPublicHoliday, IntFunction<LocalDate> date) {
    this.label = Text.of(english, swedish);
    this.isPublicHoliday = isPublicHoliday;
    this.date = date;
  }

  /** What people call it. */
  public Text label() {
    return label;
  }

  /** Returns true if the law makes it a holiday: whoever says nothing of it is closed. */
  public boolean isPublicHoliday() {
    return isPublicHoliday;
  }

  /** Its date in that year. */
  public LocalDate in(int year) {
    return date.apply(year);
  }

  /** The named days of that date: mostly none, seldom two; public holidays first. */
  public static List<NamedDay> on(LocalDate date) {
    return BY_YEAR.computeIfAbsent(date.getYear(), NamedDay::datesOf).getOrDefault(date, List.of());
  }

  private static Map<LocalDate, List<NamedDay>> datesOf(int year) {
    return Stream.of(values()).collect(Collectors.groupingBy(day -> day.in(year)));
  }

  private static LocalDate saturdayFrom(LocalDate first) {
    return first.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
  }

  /**
   * Easter Sunday by the Gregorian calendar: the algorithm that an anonymous correspondent sent to
   * Nature in 1876, as in J. Meeus, Astronomical Algorithms, 2nd edition 1998, chapter 9.
   */
  static LocalDate easterSunday(int year) {
    var yearOfCycle = year % 19;
    var century = year / 100;
    var yearOfCentury = year % 100;
    var correction = (century - (century + 8) / 25 + 1) / 3;
    var epact = (19 * yearOfCycle + century - century / 4 - correction + 15) % 30;
    var toSunday =
        (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
    var shift = (yearOfCycle + 11 * epact + 22 * toSunday) / 451;
    var march = epact + toSunday - 7 * shift + 114;
    return LocalDate.of(year, march / 31, march % 31 + 1);
  }
}
