package se.rond.dispatch.assessment;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import se.rond.contracts.care.Level;
import se.rond.dispatch.agreement.Calendar;
import se.rond.dispatch.agreement.CalendarName;
import se.rond.dispatch.agreement.Opening;
import se.rond.dispatch.agreement.Terms;

/** When a regular physician has looked at what was concluded, and who says so. */
final class TaskRules {

  /** Monday to Friday from 8 to 17, closed on public holidays: where an agreement has no hours. */
  static final Calendar USUAL =
      new Calendar(
          EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
              .collect(Collectors.toMap(day -> day, _ -> List.of(new Opening(8 * 60, 17 * 60)))),
          Map.of(),
          Map.of());

  private TaskRules() {}

  /**
   * By the end of the next working day after the one it was raised on, by the calendar that the
   * agreement promises a physician's working day by.
   */
  static Instant dueAt(Terms terms, Instant raisedAt) {
    var named = terms.target(Level.PHYSICIAN_TODAY).calendar();
    var calendar = named.equals(CalendarName.ROUND_THE_CLOCK) ? USUAL : terms.calendar(named);
    return calendar
        .findEndOfNextOpenDay(raisedAt)
        .or(() -> USUAL.findEndOfNextOpenDay(raisedAt))
        .orElseThrow();
  }
}
