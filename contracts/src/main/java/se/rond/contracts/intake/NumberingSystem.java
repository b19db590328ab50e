package se.rond.contracts.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.language.Text;

/**
 * The numbering systems of patients whose numbers can be checked (clinical reference 5.1 to 5.4).
 * Numbers of any other system, such as those of a region whose rules are not known, only have to
 * have the {@linkplain #OTHER form} of a number.
 */
enum NumberingSystem {
  PERSONNUMMER(
      PatientIdentifier.PERSONNUMMER,
      "1.2.752.129.2.1.3.1",
      "(18|19|20)[0-9]{10}",
      Wording.NATIONAL_NUMBER),

  SAMORDNINGSNUMMER(
      PatientIdentifier.SAMORDNINGSNUMMER,
      "1.2.752.129.2.1.3.3",
      "(18|19|20)[0-9]{10}",
      Wording.NATIONAL_NUMBER),

  /**
   * The national reserve number (NRID): century, date, two letters, sex and check digit. Without a
   * known birthday the century is 00 and the date a serial number with month 20–99 and day 40–59.
   */
  NATIONAL_RESERVE(
      "http://electronichealth.se/identifier/nationelltReservnummer",
      "1.2.752.74.9.1",
      "(00[0-9]{2}[2-9][0-9][45][0-9]|(2[2-9]|[3-9][0-9])[0-9]{6})"
          + "[A-HJ-NPR-UX-Z]{2}[0-9A-HJ-NPR-UX-Z][0-9]",
      Wording.NATIONAL_RESERVE_NUMBER),

  /** The reserve number of Region Stockholm: 99, year, serial number and check digit. */
  STOCKHOLM_RESERVE(
      "urn:oid:1.2.752.97.3.1.3",
      "1.2.752.97.3.1.3",
      "99[0-9]{10}",
      Wording.STOCKHOLM_RESERVE_NUMBER),

  /** The reserve number of Västra Götaland: date of birth, sex, two digits and check digit. */
  VGR_RESERVE(
      "urn:oid:1.2.752.113.11.0.2.1.1.1",
      "1.2.752.113.11.0.2.1.1.1",
      "[0-9]{8}[KMX][0-9]{3}",
      Wording.VGR_RESERVE_NUMBER),

  /** Of asylum seekers; its rules are not known. */
  LMA(
      "http://electronichealth.se/identifier/LMA-nummer",
      null,
      "[A-Za-z0-9+./-]{1,40}",
      Wording.LOCAL_NUMBER),

  OTHER(null, null, "[A-Za-z0-9+./-]{1,40}", Wording.LOCAL_NUMBER);

  /** Where HL7 Sweden names the national systems, however somebody writes it. */
  private static final Pattern ELECTRONIC_HEALTH =
      Pattern.compile(
          "https?://(www\\.)?electronichealth\\.se\\.?(:[0-9]*)?(?<path>([/?#].*?)?)/*",
          Pattern.CASE_INSENSITIVE);

  /** The scheme, of a URN also its namespace, and the host; then the rest up to a last slash. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<start>urn:[^:]*|[a-z0-9+.-]+:(//[^/?#]*)?)(?<rest>.*?)/*", Pattern.CASE_INSENSITIVE);

  /** Longest number of a system that is not known, in characters. */
  private static final int LONGEST_OTHER = 40;

  /** A coordination number has 60 added to the day of birth. */
  private static final int COORDINATION_DAY_OFFSET = 60;

  /** How many centuries the first two digits of a national reserve number tell apart. */
  private static final int RESERVE_CENTURIES = 3;

  private final @Nullable String uri;
  private final @Nullable String oid;
  private final Pattern form;
  private final Wording expected;

  NumberingSystem(@Nullable String uri, @Nullable String oid, String form, Wording expected) {
    this.uri = uri;
    this.oid = oid;
    this.form = Pattern.compile(form);
    this.expected = expected;
  }

  static NumberingSystem of(String uri) {
    return Stream.of(values()).filter(system -> uri.equals(system.uri)).findFirst().orElse(OTHER);
  }

  /**
   * Returns the URI in the one way it is written here, so that a patient has one identifier: scheme
   * and host in small letters, no slash at the end, and a system that is known by its own name.
   */
  static String canonical(String uri) {
    var known = ELECTRONIC_HEALTH.matcher(uri);
    if (known.matches()) {
      var path = known.group("path");
      return Stream.of(values())
          .flatMap(system -> Stream.ofNullable(system.uri))
          .filter(other -> other.equalsIgnoreCase("http://electronichealth.se" + path))
          .findFirst()
          .orElse("http://electronichealth.se" + path);
    }
    var parts = PARTS.matcher(uri);
    return parts.matches()
        ? parts.group("start").toLowerCase(Locale.ROOT) + parts.group("rest")
        : uri;
  }

  /**
   * Returns true for a canonical URI under the name of systems that are known, and none of them.
   */
  static boolean isSlipOfThePen(String canonical) {
    return ELECTRONIC_HEALTH.matcher(canonical).matches()
        && Stream.of(values()).noneMatch(system -> canonical.equals(system.uri));
  }

  /** Returns the URI of the system with that object identifier. */
  static String uriOf(String oid) {
    return Stream.of(values())
        .filter(system -> oid.equals(system.oid) && system.uri != null)
        .map(system -> String.valueOf(system.uri))
        .findFirst()
        .orElse("urn:oid:" + oid);
  }

  /** What a number of this system must look like. */
  Text expected() {
    return expected.of(LONGEST_OTHER);
  }

  /** Returns what is wrong with a number, or nothing if it may be used. */
  Optional<Text> flaw(String number) {
    if (!form.matcher(number).matches()) {
      return Optional.of(Wording.CHARACTERS_IN_OTHER_FORM.of(number.length()));
    }
    return switch (this) {
      case PERSONNUMMER -> nationalFlaw(number, 0);
      case SAMORDNINGSNUMMER -> nationalFlaw(number, COORDINATION_DAY_OFFSET);
      case NATIONAL_RESERVE -> reserveFlaw(number, 0, NumberingSystem::asciiValue);
      case STOCKHOLM_RESERVE -> reserveFlaw(number, 4, NumberingSystem::digit);
      case VGR_RESERVE -> reserveFlaw(number, 2, NumberingSystem::vgrValue);
      case LMA, OTHER -> Optional.empty();
    };
  }

  /** What is said of a number of this system whose date lies in the future. */
  Text inFuture() {
    return switch (this) {
      case PERSONNUMMER, SAMORDNINGSNUMMER -> Wording.FUTURE_DATE.of();
      case NATIONAL_RESERVE, STOCKHOLM_RESERVE, VGR_RESERVE, LMA, OTHER ->
          Wording.RESERVE_FUTURE_DATE.of();
    };
  }

  /**
   * Returns the earliest day the patient can have been born on, as far as a number without a flaw
   * tells. Where month (00) or day (60) of a coordination number is unknown, the first possible one
   * is meant.
   */
  Optional<LocalDate> earliestBirthDate(String number) {
    return switch (this) {
      case PERSONNUMMER -> Optional.of(birthDate(number, 0));
      case SAMORDNINGSNUMMER -> Optional.of(birthDate(number, COORDINATION_DAY_OFFSET));
      case NATIONAL_RESERVE ->
          isBornOnAKnownDay(number) ? Optional.of(reserveBirthDate(number)) : Optional.empty();
      case VGR_RESERVE ->
          Optional.of(
              LocalDate.of(Integer.parseInt(number.substring(0, 4)), month(number), day(number)));
      case STOCKHOLM_RESERVE, LMA, OTHER -> Optional.empty();
    };
  }

  private static Optional<Text> nationalFlaw(String number, int dayOffset) {
    var isCoordination = dayOffset > 0;
    try {
      birthDate(number, dayOffset);
    } catch (DateTimeException _) {
      return Optional.of(Wording.NO_DATE.of());
    }
    if (!isCoordination && (month(number) == 0 || day(number) == 0)) {
      return Optional.of(Wording.NO_DATE.of());
    }
    if (isCoordination && day(number) < dayOffset) {
      return Optional.of(Wording.DAY_BELOW_60.of());
    }
    return hasCheckDigit(number, 2, NumberingSystem::digit)
        ? Optional.empty()
        : Optional.of(Wording.WRONG_CHECK_DIGIT.of());
  }

  private Optional<Text> reserveFlaw(String number, int from, IntUnaryOperator valueOf) {
    try {
      earliestBirthDate(number);
    } catch (DateTimeException _) {
      return Optional.of(Wording.RESERVE_NO_DATE.of());
    }
    return hasCheckDigit(number, from, valueOf)
        ? Optional.empty()
        : Optional.of(Wording.RESERVE_WRONG_CHECK_DIGIT.of());
  }

  private static LocalDate birthDate(String number, int dayOffset) {
    var year = Integer.parseInt(number.substring(0, 4));
    return LocalDate.of(year, Math.max(1, month(number)), Math.max(1, day(number) - dayOffset));
  }

  private static boolean isBornOnAKnownDay(String nationalReserve) {
    return !nationalReserve.startsWith("00");
  }

  private static LocalDate reserveBirthDate(String number) {
    var century = (Integer.parseInt(number.substring(0, 2)) - 19) % RESERVE_CENTURIES + 19;
    var year = century * 100 + Integer.parseInt(number.substring(2, 4));
    return LocalDate.of(year, month(number), day(number));
  }

  private static int month(String number) {
    return Integer.parseInt(number.substring(4, 6));
  }

  private static int day(String number) {
    return Integer.parseInt(number.substring(6, 8));
  }

  private static int digit(int character) {
    return character - '0';
  }

  /** A letter counts by its ASCII code, at one place (clinical reference 5.4). */
  private static int asciiValue(int character) {
    return Character.isDigit(character) ? digit(character) : character;
  }

  private static int vgrValue(int character) {
    return switch (character) {
      case 'K' -> 5;
      case 'M' -> 7;
      case 'X' -> 8;
      default -> digit(character);
    };
  }

  /** The Luhn algorithm over all from that place; doubling begins beside the check digit. */
  private static boolean hasCheckDigit(String number, int from, IntUnaryOperator valueOf) {
    var last = number.length() - 1;
    var sum = digit(number.charAt(last));
    for (var place = last - 1; place >= from; place--) {
      var isDoubled = (last - place) % 2 == 1;
      sum += sumOfDigits(valueOf.applyAsInt(number.charAt(place)) * (isDoubled ? 2 : 1));
    }
    return sum % 10 == 0;
  }

  private static int sumOfDigits(int value) {
    return String.valueOf(value).chars().map(NumberingSystem::digit).sum();
  }
}
