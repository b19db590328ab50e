package se.rond.dispatch.agreement;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When something is open, in Swedish time. Of what is stated about a day the most particular
 * counts: its date, then its name, then its weekday. A public holiday that nothing is stated about
 * is closed. The hours of an eve or a bridge day stand in the place of those of its weekday: where
 * that weekday is closed, so is it.
 *
 * @param week the hours of each weekday; one that is not named is closed
 * @param days the hours of days that have a name, such as {@link NamedDay#CHRISTMAS_EVE}; none
 *     means closed
 * @param dates the hours of single dates; none means closed
 */
public record Calendar(
    Map<DayOfWeek, List<Opening>> week,
    Map<NamedDay, List<Opening>> days,
    Map<LocalDate, List<Opening>> dates) {

  /** Where agreements are kept: their days begin at midnight there. */
  public static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  /** How far the next open day is looked for: a month; Christmas closes for some five days. */
  private static final int LONGEST_CLOSED_DAYS = 31;

  private static final List<Opening> WHOLE_DAY = List.of(new Opening(0, Opening.MINUTES_OF_A_DAY));

  /** Always open. */
  public static final Calendar ROUND_THE_CLOCK =
      new Calendar(
          Stream.of(DayOfWeek.values()).collect(Collectors.toMap(day -> day, _ -> WHOLE_DAY)),
          Stream.of(NamedDay.values()).collect(Collectors.toMap(day -> day, _ -> WHOLE_DAY)),
          Map.of());

  public Calendar {
    var byWeekday = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
    week.forEach((day, hours) -> byWeekday.put(day, inOrder(hours)));
    week = Collections.unmodifiableMap(byWeekday);
    var byName = new EnumMap<NamedDay, List<Opening>>(NamedDay.class);
    days.forEach((day, hours) -> byName.put(day, inOrder(hours)));
    days = Collections.unmodifiableMap(byName);
    var byDate = new TreeMap<LocalDate, List<Opening>>();
    dates.forEach((date, hours) -> byDate.put(date, inOrder(hours)));
    dates = Collections.unmodifiableMap(byDate);
  }

  private static List<Opening> inOrder(List<Opening> hours) {
    return hours.stream().sorted(Opening.BY_TIME).toList();
  }

  /** The hours of that date, in order; none if it is closed. */
  public List<Opening> openingsOn(LocalDate date) {
    var own = dates.get(date);
    if (own != null) {
      return own;
    }
    var usual = week.getOrDefault(date.getDayOfWeek(), List.of());
    for (var day : NamedDay.on(date)) {
      var named = days.get(day);
      if (day.isPublicHoliday()) {
        return named == null ? List.of() : named;
      }
      if (named != null && !usual.isEmpty()) {
        return named;
      }
    }
    return usual;
  }

  /** Returns true if it is open at that instant. */
  public boolean isOpenAt(Instant instant) {
    return findOpenDay(instant, instant.plusNanos(1)).isPresent();
  }

  /** The first date that has an open moment from one instant up to, and without, another. */
  Optional<LocalDate> findOpenDay(Instant from, Instant until) {
    var last = until.atZone(SWEDEN).toLocalDate();
    return from.atZone(SWEDEN)
        .toLocalDate()
        .datesUntil(last.plusDays(1))
        .filter(date -> openingsOn(date).stream().anyMatch(one -> meets(one, date, from, until)))
        .findFirst();
  }

  private static boolean meets(Opening opening, LocalDate date, Instant from, Instant until) {
    return opening.endsOn(date).toInstant().isAfter(from)
        && opening.beginsOn(date).toInstant().isBefore(until);
  }

  /**
   * When the first open day after that of an instant closes; nothing if none is open within {@value
   * #LONGEST_CLOSED_DAYS} days.
   */
  public Optional<Instant> findEndOfNextOpenDay(Instant instant) {
    var today = instant.atZone(SWEDEN).toLocalDate();
    return today
        .plusDays(1)
        .datesUntil(today.plusDays(LONGEST_CLOSED_DAYS + 1L))
        .flatMap(date -> closesOn(date).stream())
        .findFirst();
  }

  /** When the last hours of a date end; nothing if it is closed all day. */
  Optional<Instant> closesOn(LocalDate date) {
    return openingsOn(date).stream()
        .map(opening -> opening.endsOn(date).toInstant())
        .max(Instant::compareTo);
  }
}
