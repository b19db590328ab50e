package se.rond.dispatch.ball;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.Ball.Awaited;
import se.rond.contracts.dispatch.Ball.Holder;
import se.rond.contracts.dispatch.Ball.OpenAlarm;
import se.rond.contracts.language.Text;
import se.rond.dispatch.agreement.Calendar;

/** The line that people read about who has the ball, in each language. */
final class BallLine {

  private static final DateTimeFormatter TIME_EN = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
  private static final DateTimeFormatter TIME_SV =
      DateTimeFormatter.ofPattern("HH.mm", Locale.of("sv", "SE"));
  private static final DateTimeFormatter DAY_EN =
      DateTimeFormatter.ofPattern("d MMMM 'at' HH:mm", Locale.UK);
  private static final DateTimeFormatter DAY_SV =
      DateTimeFormatter.ofPattern("d MMMM 'kl.' HH.mm", Locale.of("sv", "SE"));

  private BallLine() {}

  /** Says it in Swedish local time; a time of another day than {@code now}'s with its date. */
  static Text of(Holder holder, @Nullable Awaited awaited, @Nullable OpenAlarm alarm, Instant now) {
    var sentences = new ArrayList<Text>();
    sentences.add(responsible(holder));
    if (awaited != null) {
      sentences.add(
          Text.of("{0}; otherwise {1}.", "{0}, annars {1}.")
              .with(what(awaited, at(awaited.by(), now)), otherwise(awaited)));
    }
    if (alarm != null) {
      sentences.add(
          Text.of("Alarm since {0}: {1}{2}.", "Larm sedan {0}: {1}{2}.")
              .with(at(alarm.since(), now), what(alarm), handledBy(alarm)));
    }
    return joined(sentences);
  }

  private static Text responsible(Holder holder) {
    var who =
        switch (holder.party()) {
          case RAISING_NURSE ->
              Text.of("The nurse who raised the request", "Sjuksköterskan som gjorde förfrågan");
          case KEEPING_NURSE ->
              Text.of("{0}, who keeps the visit,", "{0}, som har behållit besöket,")
                  .with(holder.name() == null ? holder.id() : holder.name());
          case RESPONDER -> Text.same(holder.name() == null ? holder.id() : holder.name());
        };
    return holder.telephone() == null
        ? Text.of("{0} is responsible.", "{0} har ansvaret.").with(who)
        : Text.of("{0} is responsible, on {1}.", "{0} har ansvaret, tel. {1}.")
            .with(who, holder.telephone());
  }

  private static Text what(Awaited awaited, Text by) {
    var name = String.valueOf(awaited.name());
    return switch (awaited.what()) {
      case ACKNOWLEDGEMENT ->
          Text.of("Word about 112 is awaited by {0}", "Besked om 112 väntas senast {0}").with(by);
      case ANSWER ->
          Text.of("{0} is asked and answers by {1}", "{0} är tillfrågad och svarar senast {1}")
              .with(name, by);
      case ACCEPTANCE ->
          Text.of("Somebody is to have accepted by {0}", "Någon ska ha tackat ja senast {0}")
              .with(by);
      case CONTACT ->
          Text.of("Contact with the patient is due by {0}", "Kontakt med patienten senast {0}")
              .with(by);
      case SIGN_OF_LIFE ->
          Text.of("{0} is to be heard of by {1}", "{0} ska höras av senast {1}").with(name, by);
      case OWN_TASK ->
          Text.of(
                  "What the nurse keeps is done by {0}",
                  "Det som sjuksköterskan behållit görs senast {0}")
              .with(by);
      case REASSESSMENT ->
          Text.of("The patient is looked at again by {0}", "Ny bedömning av patienten senast {0}")
              .with(by);
      case JOURNAL_REFERENCE ->
          Text.of(
                  "{0} says where the visit is documented by {1}",
                  "{0} anger var besöket är dokumenterat senast {1}")
              .with(name, by);
      case TRIAGE -> Text.of("Triage is awaited by {0}", "Triage senast {0}").with(by);
    };
  }

  private static Text otherwise(Awaited awaited) {
    return switch (awaited.otherwise()) {
      case ALARM -> Text.of("the contact function is alarmed", "larmas kontaktfunktionen");
      case NEXT_ASKED -> Text.of("the next who can is asked", "tillfrågas nästa som kan");
      case NAMED_ASKED ->
          Text.of("{0} is asked", "tillfrågas {0}").with(String.valueOf(awaited.whom()));
      case FALL_BACK ->
          Text.of("{0} is asked for, too", "söks också {0}")
              .with(called(Level.valueOf(String.valueOf(awaited.whom()))));
      case RESERVE_ROUTINE -> Text.of("the reserve routine begins", "börjar reservrutinen");
      case NURSES_LEVEL ->
          Text.of("Rond goes by the nurse's level", "går Rond efter sjuksköterskans nivå");
    };
  }

  /** As in docs/dictionary.md. */
  private static Text called(Level level) {
    return switch (level) {
      case EMERGENCY_112 -> Text.same("112");
      case PHYSICIAN_NOW -> Text.of("a physician now", "läkare nu");
      case MOBILE_TEAM_2H -> Text.of("a mobile team within 2 hours", "mobilt team inom 2 timmar");
      case MOBILE_TEAM_TODAY -> Text.of("a mobile team today", "mobilt team i dag");
      case PHYSICIAN_TODAY -> Text.of("a physician today", "läkare i dag");
      case NURSE -> Text.of("a nurse", "sjuksköterska");
      case ADVICE -> Text.of("advice", "råd");
    };
  }

  private static Text what(OpenAlarm alarm) {
    return switch (alarm.alarm()) {
      case EMERGENCY_UNACKNOWLEDGED -> Text.of("no word about 112", "inget besked om 112");
      case RESERVE_ROUTINE ->
          Text.of("reserve routine, nobody could be had", "reservrutin, ingen har kunnat nås");
      case CONTACT_BROKEN -> Text.of("no contact in time", "ingen kontakt i tid");
      case RESPONDER_SILENT -> Text.of("a responder is silent", "en utförare hörs inte av");
      case REASSESSMENT_OVERDUE ->
          Text.of("the patient was not looked at again", "ny bedömning är inte gjord");
      case JOURNAL_OVERDUE ->
          Text.of("a visit is not documented", "ett besök är inte dokumenterat");
    };
  }

  private static Text handledBy(OpenAlarm alarm) {
    if (alarm.name() == null && alarm.telephone() == null) {
      return Text.same("");
    }
    var who =
        Stream.of(alarm.name(), alarm.telephone())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return Text.of("; ring {0}", "; ring {0}").with(who);
  }

  private static Text at(Instant time, Instant now) {
    var local = time.atZone(Calendar.SWEDEN);
    var isToday = local.toLocalDate().equals(now.atZone(Calendar.SWEDEN).toLocalDate());
    return isToday
        ? Text.of(TIME_EN.format(local), TIME_SV.format(local))
        : Text.of(DAY_EN.format(local), DAY_SV.format(local));
  }

  private static Text joined(List<Text> sentences) {
    return Text.of(
        sentences.stream().map(Text::english).collect(Collectors.joining(" ")),
        sentences.stream().map(Text::swedish).collect(Collectors.joining(" ")));
  }
}
