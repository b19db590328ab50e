package se.rond.dispatch.agreement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import se.rond.contracts.language.Text;

/** Hours of one day in which nobody is there, in Swedish time. */
record Gap(LocalDate date, Opening hours) {

  /** Finds the first hours, from one date up to and without another, that no calendar has. */
  static Optional<Gap> findFirst(Collection<Calendar> calendars, LocalDate from, LocalDate until) {
    return from.datesUntil(until).flatMap(date -> on(date, calendars).stream()).findFirst();
  }

  private static Optional<Gap> on(LocalDate date, Collection<Calendar> calendars) {
    var openings =
        calendars.stream()
            .flatMap(calendar -> calendar.openingsOn(date).stream())
            .sorted(Opening.BY_TIME)
            .toList();
    var covered = 0;
    for (var opening : openings) {
      if (opening.fromMinute() > covered) {
        return Optional.of(new Gap(date, new Opening(covered, opening.fromMinute())));
      }
      covered = Math.max(covered, opening.toMinute());
    }
    return covered < Opening.MINUTES_OF_A_DAY
        ? Optional.of(new Gap(date, new Opening(covered, Opening.MINUTES_OF_A_DAY)))
        : Optional.empty();
  }

  Text words() {
    return Text.of("nobody on {0}, {1}", "ingen den {0}, {1}").with(date, hours);
  }
}
