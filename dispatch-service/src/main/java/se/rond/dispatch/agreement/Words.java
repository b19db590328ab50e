package se.rond.dispatch.agreement;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.language.Text;
import se.rond.dispatch.roster.ResponderKind;

/** What the parts of an agreement are called where people read about them. */
final class Words {

  private Words() {}

  static Text of(Level level) {
    return switch (level) {
      case EMERGENCY_112 -> Text.of("ring 112", "ring 112");
      case PHYSICIAN_NOW -> Text.of("Physician now", "Läkare nu");
      case MOBILE_TEAM_2H -> Text.of("Mobile team within 2 hours", "Mobilt team inom 2 timmar");
      case MOBILE_TEAM_TODAY -> Text.of("Mobile team today", "Mobilt team i dag");
      case PHYSICIAN_TODAY -> Text.of("Physician today", "Läkare i dag");
      case NURSE -> Text.of("Nurse", "Sjuksköterska");
      case ADVICE -> Text.of("Advice", "Råd");
    };
  }

  static Text of(ResponderKind kind) {
    return switch (kind) {
      case MOBILE_TEAM -> Text.of("mobile team", "mobilt team");
      case PHYSICIAN -> Text.of("physician on call", "läkare i beredskap");
      case NURSE_FUNCTION -> Text.of("nurse on duty", "sjuksköterska i tjänst");
      case COORDINATOR -> Text.of("contact function", "kontaktfunktionen");
      case MANAGER -> Text.of("manager", "chef");
    };
  }

  static Text of(DayOfWeek day) {
    return switch (day) {
      case MONDAY -> Text.of("Mondays", "måndagar");
      case TUESDAY -> Text.of("Tuesdays", "tisdagar");
      case WEDNESDAY -> Text.of("Wednesdays", "onsdagar");
      case THURSDAY -> Text.of("Thursdays", "torsdagar");
      case FRIDAY -> Text.of("Fridays", "fredagar");
      case SATURDAY -> Text.of("Saturdays", "lördagar");
      case SUNDAY -> Text.of("Sundays", "söndagar");
    };
  }

  static Text of(ContactCause cause) {
    return Text.of(cause.english(), cause.swedish());
  }

  /** Hours and minutes, as long as it is. */
  static Text of(Duration duration) {
    var hours = duration.toHours();
    var minutes = duration.toMinutesPart();
    if (hours == 0) {
      return Text.same(minutes + " min");
    }
    return Text.same(minutes == 0 ? hours + " h" : hours + " h " + minutes + " min");
  }

  static Text of(Step step) {
    return switch (step) {
      case Step.AskNextOnDuty(var kind, var answerWithin) ->
          Text.of("ask the next {0}, {1}", "fråga nästa {0}, {1}").with(of(kind), of(answerWithin));
      case Step.AskNamed(var responder, var answerWithin) ->
          Text.of("ask {0}, {1}", "fråga {0}, {1}").with(responder, of(answerWithin));
      case Step.FallBack(var to) -> Text.of("go on as {0}", "gå vidare som {0}").with(of(to));
      case Step.TellCoordinator _ ->
          Text.of("tell the contact function", "kontaktfunktionen får veta");
      case Step.ReserveRoutine(var manager) ->
          Text.of("reserve routine: {0}", "reservrutin: {0}").with(manager);
    };
  }

  static Text of(Collection<Opening> hours) {
    return hours.isEmpty()
        ? Text.of("closed", "stängt")
        : Text.same(hours.stream().map(Opening::toString).collect(Collectors.joining(", ")));
  }

  /** One after the other; {@code none} where there are none. */
  static Text list(Stream<Text> texts, String separator, Text none) {
    return texts
        .reduce(
            (one, next) ->
                Text.of(
                    one.english() + separator + next.english(),
                    one.swedish() + separator + next.swedish()))
        .orElse(none);
  }
}
