package se.rond.contracts.intake;

import se.rond.contracts.language.Text;

/** All that is said of the fields of a body; {@code {0}} and so on are filled in. */
enum Wording {
  // What was expected.
  JSON_OBJECT("a JSON object", "ett JSON-objekt"),
  AN_OBJECT("an object", "ett objekt"),
  TEXT("text", "text"),
  TEXT_AT_MOST("text of at most {0} characters", "text på högst {0} tecken"),
  STORABLE_TEXT(
      "text without control characters or halves of characters",
      "text utan styrtecken eller halva tecken"),
  STORABLE_NAME("names of fields that can be stored", "fältnamn som går att spara"),
  STORABLE_NUMBER("a number of at most {0} digits", "ett tal med högst {0} siffror"),
  UUID("a UUID", "ett UUID"),
  UUID_OF_DEVICE("a UUID made by the device", "ett UUID som enheten har skapat"),
  TIME(
      "a time with offset, such as 2026-11-21T09:14:00+01:00, from 1970 to 2199",
      "en tid med tidszon, till exempel 2026-11-21T09:14:00+01:00, från 1970 till 2199"),
  SOMETHING_OBSERVED(
      "vitals, pointOfCare, findings, redFlags or a note",
      "vitals, pointOfCare, findings, redFlags eller en note"),
  WHY_NOT_CALLED("why 112 is not called", "varför 112 inte rings"),
  TRUE_ONLY_WITH("true only with {0}", "true bara med {0}"),
  TRUE_WITH("true with {0}", "true med {0}"),
  DATE(
      "a date, such as 2026-11-21, from 1900 to 2199",
      "ett datum, till exempel 2026-11-21, från 1900 till 2199"),
  TRUE_OR_FALSE("true or false", "true eller false"),
  TEXT_OR_TRUE_OR_FALSE(
      "text of at most {0} characters, true or false",
      "text på högst {0} tecken, true eller false"),
  TEXT_OR_OBJECT(
      "text of at most {0} characters, or an object with name and phone",
      "text på högst {0} tecken, eller ett objekt med name och phone"),
  WHOLE_NUMBER("a whole number from {0} to {1} {2}", "ett heltal från {0} till {1} {2}"),
  NUMBER("a number from {0} to {1} {2}", "ett tal från {0} till {1} {2}"),
  ONE_OF("one of {0}", "något av {0}"),
  CODES("a list of codes", "en lista med koder"),
  CODES_AT_MOST("at most {0} codes", "högst {0} koder"),
  OBJECTS_AT_MOST("a list of at most {0} objects", "en lista med högst {0} objekt"),
  NAME("the name {0}", "namnet {0}"),
  ONE_VALUE("one value", "ett enda värde"),
  NOT_AFTER("a time that is not after {0}", "en tid som inte är efter {0}"),
  RECEIPT("the time of receipt", "mottagandet"),
  BELOW_SYSTOLIC(
      "below the systolic pressure of {0} mmHg", "lägre än det systoliska trycket {0} mmHg"),
  FLOW_ONLY_ON_OXYGEN(
      "a flow only where supplementalOxygen is true",
      "ett flöde bara när supplementalOxygen är true"),
  HSA_ID(
      "SE, an organisation number of 10 digits or 16 and 10 digits, a hyphen and letters, digits or"
          + " '(),-./:=?+, at most 31 characters",
      "SE, ett organisationsnummer på 10 siffror eller 16 och 10 siffror, bindestreck och bokstäver,"
          + " siffror eller '(),-./:=?+, högst 31 tecken"),
  TELEPHONE("a telephone number", "ett telefonnummer"),
  MUNICIPALITY("four digits", "fyra siffror"),
  NUMBERING_SYSTEM(
      "the URI or OID of a numbering system, such as {0}",
      "URI eller OID för ett nummersystem, till exempel {0}"),
  PATIENT_NUMBER("the patient's number", "patientens nummer"),
  NATIONAL_NUMBER(
      "12 digits: date, serial number and check digit",
      "12 siffror: datum, löpnummer och kontrollsiffra"),
  NATIONAL_RESERVE_NUMBER(
      "12 characters XXYYMMDDNNGC: century, date, two letters, sex and check digit",
      "12 tecken XXÅÅMMDDNNGC: sekel, datum, två bokstäver, kön och kontrollsiffra"),
  STOCKHOLM_RESERVE_NUMBER(
      "12 digits 99YYYYNNNNNC: 99, year, serial number and check digit",
      "12 siffror 99ÅÅÅÅNNNNNC: 99, år, löpnummer och kontrollsiffra"),
  VGR_RESERVE_NUMBER(
      "12 characters YYYYMMDDGggC: date, K, M or X, two digits and check digit",
      "12 tecken ÅÅÅÅMMDDGggC: datum, K, M eller X, två siffror och kontrollsiffra"),
  LOCAL_NUMBER(
      "1 to {0} letters, digits and - + . / without blanks",
      "1 till {0} bokstäver, siffror och - + . / utan mellanslag"),

  // What was found.
  NOTHING("nothing", "ingenting"),
  A_NUMBER("a number", "ett tal"),
  A_LIST("a list", "en lista"),
  SOMETHING_ELSE("something else", "något annat"),
  TEXT_OF("text of {0} characters", "text på {0} tecken"),
  TEXT_IN_OTHER_FORM(
      "text of {0} characters in another form", "text på {0} tecken i en annan form"),
  COUNT_OF_CODES("{0} codes", "{0} koder"),
  MISSPELT("the same name spelt otherwise", "samma namn stavat på annat sätt"),
  TWICE("the field twice", "fältet två gånger"),
  ANOTHER_NAME("another name", "ett annat namn"),
  MINUTES_AFTER("a time {0} min after it", "en tid {0} min efter den"),
  FLOW_ON_AIR("{0} L/min with supplementalOxygen false", "{0} L/min med supplementalOxygen false"),
  CHARACTERS_IN_OTHER_FORM("{0} characters in another form", "{0} tecken i en annan form"),
  NO_DATE("12 digits that begin with no date", "12 siffror som inte börjar med ett datum"),
  FUTURE_DATE(
      "12 digits that begin with a date in the future",
      "12 siffror som börjar med ett datum i framtiden"),
  DAY_BELOW_60("12 digits whose day is below 60", "12 siffror med en dag under 60"),
  WRONG_CHECK_DIGIT("12 digits with a wrong check digit", "12 siffror med fel kontrollsiffra"),
  RESERVE_NO_DATE("a number without a date", "ett nummer utan datum"),
  RESERVE_FUTURE_DATE("a number with a date in the future", "ett nummer med ett datum i framtiden"),
  RESERVE_WRONG_CHECK_DIGIT(
      "a number with a wrong check digit", "ett nummer med fel kontrollsiffra"),

  // Units that are not written alike.
  BREATHS_PER_MINUTE("breaths per minute", "andetag per minut"),
  BEATS_PER_MINUTE("beats per minute", "slag per minut"),
  PERCENT("percent", "procent"),
  DEGREES("degrees", "grader"),
  POINTS("points", "poäng"),
  SPO2_SCALE("(SpO2 scale)", "(SpO2-skala)");

  private final Text text;

  Wording(String english, String swedish) {
    text = Text.of(english, swedish);
  }

  /** Returns it with its places filled in, texts in each language. */
  Text of(Object... arguments) {
    return text.with(arguments);
  }
}
