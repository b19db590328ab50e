package se.rond.dispatch.agreement;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.agreement.MunicipalTerms.Tighter;
import se.rond.dispatch.roster.ResponderKind;

/**
 * Reads a draft field by field, so that every one that cannot be used is named at once, in the
 * reading and by the rules after it.
 */
public final class DraftReader {

  /** Longest name or role, in characters. */
  private static final int MAX_NAME = 100;

  private static final Duration LONGEST = Duration.ofDays(7);

  private static final UUID NO_ID = new UUID(0, 0);

  private static final Text UUID_OF_SENDER =
      Text.of("a UUID made by the sender", "ett UUID som avsändaren har skapat");

  private static final Text TIME =
      Text.of(
          "a time with offset, such as 2027-01-01T00:00:00+01:00",
          "en tid med tidszon, till exempel 2027-01-01T00:00:00+01:00");

  private static final Text MINUTES =
      Text.of(
          "whole minutes as an ISO 8601 duration, such as PT30M or PT8H",
          "hela minuter som en ISO 8601-tidslängd, till exempel PT30M eller PT8H");

  private static final Text NAME =
      Text.of("1 to {0} characters on one line", "1 till {0} tecken på en rad").with(MAX_NAME);

  private static final Text TELEPHONE =
      Text.of(
          "a telephone number of 5 to 20 digits, blanks and hyphens, such as +46 8 465 004 10",
          "ett telefonnummer med 5 till 20 siffror, mellanslag och bindestreck, till exempel"
              + " +46 8 465 004 10");

  private static final Pattern PRINTABLE =
      Pattern.compile("[^\\p{Cntrl}\\p{Cs}]{1," + MAX_NAME + "}");

  private static final Pattern TELEPHONE_NUMBER = Pattern.compile("\\+?[0-9][0-9 -]{4,19}");

  private DraftReader() {}

  /**
   * Reads the body of a publication.
   *
   * @param receivedAt stands in for a beginning that cannot be read
   */
  public static Draft read(RegionCode region, JsonBody body, Instant receivedAt) {
    var errors = new ArrayList<FieldError>(body.repeated());
    var whole = new Part(body.tree(), "", errors);
    whole.isObjectOf("id", "municipality", "validFrom", "replaces", "terms");
    var id = whole.at("id").parsed(UUID_OF_SENDER, DraftReader::uuid);
    var municipality =
        whole.at("municipality").isAbsent()
            ? null
            : whole
                .at("municipality")
                .parsed(
                    Text.of("four digits", "fyra siffror"),
                    text ->
                        Optional.of(text)
                            .filter(MunicipalityCode::isWellFormed)
                            .map(MunicipalityCode::new));
    var validFrom = whole.at("validFrom").parsed(TIME, DraftReader::time);
    var replaces = whole.at("replaces").isAbsent() ? null : whole.at("replaces").count();
    var isMunicipal = !whole.at("municipality").isAbsent();
    var content = isMunicipal ? municipal(whole.at("terms")) : terms(whole.at("terms"));
    return new Draft(
        new AgreementId(id == null ? NO_ID : id),
        new Territory(region, municipality),
        validFrom == null ? receivedAt.plus(1, ChronoUnit.DAYS) : validFrom,
        replaces,
        content,
        errors);
  }

  private static Terms terms(Part part) {
    part.isObjectOf("targets", "calendars", "hours", "ladders", "reserve", "vitalsNotRequired");
    return new Terms(
        part.at("targets").entries(levels(), DraftReader::level, DraftReader::target),
        part.at("calendars")
            .entries(calendarName(), DraftReader::calendarName, DraftReader::calendar),
        part.at("hours").elements().stream().map(DraftReader::reachable).toList(),
        part.at("ladders").entries(levels(), DraftReader::level, DraftReader::ladder),
        part.at("reserve").elements().stream().map(DraftReader::manager).toList(),
        causes(part.at("vitalsNotRequired")));
  }

  private static MunicipalTerms municipal(Part part) {
    part.isObjectOf("targets", "vitalsRequired");
    return new MunicipalTerms(
        part.at("targets").isAbsent()
            ? Map.of()
            : part.at("targets").entries(levels(), DraftReader::level, DraftReader::tighter),
        part.at("vitalsRequired").isAbsent() ? Set.of() : causes(part.at("vitalsRequired")));
  }

  private static Target target(Part part) {
    part.isObjectOf(
        "acceptWithin", "contactWithin", "answerWithin", "calendar", "forCauses", "afterScore");
    var shortest = LockedLimits.SHORTEST_ANSWER;
    return new Target(
        orElse(minutes(part.at("acceptWithin")), shortest),
        orElse(minutes(part.at("contactWithin")), shortest),
        orElse(minutes(part.at("answerWithin")), shortest),
        calendarOf(part),
        forCauses(part.at("forCauses")),
        optional(part.at("afterScore")));
  }

  private static Tighter tighter(Part part) {
    part.isObjectOf("acceptWithin", "contactWithin", "answerWithin", "forCauses", "afterScore");
    return new Tighter(
        optional(part.at("acceptWithin")),
        optional(part.at("contactWithin")),
        optional(part.at("answerWithin")),
        forCauses(part.at("forCauses")),
        optional(part.at("afterScore")));
  }

  private static Map<ContactCause, Duration> forCauses(Part part) {
    return part.isAbsent()
        ? Map.of()
        : part.entries(
            Part.oneOf(Stream.of(ContactCause.values()).map(Enum::name)),
            name -> Part.find(ContactCause.values(), name),
            DraftReader::minutes);
  }

  private static Calendar calendar(Part part) {
    part.isObjectOf("week", "days", "dates");
    return new Calendar(
        part.at("week")
            .entries(
                Part.oneOf(Stream.of(DayOfWeek.values()).map(Enum::name)),
                name -> Part.find(DayOfWeek.values(), name),
                DraftReader::openings),
        part.at("days").isAbsent()
            ? Map.of()
            : part.at("days")
                .entries(
                    Part.oneOf(Stream.of(NamedDay.values()).map(Enum::name)),
                    name -> Part.find(NamedDay.values(), name),
                    DraftReader::openings),
        part.at("dates").isAbsent()
            ? Map.of()
            : part.at("dates")
                .entries(
                    Text.of("dates such as 2026-12-23", "datum som 2026-12-23"),
                    DraftReader::date,
                    DraftReader::openings));
  }

  private static List<Opening> openings(Part part) {
    return part.elements().stream()
        .map(
            one ->
                one.parsed(
                    Text.of("hours such as {0}", "tider som {0}").with(Opening.FORM),
                    Opening::find))
        .filter(Objects::nonNull)
        .toList();
  }

  /** A contact function stands in for who cannot be read: no rule asks for one. */
  private static Reachable reachable(Part part) {
    part.isObjectOf("kind", "name", "calendar");
    var kind = part.at("kind").code(ResponderKind.values());
    var name = part.at("name").parsed(NAME, DraftReader::name);
    return new Reachable(
        kind == null ? ResponderKind.COORDINATOR : kind,
        name == null ? "" : name,
        calendarOf(part));
  }

  private static ReserveContact manager(Part part) {
    part.isObjectOf("role", "name", "telephone", "calendar", "recipient");
    var role = part.at("role").parsed(NAME, DraftReader::name);
    var name = part.at("name").isAbsent() ? null : part.at("name").parsed(NAME, DraftReader::name);
    var telephone =
        part.at("telephone")
            .parsed(
                TELEPHONE,
                text -> Optional.of(text).filter(one -> TELEPHONE_NUMBER.matcher(one).matches()));
    var recipient = part.at("recipient").isAbsent() ? null : responder(part.at("recipient"));
    return new ReserveContact(
        role == null ? "" : role, name, telephone, calendarOf(part), recipient);
  }

  private static @Nullable ResponderId responder(Part part) {
    return part.parsed(
        Text.of("a responder's id", "en utförares id"),
        text -> Optional.of(text).filter(ResponderId::isWellFormed).map(ResponderId::new));
  }

  private static CalendarName calendarOf(Part part) {
    var name = part.at("calendar").parsed(calendarName(), DraftReader::calendarName);
    return name == null ? CalendarName.ROUND_THE_CLOCK : name;
  }

  /**
   * A step that does no harm stands in for one that cannot be read, so that the others keep their
   * place.
   */
  private static List<Step> ladder(Part part) {
    return part.elements().stream()
        .map(
            one -> {
              var step = step(one);
              return step == null ? new Step.TellCoordinator() : step;
            })
        .toList();
  }

  /** The names of the steps, as they stand in the document. */
  private enum Kind {
    ASK_NEXT_ON_DUTY,
    ASK_NAMED,
    FALL_BACK,
    TELL_COORDINATOR,
    RESERVE_ROUTINE
  }

  private static @Nullable Step step(Part part) {
    var kind = part.at("step").code(Kind.values());
    return switch (kind) {
      case null -> null;
      case ASK_NEXT_ON_DUTY -> {
        part.isObjectOf("step", "kind", "answerWithin");
        var asked = part.at("kind").code(ResponderKind.values());
        var within = minutes(part.at("answerWithin"));
        yield asked == null || within == null ? null : new Step.AskNextOnDuty(asked, within);
      }
      case ASK_NAMED -> {
        part.isObjectOf("step", "responder", "answerWithin");
        var asked = responder(part.at("responder"));
        var within = minutes(part.at("answerWithin"));
        yield asked == null || within == null ? null : new Step.AskNamed(asked, within);
      }
      case FALL_BACK -> {
        part.isObjectOf("step", "to");
        var to = part.at("to").code(Level.values());
        yield to == null ? null : new Step.FallBack(to);
      }
      case TELL_COORDINATOR -> {
        part.isObjectOf("step");
        yield new Step.TellCoordinator();
      }
      case RESERVE_ROUTINE -> {
        part.isObjectOf("step", "manager");
        var manager = part.at("manager").parsed(NAME, DraftReader::name);
        yield manager == null ? null : new Step.ReserveRoutine(manager);
      }
    };
  }

  private static Set<ContactCause> causes(Part part) {
    var causes = EnumSet.noneOf(ContactCause.class);
    for (var element : part.elements()) {
      var cause = element.code(ContactCause.values());
      if (cause != null) {
        causes.add(cause);
      }
    }
    return causes;
  }

  private static @Nullable Duration optional(Part part) {
    return part.isAbsent() ? null : minutes(part);
  }

  private static @Nullable Duration minutes(Part part) {
    return part.parsed(MINUTES, DraftReader::wholeMinutes);
  }

  private static Optional<Duration> wholeMinutes(String text) {
    try {
      return Optional.of(Duration.parse(text))
          .filter(one -> one.isPositive() && one.compareTo(LONGEST) <= 0)
          .filter(one -> one.equals(one.truncatedTo(ChronoUnit.MINUTES)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Duration orElse(@Nullable Duration read, Duration otherwise) {
    return read == null ? otherwise : read;
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** To the second: nobody begins an agreement in between. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text))
          .filter(time -> isOfOurTimes(time.getYear()))
          .map(time -> time.toInstant().truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text)).filter(date -> isOfOurTimes(date.getYear()));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Beyond these years neither arithmetic nor the calendar would hold. */
  private static boolean isOfOurTimes(int year) {
    return year >= 1900 && year <= 2199;
  }

  private static Optional<String> name(String text) {
    return Optional.of(text.strip()).filter(one -> PRINTABLE.matcher(one).matches());
  }

  private static Optional<Level> level(String name) {
    return Part.find(Level.values(), name);
  }

  private static Text levels() {
    return Part.oneOf(LockedLimits.levels().stream().map(Enum::name));
  }

  private static Optional<CalendarName> calendarName(String text) {
    return Optional.of(text).filter(CalendarName::isWellFormed).map(CalendarName::new);
  }

  private static Text calendarName() {
    return Text.same(CalendarName.FORM);
  }
}
