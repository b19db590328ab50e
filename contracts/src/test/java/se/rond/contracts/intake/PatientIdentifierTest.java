package se.rond.contracts.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.contracts.intake.PatientIdentifier.PERSONNUMMER;
import static se.rond.contracts.intake.PatientIdentifier.SAMORDNINGSNUMMER;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.language.Text;

/** With Skatteverket's published test numbers, which are never given to anybody. */
class PatientIdentifierTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "193009179221", "193010259178", "193203209162", "193308179013", "193309049157",
            "193310148410",
        "193702129093", "194101144733", "194102033877", "194102069046", "194107149207",
            "194110288083",
        "194207318785", "194208269128", "194303282398", "194310127479", "194401162385",
            "194405229206",
        "194409237312", "194604123275", "192501019216", "196101182803", "189002029800",
            "199002222397"
      })
  void takesPersonalIdentityNumbers(String number) {
    assertThat(new PatientIdentifier(PERSONNUMMER, number).flaw(TODAY)).isEmpty();
    assertThat(new PatientIdentifier(SAMORDNINGSNUMMER, number).flaw(TODAY).map(Text::english))
        .contains("12 digits whose day is below 60");
  }

  @ParameterizedTest(name = "{0} was born on {1} at the earliest")
  @CsvSource(
      textBlock =
          """
          193001612385, 1930-01-01
          193001722390, 1930-01-12
          193006832384, 1930-06-23
          193412602397, 1934-12-01
          193100902398, 1931-01-30
          193100602394, 1931-01-01
          """)
  void takesCoordinationNumbersWithAnUnknownDayOrMonth(String number, LocalDate born) {
    var identifier = new PatientIdentifier(SAMORDNINGSNUMMER, number);

    assertThat(identifier.flaw(TODAY)).isEmpty();
    assertThat(identifier.earliestBirthDate()).contains(born);
    assertThat(new PatientIdentifier(PERSONNUMMER, number).flaw(TODAY)).isPresent();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      textBlock =
          """
          197004289895,  12 digits with a wrong check digit
          196004309886,  12 digits with a wrong check digit
          193310148411,  12 digits with a wrong check digit
          193310148401,  12 digits with a wrong check digit
          202302290000,  12 digits that begin with no date
          193313148410,  12 digits that begin with no date
          193300148410,  12 digits that begin with no date
          193310008410,  12 digits that begin with no date
          173310148410,  12 characters in another form
          3310148410,    10 characters in another form
          19331014-8410, 13 characters in another form
          '1933 10148410', 13 characters in another form
          １９３３１０１４８４１０, 12 characters in another form
          19331014TF10,  12 characters in another form
          """)
  void refusesWhatIsNoPersonalIdentityNumber(String value, String flaw) {
    assertThat(new PatientIdentifier(PERSONNUMMER, value).flaw(TODAY).map(Text::english))
        .contains(flaw);
  }

  @ParameterizedTest
  @ValueSource(strings = {"193001922385", "193013612385", "193002902385", "193001612386"})
  void refusesWhatIsNoCoordinationNumber(String value) {
    assertThat(new PatientIdentifier(SAMORDNINGSNUMMER, value).flaw(TODAY)).isPresent();
  }

  /** The published examples of clinical reference 5.4. */
  @ParameterizedTest(name = "{1} was born on {2} at the earliest")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          1.2.752.74.9.1, 98240301AA06, 2024-03-01
          http://electronichealth.se/identifier/nationelltReservnummer, 22950606FH20, 1995-06-06
          1.2.752.74.9.1, 25780404KHD5, 1978-04-04
          1.2.752.74.9.1, 25780404khd5, 1978-04-04
          1.2.752.74.9.1, 00342145BZ31, -
          1.2.752.74.9.1, 00749852BZK0, -
          1.2.752.97.3.1.3, 991981000010, -
          1.2.752.97.3.1.3, 991945000023, -
          1.2.752.113.11.0.2.1.1.1, 19810829M071, 1981-08-29
          1.2.752.113.11.0.2.1.1.1, 19450829K088, 1945-08-29
          1.2.752.113.11.0.2.1.1.1, 19930829X802, 1993-08-29
          """)
  void takesReserveNumbers(String system, String value, LocalDate born) {
    var identifier = new PatientIdentifier(system, value);

    assertThat(identifier.flaw(TODAY)).isEmpty();
    assertThat(identifier.earliestBirthDate()).isEqualTo(Optional.ofNullable(born));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      textBlock =
          """
          1.2.752.74.9.1, 98240301AA07, a number with a wrong check digit
          1.2.752.74.9.1, 98241301AA06, a number without a date
          1.2.752.74.9.1, 98240301IA06, 12 characters in another form
          1.2.752.74.9.1, 17240301AA06, 12 characters in another form
          1.2.752.74.9.1, 21240301AA06, 12 characters in another form
          1.2.752.74.9.1, 00341245BZ31, 12 characters in another form
          1.2.752.74.9.1, 00342139BZ31, 12 characters in another form
          1.2.752.74.9.1, 20210325K069, 12 characters in another form
          1.2.752.97.3.1.3, 991981000011, a number with a wrong check digit
          1.2.752.97.3.1.3, 981981000010, 12 characters in another form
          1.2.752.113.11.0.2.1.1.1, 19810829M072, a number with a wrong check digit
          1.2.752.113.11.0.2.1.1.1, 19810029M071, a number without a date
          1.2.752.113.11.0.2.1.1.1, 19810829A071, 12 characters in another form
          urn:oid:1.2.3.4, '12 34', 5 characters in another form
          http://electronichealth.se/identifier/LMA-nummer, Å1, 2 characters in another form
          """)
  void refusesWhatIsNoReserveNumber(String system, String value, String flaw) {
    assertThat(new PatientIdentifier(system, value).flaw(TODAY).map(Text::english)).contains(flaw);
  }

  /** The date 2124-03-01, with the check digit of the rule. */
  @Test
  void refusesAReserveNumberWithADateInTheFuture() {
    var flaws =
        IntStream.range(0, 10)
            .mapToObj(digit -> new PatientIdentifier("1.2.752.74.9.1", "24240301AA0" + digit))
            .flatMap(identifier -> identifier.flaw(TODAY).map(Text::english).stream())
            .toList();

    assertThat(flaws).hasSize(10).contains("a number with a date in the future");
  }

  @Test
  void takesANumberOfAnotherSystemAsItStands() {
    var local = new PatientIdentifier("urn:oid:1.2.752.999.1", "r-17/a");

    assertThat(local.flaw(TODAY)).isEmpty();
    assertThat(local.earliestBirthDate()).isEmpty();
    assertThat(local.value()).isEqualTo("r-17/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.752.999.1", "urn:oid:1.2.752.999.1", "URN:OID:1.2.752.999.1"})
  void writesAnUnknownOidInOneWay(String oid) {
    assertThat(new PatientIdentifier(oid, "1").system()).isEqualTo("urn:oid:1.2.752.999.1");
  }

  @ParameterizedTest
  @CsvSource({
    "urn:x, true",
    "http://electronichealth.se/identifier/LMA-nummer, true",
    "1.2.3, true",
    "personnummer, false",
    "12, false",
    "http://region.example/, true",
    "http://electronichealth.se/identifier/personnumer, false",
    "HTTPS://www.electronichealth.se/identifier/personNumber/, false",
    "http://electronichealth.se:80/identifier/, false",
    "http://electronichealth.se/identifier/personnummer?x, false",
    "http://electronichealth.sea/identifier/personnumer, true",
    "http://with blank, false"
  })
  void asksForAUriOrAnOid(String system, boolean isAccepted) {
    assertThat(Bodies.read(Bodies.withPatient(system, "1")).errors().isEmpty())
        .isEqualTo(isAccepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.752.129.2.1.3.1", "urn:oid:1.2.752.129.2.1.3.1"})
  void takesTheOidForTheSameSystem(String oid) {
    assertThat(new PatientIdentifier(oid, "193310148410"))
        .isEqualTo(new PatientIdentifier(PERSONNUMMER, "193310148410"));
    assertThat(new PatientIdentifier(oid, "193310148411").flaw(TODAY).map(Text::english))
        .contains("12 digits with a wrong check digit");
  }

  @ParameterizedTest
  @CsvSource({
    "https://electronichealth.se/identifier/personnummer,"
        + " http://electronichealth.se/identifier/personnummer",
    "http://electronichealth.se/identifier/personnummer/,"
        + " http://electronichealth.se/identifier/personnummer",
    "HTTP://www.ElectronicHealth.se:80/Identifier/Personnummer//,"
        + " http://electronichealth.se/identifier/personnummer",
    "http://electronichealth.se/identifier/nationelltreservnummer,"
        + " http://electronichealth.se/identifier/nationelltReservnummer",
    "https://electronichealth.se/identifier/lma-nummer,"
        + " http://electronichealth.se/identifier/LMA-nummer",
    "urn:oid:1.2.752.129.2.1.3.1/, http://electronichealth.se/identifier/personnummer",
    "HTTPS://Region.Example/Patienter/, https://region.example/Patienter",
    "URN:Region:Patient, urn:region:Patient"
  })
  void writesASystemInOneWay(String system, String canonical) {
    assertThat(PatientIdentifier.isSystem(system)).isTrue();
    assertThat(new PatientIdentifier(system, "1").system()).isEqualTo(canonical);
    assertThat(new PatientIdentifier(canonical, "1").system()).isEqualTo(canonical);
  }

  @ParameterizedTest(name = "on {0}: {1}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          1933-10-12, 12 digits that begin with a date in the future
          1933-10-13, -
          1933-10-14, -
          """)
  void refusesABirthMoreThanADayAhead(LocalDate today, String flaw) {
    assertThat(new PatientIdentifier(PERSONNUMMER, "193310148410").flaw(today).map(Text::english))
        .isEqualTo(Optional.ofNullable(flaw));
  }

  @Test
  void isNotRepeatedInMessages() {
    assertThat(new PatientIdentifier(PERSONNUMMER, "193310148410").toString())
        .doesNotContain("1933");
  }

  /** Received 2026-11-21 at 09:14 in Sweden. */
  @ParameterizedTest(name = "{1} is {2} years old")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          http://electronichealth.se/identifier/personnummer,      193310148410, 93
          http://electronichealth.se/identifier/personnummer,      192501019216, 101
          http://electronichealth.se/identifier/personnummer,      200001252386, 26
          http://electronichealth.se/identifier/samordningsnummer, 193412602397, 91
          http://electronichealth.se/identifier/samordningsnummer, 193100602394, 95
          urn:oid:1.2.752.129.2.1.3.1,                             193310148410, 93
          1.2.752.129.2.1.3.1,                                     193310148410, 93
          URN:OID:1.2.752.129.2.1.3.3,                             193412602397, 91
          1.2.752.129.2.1.3.3,                                     193412602397, 91
          urn:oid:1.2.752.97.3.1.3,                                991981000010, -
          """)
  void tellsTheAgeWhenTheRequestWasReceived(String system, String value, Integer years) {
    assertThat(Bodies.read(Bodies.withPatient(system, value)).content().ageYears())
        .isEqualTo(years);
  }

  @ParameterizedTest(name = "received {0}: {1} years")
  @CsvSource({
    "2026-10-13T23:59:59+02:00, 92",
    "2026-10-14T00:00:00+02:00, 93",
    "2026-10-13T22:00:00Z, 93",
    "1970-01-01T00:00:00Z, 36"
  })
  void countsBirthdaysFromMidnightInSweden(OffsetDateTime receivedAt, int years) {
    var reading = SubmissionReader.read(Bodies.pneumonia(), receivedAt.toInstant());

    assertThat(reading.content().ageYears()).isEqualTo(years);
  }
}
