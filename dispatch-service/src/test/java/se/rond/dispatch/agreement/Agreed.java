package se.rond.dispatch.agreement;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.AgreementRules.Setting;
import se.rond.dispatch.agreement.Step.AskNamed;
import se.rond.dispatch.agreement.Step.AskNextOnDuty;
import se.rond.dispatch.agreement.Step.FallBack;
import se.rond.dispatch.agreement.Step.ReserveRoutine;
import se.rond.dispatch.agreement.Step.TellCoordinator;
import se.rond.dispatch.roster.ResponderKind;

/** An agreement that any region could have, and what is to be changed of it. */
final class Agreed {

  static final CalendarName OFFICE = new CalendarName("OFFICE");
  static final CalendarName ALWAYS = CalendarName.ROUND_THE_CLOCK;
  static final String MANAGER = "Chef i beredskap";
  static final ResponderId BACKUP = new ResponderId("LB-10-2");
  static final ResponderId DUTY_MANAGER = new ResponderId("CB-10-1");

  static final Setting SETTING =
      new Setting(
          Map.of(
              BACKUP,
              ResponderKind.PHYSICIAN,
              DUTY_MANAGER,
              ResponderKind.MANAGER,
              new ResponderId("NF-1080"),
              ResponderKind.NURSE_FUNCTION),
          LocalDate.of(2027, 1, 1));

  private static final Opening DAY = Opening.parse("08:00-17:00");

  /** Monday to Thursday until five, Friday until four, half a day before some holidays. */
  static final Calendar OFFICE_HOURS =
      new Calendar(
          Map.of(
              DayOfWeek.MONDAY, List.of(DAY),
              DayOfWeek.TUESDAY, List.of(DAY),
              DayOfWeek.WEDNESDAY, List.of(DAY),
              DayOfWeek.THURSDAY, List.of(DAY),
              DayOfWeek.FRIDAY, List.of(Opening.parse("08:00-16:00"))),
          Map.of(
              NamedDay.MAUNDY_THURSDAY, List.of(Opening.parse("08:00-13:00")),
              NamedDay.ALL_SAINTS_EVE, List.of(Opening.parse("08:00-13:00")),
              NamedDay.MIDSUMMER_EVE, List.of(),
              NamedDay.CHRISTMAS_EVE, List.of(),
              NamedDay.NEW_YEARS_EVE, List.of()),
          Map.of(LocalDate.of(2026, 12, 28), List.of()));

  private Agreed() {}

  static Terms terms() {
    var targets = new EnumMap<Level, Target>(Level.class);
    targets.put(Level.PHYSICIAN_NOW, target(10, 30, 3, ALWAYS, Map.of(), null));
    targets.put(Level.MOBILE_TEAM_2H, target(15, 120, 5, ALWAYS, Map.of(), null));
    targets.put(Level.MOBILE_TEAM_TODAY, target(30, 360, 10, ALWAYS, Map.of(), null));
    targets.put(Level.PHYSICIAN_TODAY, target(60, 480, 10, OFFICE, Map.of(), null));
    targets.put(
        Level.NURSE,
        target(
            60,
            1440,
            10,
            ALWAYS,
            Map.of(ContactCause.RETENTION, ofHours(2), ContactCause.CATHETER, ofHours(2)),
            ofHours(6)));
    targets.put(Level.ADVICE, target(10, 30, 3, ALWAYS, Map.of(), null));
    return new Terms(
        targets,
        Map.of(OFFICE, OFFICE_HOURS),
        List.of(
            new Reachable(ResponderKind.PHYSICIAN, "Läkare i beredskap", ALWAYS),
            new Reachable(ResponderKind.NURSE_FUNCTION, "Sjuksköterska i tjänst", ALWAYS)),
        ladders(),
        List.of(
            new ReserveContact(
                MANAGER, "Verksamhetschef", "+46 8 465 004 10", ALWAYS, DUTY_MANAGER)),
        Set.of(ContactCause.DEVICE_PEG_CVK, ContactCause.EXPECTED_DEATH));
  }

  private static Target target(
      int accept,
      int contact,
      int answer,
      CalendarName calendar,
      Map<ContactCause, Duration> forCauses,
      @Nullable Duration afterScore) {
    return new Target(
        ofMinutes(accept), ofMinutes(contact), ofMinutes(answer), calendar, forCauses, afterScore);
  }

  private static Map<Level, List<Step>> ladders() {
    return Map.of(
        Level.PHYSICIAN_NOW,
        List.of(
            ask(ResponderKind.PHYSICIAN, 3),
            new AskNamed(BACKUP, ofMinutes(3)),
            new TellCoordinator(),
            new ReserveRoutine(MANAGER)),
        Level.MOBILE_TEAM_2H,
        List.of(
            ask(ResponderKind.MOBILE_TEAM, 5),
            new FallBack(Level.PHYSICIAN_NOW),
            new ReserveRoutine(MANAGER)),
        Level.MOBILE_TEAM_TODAY,
        List.of(
            ask(ResponderKind.MOBILE_TEAM, 10),
            new FallBack(Level.PHYSICIAN_NOW),
            new ReserveRoutine(MANAGER)),
        Level.PHYSICIAN_TODAY,
        List.of(
            ask(ResponderKind.PHYSICIAN, 5),
            new FallBack(Level.PHYSICIAN_NOW),
            new ReserveRoutine(MANAGER)),
        Level.NURSE,
        List.of(
            ask(ResponderKind.NURSE_FUNCTION, 10),
            new FallBack(Level.PHYSICIAN_TODAY),
            new ReserveRoutine(MANAGER)),
        Level.ADVICE,
        List.of(
            ask(ResponderKind.NURSE_FUNCTION, 3),
            new FallBack(Level.NURSE),
            new ReserveRoutine(MANAGER)));
  }

  static Step ask(ResponderKind kind, int minutes) {
    return new AskNextOnDuty(kind, ofMinutes(minutes));
  }

  static Terms with(Level level, Target target) {
    var terms = terms();
    var targets = new EnumMap<Level, Target>(Level.class);
    targets.putAll(terms.targets());
    targets.put(level, target);
    return new Terms(
        targets,
        terms.calendars(),
        terms.hours(),
        terms.ladders(),
        terms.reserve(),
        terms.vitalsNotRequired());
  }

  static Terms withLadder(Level level, Step... steps) {
    var terms = terms();
    var ladders = new EnumMap<Level, List<Step>>(Level.class);
    ladders.putAll(terms.ladders());
    ladders.put(level, List.of(steps));
    return new Terms(
        terms.targets(),
        terms.calendars(),
        terms.hours(),
        ladders,
        terms.reserve(),
        terms.vitalsNotRequired());
  }

  static Terms with(Map<CalendarName, Calendar> calendars, List<Reachable> hours) {
    var terms = terms();
    return new Terms(
        terms.targets(),
        calendars,
        hours,
        terms.ladders(),
        terms.reserve(),
        terms.vitalsNotRequired());
  }
}
