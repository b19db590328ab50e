package se.rond.contracts.intake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What identifies a patient: a numbering system and a number in it, as HL7 Sweden's base profiles
 * write them (clinical reference 5.1).
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

  /** A coordination number has 60 added to the day of birth. */
  private static final int COORDINATION_DAY_OFFSET = 60;

  private static final Pattern TWELVE_DIGITS = Pattern.compile("(18|19|20)[0-9]{10}");

  /**
   * Returns what is wrong with the number, or nothing if it may be used. Numbers of other systems
   * than the two national ones are taken as they stand.
   */
  Optional<String> flaw() {
    return switch (system) {
      case PERSONNUMMER -> nationalFlaw(false);
      case SAMORDNINGSNUMMER -> nationalFlaw(true);
      default -> Optional.empty();
    };
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
