package se.rond.contracts.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import se.rond.contracts.language.Text;

/**
 * What identifies a patient: a numbering system and a number in it, as HL7 Sweden's base profiles
 * write them (clinical reference 5.1).
 *
 * <p>A system may also be named by its OID, bare or as {@code urn:oid:}, or with {@code https},
 * other capitals or a slash at the end; it becomes the one URI, so that a patient has one
 * identifier however the system is named.
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

  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[!-~]{1,180}");

  private static final Pattern OID = Pattern.compile("[0-2](\\.[0-9]{1,20}){1,20}");

  private static final Pattern URN_OID = Pattern.compile("^urn:oid:", Pattern.CASE_INSENSITIVE);

  /** Swedish birthdays begin at midnight in Sweden. */
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  public PatientIdentifier {
    system = canonical(system);
    // Letters are capital ones in every system that has a rule for them.
    value =
        switch (NumberingSystem.of(system)) {
          case PERSONNUMMER, SAMORDNINGSNUMMER, NATIONAL_RESERVE, STOCKHOLM_RESERVE, VGR_RESERVE ->
              value.toUpperCase(Locale.ROOT);
          case LMA, OTHER -> value;
        };
  }

  /**
   * Returns true if a system can be named like that. A name beside those of HL7 Sweden is a slip of
   * the pen, and would make the patient another one.
   */
  static boolean isSystem(String text) {
    return OID.matcher(text).matches()
        || URI.matcher(text).matches() && !NumberingSystem.isSlipOfThePen(canonical(text));
  }

  private static String canonical(String system) {
    var uri = NumberingSystem.canonical(system);
    var withoutPrefix = URN_OID.matcher(uri).replaceFirst("");
    return OID.matcher(withoutPrefix).matches() ? NumberingSystem.uriOf(withoutPrefix) : uri;
  }

  /** Not written as JSON: what is shown of a patient has passed through a mask. */
  @JsonValue
  String refuseToBeWritten() {
    throw new IllegalStateException(
        "Expected what a mask has left of a patient to be written, but found who it is");
  }

  /** What a number of this system must look like. */
  Text expected() {
    return numbering().expected();
  }

  /**
   * Returns what is wrong with the number, or nothing if it may be used.
   *
   * @param today the day by the reader's clock; a birth up to a day later is taken for a clock that
   *     differs, one later than that for a slip of the pen
   */
  Optional<Text> flaw(LocalDate today) {
    var flaw = numbering().flaw(value);
    return flaw.isPresent()
        ? flaw
        : earliestBirthDate()
            .filter(born -> born.isAfter(today.plusDays(1)))
            .map(_ -> numbering().inFuture());
  }

  /**
   * Returns the patient's age in whole years at an instant, as far as the number tells. Where month
   * or day of birth is unknown the patient is taken as old as can be: NEWS2 then applies.
   */
  public Optional<Integer> ageYearsAt(Instant at) {
    return earliestBirthDate()
        .map(born -> Period.between(born, LocalDate.ofInstant(at, SWEDEN)).getYears())
        .filter(years -> years >= 0);
  }

  /**
   * Returns the earliest day the patient can have been born on, as far as the number tells; it must
   * be without a flaw.
   */
  Optional<LocalDate> earliestBirthDate() {
    return numbering().earliestBirthDate(value);
  }

  /** Names the system only, so that a number never reaches a log by way of a message. */
  @Override
  public String toString() {
    return "PatientIdentifier[system=" + system + "]";
  }

  private NumberingSystem numbering() {
    return NumberingSystem.of(system);
  }
}
