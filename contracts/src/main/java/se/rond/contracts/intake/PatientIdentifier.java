package se.rond.contracts.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What identifies a patient: a numbering system and a number in it, as HL7 Sweden's base profiles
 * write them (clinical reference 5.1).
 *
 * <p>The two national systems may also be named by their OIDs, bare or as {@code urn:oid:}; they
 * become the URI, so that a patient has one identifier however the system is named.
 *
 * @param system a URI
 * @param value the number; 12 digits without a separator for personnummer and samordningsnummer
 */
public record PatientIdentifier(String system, String value) {

  /** The system of Swedish personal identity numbers. */
  public static final String PERSONNUMMER = "http://electronichealth.se/identifier/personnummer";

  /** The system of Swedish coordination numbers. */
  public static final String SAMORDNINGSNUMMER =
      "http://electronichealth.se/identifier/samordningsnummer";

  /** Clinical reference 5.1, the column of OIDs. */
  private static final Map<String, String> BY_OID =
      Map.of(
          "1.2.752.129.2.1.3.1", PERSONNUMMER,
          "1.2.752.129.2.1.3.3", SAMORDNINGSNUMMER);

  private static final Pattern URN_OID = Pattern.compile("^urn:oid:", Pattern.CASE_INSENSITIVE);

  /** A coordination number has 60 added to the day of birth. */
  private static final int COORDINATION_DAY_OFFSET = 60;

  private static final Pattern TWELVE_DIGITS = Pattern.compile("(18|19|20)[0-9]{10}");

  public PatientIdentifier {
    system = BY_OID.getOrDefault(URN_OID.matcher(system).replaceFirst(""), system);
  }

  /**
   * Returns what is wrong with the number, or nothing if it may be used. Numbers of other systems
   * than the two national ones are taken as they stand.
   *
   * @param today the day by the reader's clock; a birth up to a day later is taken for a clock that
   *     differs, one later than that for a slip of the pen
   */
  Optional<String> flaw(LocalDate today) {
    var flaw =
        switch (system) {
          case PERSONNUMMER -> nationalFlaw(false);
          case SAMORDNINGSNUMMER -> nationalFlaw(true);
          default -> Optional.<String>empty();
        };
    return flaw.isPresent()
        ? flaw
        : earliestBirthDate()
            .filter(born -> born.isAfter(today.plusDays(1)))
            .map(_ -> "12 digits that begin with a date in the future");
  }

  /**
   * Returns the earliest day the patient can have been born on, as far as the number tells. A
   * coordination number may have an unknown month (00) or day (60): then the first possible one is
   * meant.
   */
  Optional<LocalDate> earliestBirthDate() {
    return switch (system) {
      case PERSONNUMMER -> Optional.of(birthDate(0));
      case SAMORDNINGSNUMMER -> Optional.of(birthDate(COORDINATION_DAY_OFFSET));
      default -> Optional.empty();
    };
  }

  /** Names the system only, so that a number never reaches a log by way of a message. */
  @Override
  public String toString() {
    return "PatientIdentifier[system=" + system + "]";
  }

  private Optional<String> nationalFlaw(boolean coordination) {
    if (!TWELVE_DIGITS.matcher(value).matches()) {
      return Optional.of(value.length() + " characters in another form");
    }
    try {
      birthDate(coordination ? COORDINATION_DAY_OFFSET : 0);
      if (!coordination && (month() == 0 || day() == 0)) {
        return Optional.of("12 digits that begin with no date");
      }
      if (coordination && day() < COORDINATION_DAY_OFFSET) {
        return Optional.of("12 digits whose day is below 60");
      }
    } catch (DateTimeException _) {
      return Optional.of("12 digits that begin with no date");
    }
    return hasCheckDigit() ? Optional.empty() : Optional.of("12 digits with a wrong check digit");
  }

  private LocalDate birthDate(int dayOffset) {
    var year = Integer.parseInt(value.substring(0, 4));
    return LocalDate.of(year, Math.max(1, month()), Math.max(1, day() - dayOffset));
  }

  private int month() {
    return Integer.parseInt(value.substring(4, 6));
  }

  private int day() {
    return Integer.parseInt(value.substring(6, 8));
  }

  /** The Luhn algorithm over the last ten digits (clinical reference 5.2). */
  private boolean hasCheckDigit() {
    var sum = 0;
    for (var place = 0; place < 10; place++) {
      var weighted = (value.charAt(place + 2) - '0') * (place % 2 == 0 ? 2 : 1);
      sum += weighted / 10 + weighted % 10;
    }
    return sum % 10 == 0;
  }
}
