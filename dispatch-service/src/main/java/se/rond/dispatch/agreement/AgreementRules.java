package se.rond.dispatch.agreement;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.dispatch.agreement.MunicipalTerms.Tighter;
import se.rond.dispatch.agreement.Step.AskNamed;
import se.rond.dispatch.agreement.Step.AskNextOnDuty;
import se.rond.dispatch.agreement.Step.FallBack;
import se.rond.dispatch.agreement.Step.ReserveRoutine;
import se.rond.dispatch.agreement.Step.TellCoordinator;
import se.rond.dispatch.roster.ResponderKind;

/**
 * What an agreement must hold to be taken. Every field that does not is named, with what was
 * expected and what was found.
 */
final class AgreementRules {

  /** How far ahead, in years, somebody is to be there at every hour. */
  private static final int YEARS_COVERED = 3;

  /** Most steps of a ladder: two or three times what any region has. */
  static final int MOST_STEPS = 20;

  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final Text NOTHING = Text.of("nothing", "ingenting");

  private AgreementRules() {}

  /**
   * What terms refer to and do not hold themselves.
   *
   * @param responders those of the region, whom a ladder may name
   * @param from the first day that the terms hold
   */
  record Setting(Map<ResponderId, ResponderKind> responders, LocalDate from) {
    Setting {
      responders = Map.copyOf(responders);
    }
  }

  /** Judges a region's terms; an empty list means that they can be taken. */
  static List<FieldError> errorsOf(Terms terms, Setting setting) {
    var errors = new Errors();
    targets(terms, errors);
    calendarNames(terms, errors);
    everyHourIsCovered(terms, setting, errors);
    ladders(terms, setting, errors);
    managers(terms, setting, errors);
    vitals(terms, errors);
    if (errors.isEmpty()) {
      managersAreToldBeforeTheBreach(terms, errors);
    }
    return errors.list();
  }

  /** Judges what a municipality wants, against the region's terms that hold when it begins. */
  static List<FieldError> errorsOf(MunicipalTerms municipal, Terms region, Setting setting) {
    var errors = new Errors();
    municipal
        .targets()
        .forEach(
            (level, tighter) -> {
              var target = region.targets().get(level);
              if (target == null) {
                errors.add("targets." + level, oneOf(region.targets().keySet()), Text.same(level));
              } else {
                tightens(level, tighter, target, errors);
              }
            });
    municipal.vitalsRequired().stream()
        .filter(cause -> !region.vitalsNotRequired().contains(cause))
        .forEach(
            cause ->
                errors.add("vitalsRequired", oneOf(region.vitalsNotRequired()), Text.same(cause)));
    if (errors.isEmpty()) {
      // What is tighter may break what belongs together, such as a ladder and its time.
      return errorsOf(region.tightenedBy(municipal), setting);
    }
    return errors.list();
  }

  private static void tightens(Level level, Tighter tighter, Target target, Errors errors) {
    var at = "targets." + level;
    errors.within(at + ".acceptWithin", tighter.acceptWithin(), SHORTEST, target.acceptWithin());
    errors.within(at + ".contactWithin", tighter.contactWithin(), SHORTEST, target.contactWithin());
    errors.within(
        at + ".answerWithin",
        tighter.answerWithin(),
        LockedLimits.SHORTEST_ANSWER,
        target.answerWithin());
    tighter
        .forCauses()
        .forEach(
            (cause, limit) ->
                errors.within(
                    at + ".forCauses." + cause,
                    limit,
                    SHORTEST,
                    target.forCauses().getOrDefault(cause, target.contactWithin())));
    if (tighter.afterScore() != null) {
      if (target.afterScore() == null) {
        errors.add(at + ".afterScore", NOTHING, Words.of(tighter.afterScore()));
      } else {
        errors.within(at + ".afterScore", tighter.afterScore(), SHORTEST, target.afterScore());
      }
    }
  }

  private static void targets(Terms terms, Errors errors) {
    for (var level : LockedLimits.levels()) {
      var target = terms.targets().get(level);
      if (target == null) {
        errors.add("targets." + level, Text.of("a target", "ett mål"), NOTHING);
      } else {
        target(level, target, errors);
      }
    }
    if (terms.targets().containsKey(Level.EMERGENCY_112)) {
      errors.add(
          "targets." + Level.EMERGENCY_112,
          Text.of("nothing: the nurse rings at once", "ingenting: sjuksköterskan ringer genast"),
          Text.of("a target", "ett mål"));
    }
  }

  private static void target(Level level, Target target, Errors errors) {
    var at = "targets." + level;
    var limit = LockedLimits.of(level);
    errors.within(at + ".acceptWithin", target.acceptWithin(), SHORTEST, limit.acceptWithin());
    errors.within(at + ".contactWithin", target.contactWithin(), SHORTEST, limit.contactWithin());
    errors.within(
        at + ".answerWithin",
        target.answerWithin(),
        LockedLimits.SHORTEST_ANSWER,
        LockedLimits.LONGEST_ANSWER);
    target
        .forCauses()
        .forEach(
            (cause, within) ->
                errors.within(
                    at + ".forCauses." + cause,
                    within,
                    SHORTEST,
                    level == Level.NURSE
                        ? LockedLimits.NURSE_CAUSES.getOrDefault(cause, target.contactWithin())
                        : target.contactWithin()));
    if (level == Level.NURSE) {
      nurse(at, target, errors);
    } else if (target.afterScore() != null) {
      errors.add(at + ".afterScore", NOTHING, Words.of(target.afterScore()));
    }
    if (level == Level.PHYSICIAN_TODAY && target.calendar().equals(CalendarName.ROUND_THE_CLOCK)) {
      errors.add(
          at + ".calendar",
          Text.of("a calendar of working days", "en kalender med arbetsdagar"),
          Text.same(target.calendar()));
    }
  }

  private static void nurse(String at, Target target, Errors errors) {
    LockedLimits.NURSE_CAUSES.forEach(
        (cause, longest) -> {
          if (!target.forCauses().containsKey(cause)
              && target.contactWithin().compareTo(longest) > 0) {
            errors.add(at + ".forCauses." + cause, between(SHORTEST, longest), NOTHING);
          }
        });
    if (target.afterScore() != null) {
      errors.within(
          at + ".afterScore", target.afterScore(), SHORTEST, LockedLimits.NURSE_AFTER_SCORE);
    } else if (target.contactWithin().compareTo(LockedLimits.NURSE_AFTER_SCORE) > 0) {
      errors.add(at + ".afterScore", between(SHORTEST, LockedLimits.NURSE_AFTER_SCORE), NOTHING);
    }
  }

  private static void calendarNames(Terms terms, Errors errors) {
    if (terms.calendars().containsKey(CalendarName.ROUND_THE_CLOCK)) {
      errors.add(
          "calendars." + CalendarName.ROUND_THE_CLOCK,
          Text.of("another name: this one is always open", "ett annat namn: detta är alltid öppet"),
          Text.of("a calendar", "en kalender"));
    }
    terms
        .targets()
        .forEach((level, target) -> known("targets." + level, target.calendar(), terms, errors));
    for (var i = 0; i < terms.hours().size(); i++) {
      known("hours[" + i + "]", terms.hours().get(i).calendar(), terms, errors);
    }
    for (var i = 0; i < terms.reserve().size(); i++) {
      known("reserve[" + i + "]", terms.reserve().get(i).calendar(), terms, errors);
    }
  }

  private static void known(String at, CalendarName name, Terms terms, Errors errors) {
    if (terms.findCalendar(name).isEmpty()) {
      errors.add(
          at + ".calendar",
          oneOf(
              Stream.concat(
                      Stream.of(CalendarName.ROUND_THE_CLOCK), terms.calendars().keySet().stream())
                  .toList()),
          Text.same(name));
    }
  }

  /**
   * A physician and a nurse can be reached round the clock (source texts on SOU 2024:72), and so
   * can somebody of each role that a ladder ends with.
   */
  private static void everyHourIsCovered(Terms terms, Setting setting, Errors errors) {
    for (var kind : List.of(ResponderKind.PHYSICIAN, ResponderKind.NURSE_FUNCTION)) {
      var calendars =
          terms.hours().stream()
              .filter(one -> one.kind() == kind)
              .flatMap(one -> terms.findCalendar(one.calendar()).stream())
              .toList();
      covered("hours", Words.of(kind), calendars, setting, errors);
    }
    terms.reserve().stream()
        .map(ReserveContact::role)
        .distinct()
        .forEach(
            role ->
                covered(
                    "reserve",
                    Text.same(role),
                    terms.reserve().stream()
                        .filter(one -> one.role().equals(role))
                        .flatMap(one -> terms.findCalendar(one.calendar()).stream())
                        .toList(),
                    setting,
                    errors));
  }

  private static void covered(
      String at, Text who, Collection<Calendar> calendars, Setting setting, Errors errors) {
    Gap.findFirst(calendars, setting.from(), setting.from().plusYears(YEARS_COVERED))
        .ifPresent(
            gap ->
                errors.add(
                    at, Text.of("{0} at every hour", "{0} varje timme").with(who), gap.words()));
  }

  private static void ladders(Terms terms, Setting setting, Errors errors) {
    for (var level : LockedLimits.levels()) {
      var ladder = terms.ladders().getOrDefault(level, List.of());
      var at = "ladders." + level;
      if (ladder.isEmpty()) {
        errors.add(at, Text.of("steps", "steg"), NOTHING);
        continue;
      }
      if (ladder.size() > MOST_STEPS) {
        errors.add(
            at,
            Text.of("at most {0} steps", "högst {0} steg").with(MOST_STEPS),
            count(ladder.size()));
      }
      for (var i = 0; i < ladder.size(); i++) {
        step(level, ladder.get(i), at + "[" + i + "]", terms, setting, errors);
      }
      end(ladder, at, errors);
      fallBack(level, ladder, at, errors);
    }
    if (terms.ladders().containsKey(Level.EMERGENCY_112)) {
      errors.add(
          "ladders." + Level.EMERGENCY_112,
          Text.of("nothing: the nurse rings at once", "ingenting: sjuksköterskan ringer genast"),
          Text.of("a ladder", "en stege"));
    }
  }

  private static void step(
      Level level, Step step, String at, Terms terms, Setting setting, Errors errors) {
    switch (step) {
      case AskNextOnDuty(var kind, var answerWithin) -> {
        if (!mayBeAsked(level).contains(kind)) {
          errors.add(at + ".kind", oneOf(mayBeAsked(level)), Text.same(kind));
        }
        answer(at, answerWithin, errors);
      }
      case AskNamed(var responder, var answerWithin) -> {
        var kind = setting.responders().get(responder);
        if (kind == null || !mayBeAsked(level).contains(kind)) {
          errors.add(
              at + ".responder",
              Text.of("a responder of the region that is {0}", "en utförare i regionen som är {0}")
                  .with(mayBeAskedInWords(level)),
              kind == null ? Text.of("another id", "ett annat id") : Words.of(kind));
        }
        answer(at, answerWithin, errors);
      }
      case ReserveRoutine(var manager) -> {
        if (terms.reserve().stream().noneMatch(one -> one.role().equals(manager))) {
          errors.add(
              at + ".manager",
              oneOf(terms.reserve().stream().map(ReserveContact::role).distinct().toList()),
              Text.of("another role", "en annan roll"));
        }
      }
      case FallBack _, TellCoordinator _ -> {}
    }
  }

  private static void answer(String at, Duration answerWithin, Errors errors) {
    errors.within(
        at + ".answerWithin",
        answerWithin,
        LockedLimits.SHORTEST_ANSWER,
        LockedLimits.LONGEST_ANSWER);
  }

  /**
   * Who meets what the level promises, or a physician instead; never a nurse in the place of a team
   * or a physician (clinical reference 2.10.8).
   */
  private static Set<ResponderKind> mayBeAsked(Level level) {
    return switch (level) {
      case PHYSICIAN_NOW, PHYSICIAN_TODAY -> EnumSet.of(ResponderKind.PHYSICIAN);
      case MOBILE_TEAM_2H, MOBILE_TEAM_TODAY ->
          EnumSet.of(ResponderKind.MOBILE_TEAM, ResponderKind.PHYSICIAN);
      case NURSE, ADVICE -> EnumSet.of(ResponderKind.NURSE_FUNCTION, ResponderKind.PHYSICIAN);
      case EMERGENCY_112 -> EnumSet.noneOf(ResponderKind.class);
    };
  }

  private static Text mayBeAskedInWords(Level level) {
    return Words.list(mayBeAsked(level).stream().map(Words::of), " / ", NOTHING);
  }

  private static void end(List<Step> ladder, String at, Errors errors) {
    var ends =
        IntStream.range(0, ladder.size())
            .filter(i -> ladder.get(i) instanceof ReserveRoutine)
            .boxed()
            .toList();
    if (!ends.equals(List.of(ladder.size() - 1))) {
      errors.add(
          at,
          Text.of(
              "one RESERVE_ROUTINE, as the last step", "en RESERVE_ROUTINE, som det sista steget"),
          ends.isEmpty()
              ? NOTHING
              : Text.of("RESERVE_ROUTINE as step {0}", "RESERVE_ROUTINE som steg {0}")
                  .with(
                      ends.stream()
                          .map(i -> String.valueOf(i + 1))
                          .collect(Collectors.joining(", "))));
    }
  }

  /**
   * Exactly one where the reference has one, so that a ladder can be climbed in one pass, and never
   * below what the reference says; none from a physician now, and none to 112.
   */
  private static void fallBack(Level level, List<Step> ladder, String at, Errors errors) {
    var lowest = LockedLimits.of(level).fallBack();
    var count = ladder.stream().filter(FallBack.class::isInstance).count();
    if (count != (lowest == null ? 0 : 1)) {
      errors.add(
          at,
          lowest == null
              ? Text.of("no FALL_BACK", "ingen FALL_BACK")
              : Text.of("one FALL_BACK", "en FALL_BACK"),
          count(count));
    }
    for (var i = 0; i < ladder.size(); i++) {
      if (ladder.get(i) instanceof FallBack(var to) && lowest != null && !isAllowed(to, lowest)) {
        errors.add(
            at + "[" + i + "].to",
            oneOf(Stream.of(Level.values()).filter(one -> isAllowed(one, lowest)).toList()),
            Text.same(to));
      }
    }
  }

  private static boolean isAllowed(Level to, Level lowest) {
    return to != Level.EMERGENCY_112 && to.isAtLeast(lowest);
  }

  private static void managers(Terms terms, Setting setting, Errors errors) {
    if (terms.reserve().isEmpty()) {
      errors.add("reserve", Text.of("a manager", "en chef"), NOTHING);
    }
    for (var i = 0; i < terms.reserve().size(); i++) {
      if (terms.reserve().get(i).telephone() == null) {
        errors.add(
            "reserve[" + i + "].telephone",
            Text.of("a telephone number", "ett telefonnummer"),
            NOTHING);
      }
      recipient("reserve[" + i + "].recipient", terms.reserve().get(i), setting, errors);
    }
  }

  /** Nobody else's screen tells of a reserve routine. */
  private static void recipient(String at, ReserveContact manager, Setting setting, Errors errors) {
    var recipient = manager.recipient();
    var kind = recipient == null ? null : setting.responders().get(recipient);
    if (kind != ResponderKind.MANAGER && kind != ResponderKind.COORDINATOR) {
      errors.add(
          at,
          Text.of(
              "a manager or contact function of the region",
              "en chef eller kontaktfunktion i regionen"),
          recipient == null
              ? NOTHING
              : kind == null ? Text.of("another id", "ett annat id") : Words.of(kind));
    }
  }

  private static void vitals(Terms terms, Errors errors) {
    terms.vitalsNotRequired().stream()
        .filter(cause -> !LockedLimits.MAY_GO_WITHOUT_VITALS.contains(cause))
        .forEach(
            cause ->
                errors.add(
                    "vitalsNotRequired",
                    oneOf(LockedLimits.MAY_GO_WITHOUT_VITALS.stream().sorted().toList()),
                    Text.same(cause)));
  }

  /**
   * If everyone keeps silent as long as they may, the manager still hears in time, also when the
   * cause, the score or the end of the working day leaves the least of it.
   */
  private static void managersAreToldBeforeTheBreach(Terms terms, Errors errors) {
    for (var level : LockedLimits.levels()) {
      var silence =
          terms.climb(level).stream()
              .map(rung -> answerWithin(rung.step()))
              .reduce(Duration.ZERO, Duration::plus);
      var promised = Deadlines.shortest(terms, level);
      if (silence.compareTo(promised) > 0) {
        errors.add(
            "ladders." + level,
            Text.of("an end within {0}", "ett slut inom {0}").with(Words.of(promised)),
            Text.of("steps that take {0}", "steg som tar {0}").with(Words.of(silence)));
      }
    }
  }

  private static Duration answerWithin(Step step) {
    return switch (step) {
      case AskNextOnDuty(_, var answerWithin) -> answerWithin;
      case AskNamed(_, var answerWithin) -> answerWithin;
      case FallBack _, TellCoordinator _, ReserveRoutine _ -> Duration.ZERO;
    };
  }

  private static Text count(long count) {
    return Text.same(count);
  }

  private static Text oneOf(Collection<?> values) {
    return Text.of("one of {0}", "något av {0}")
        .with(values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
  }

  private static Text between(Duration shortest, Duration longest) {
    return Text.of("{0} to {1}", "{0} till {1}").with(Words.of(shortest), Words.of(longest));
  }

  /** What was found wrong so far. */
  private static final class Errors {
    private final List<FieldError> found = new ArrayList<>();

    void add(String field, Text expected, Text instead) {
      found.add(new FieldError(field, expected, instead));
    }

    void within(String field, @Nullable Duration value, Duration shortest, Duration longest) {
      if (value != null && (value.compareTo(shortest) < 0 || value.compareTo(longest) > 0)) {
        add(field, between(shortest, longest), Words.of(value));
      }
    }

    boolean isEmpty() {
      return found.isEmpty();
    }

    List<FieldError> list() {
      return List.copyOf(found);
    }
  }
}
