package se.rond.contracts.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.rond.contracts.intake.Bodies.JSON;
import static se.rond.contracts.intake.Bodies.RECEIVED;
import static se.rond.contracts.intake.Bodies.english;
import static se.rond.contracts.intake.Bodies.fieldsOf;
import static se.rond.contracts.intake.Bodies.pneumonia;
import static se.rond.contracts.intake.Bodies.read;
import static se.rond.contracts.intake.Bodies.withVital;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.intake.FieldError.Worded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SubmissionReaderTest {

  private static final String LEVELS =
      "one of EMERGENCY_112, PHYSICIAN_NOW, MOBILE_TEAM_2H, MOBILE_TEAM_TODAY, PHYSICIAN_TODAY, NURSE,"
          + " ADVICE";

  @ParameterizedTest
  @MethodSource("se.rond.contracts.intake.Bodies#names")
  void readsEveryExampleAsItStands(String name) {
    var reading = read(Bodies.example(name));

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.submission()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("se.rond.contracts.intake.Bodies#names")
  void previewsEveryExampleAsItStands(String name) {
    var preview = SubmissionReader.preview(Bodies.example(name), RECEIVED);

    assertThat(preview.errors()).isEmpty();
    assertThat(preview.content()).isEqualTo(read(Bodies.example(name)).content());
  }

  @ParameterizedTest
  @CsvSource({
    "redFlags, redflags, redFlags",
    "redFlags, red_flags, redFlags",
    "redFlags, RedFlag, redFlags",
    "vitals, vital, vitals",
    "contactCause, contact-cause, contactCause"
  })
  void aFieldSpeltOtherwiseIsRefusedByItsName(String name, String spelt, String field) {
    var body = pneumonia();
    body.set(spelt, body.remove(name));

    var reading = read(body);

    assertThat(fieldsOf(reading.errors())).isEqualTo(field);
    assertThat(reading.submission()).isNull();
  }

  @Test
  void flagsUnderANameSpeltOtherwiseStillRing112() {
    var body = pneumonia();
    body.remove("redFlags");
    body.putArray("redflags").add("RF-D2");

    assertThat(read(body).content().redFlags()).contains(RedFlag.RF_X0);
  }

  @Test
  void thatAPatientIsProtectedChangesNothingThatIsJudged() {
    var body = pneumonia();
    assertThat(requireNonNull(read(body).submission()).protectedIdentity()).isNull();
    var content = read(body).content();

    for (var why : ProtectedIdentity.values()) {
      body.withObject("patient").put("protectedIdentity", why.name());
      assertThat(requireNonNull(read(body).submission()).protectedIdentity()).isEqualTo(why);
      assertThat(read(body).content()).isEqualTo(content);
      assertThat(SubmissionReader.preview(body, RECEIVED).content()).isEqualTo(content);
    }

    body.withObject("patient").put("protectedIdentity", "SECRET");
    assertThat(fieldsOf(read(body).errors())).isEqualTo("patient.protectedIdentity");
    body.withObject("patient").remove("protectedIdentity");
    body.withObject("patient").put("protected_identity", "SECRECY_MARKING");
    assertThat(fieldsOf(read(body).errors())).isEqualTo("patient.protectedIdentity");
  }

  @Test
  void whoAPatientIsAndWhereIsNotWritten() {
    var submission = requireNonNull(read(pneumonia()).submission());

    for (var raw : List.of(submission, submission.patient(), submission.place())) {
      assertThatThrownBy(() -> new JsonMapper().writeValueAsString(raw))
          .hasMessageContaining("what a mask has left");
    }
  }

  @Test
  void anUnknownFieldIsPassedOver() {
    assertThat(read(pneumonia().put("mood", "better")).errors()).isEmpty();
  }

  @Test
  void aMissingCodeIsAskedForWithTheWholeList() {
    var body = pneumonia();
    body.remove("nurseLevel");

    assertThat(english(read(body).errors()).getFirst().expected())
        .contains("EMERGENCY_112", "ADVICE");
  }

  @Test
  void knowsTheSevenExamples() {
    assertThat(Bodies.names()).hasSize(7);
  }

  @Test
  void readsWhatTheBodySays() {
    var submission = read(pneumonia()).submission();

    assertThat(submission).isNotNull();
    assertThat(submission.raisedAt()).isEqualTo(Instant.parse("2026-11-21T08:14:00Z"));
    assertThat(submission.requester().hsaId()).hasToString("SE2120000829-N001");
    assertThat(submission.patient().value()).isEqualTo("193310148410");
    assertThat(submission.place().municipality()).hasToString("1080");
    assertThat(submission.contactCause()).isEqualTo(ContactCause.PNEUMONIA);
    assertThat(submission.nurseLevel()).isEqualTo(Level.MOBILE_TEAM_TODAY);
    assertThat(submission.content().suspectedInfection()).isTrue();
    assertThat(submission.content().vitals().respirationRate()).isEqualTo(22);
    assertThat(submission.content().vitals().temperature()).isEqualByComparingTo("38.4");
    assertThat(submission.content().ageYears()).isEqualTo(93);
  }

  @Test
  void namesEveryBadFieldAtOnce() {
    var body =
        object(
            """
            {"id": "42", "raisedAt": "yesterday", "origin": "NURSE", "requester": {"hsaId": "SE1"},
             "patient": {"identifier": {"system": "urn:x"}}, "place": {"municipality": "Karlskrona"},
             "contactCause": "PNEUMONI", "redFlags": ["RF-Z9"], "vitals": {"pulse": "88", "temperature": 48},
             "pointOfCare": [], "sbar": "text"}
            """);

    var errors = read(body).errors();

    assertThat(fieldsOf(errors))
        .isEqualTo(
            "contactCause, id, nurseLevel, origin, patient.identifier.value, place.municipality,"
                + " pointOfCare, raisedAt, redFlags[0], requester.callback, requester.hsaId, sbar,"
                + " vitals.pulse, vitals.temperature");
    assertThat(english(errors))
        .allSatisfy(
            error -> {
              assertThat(error.expected()).isNotBlank();
              assertThat(error.found()).isNotBlank();
            })
        .contains(
            new Worded("id", "a UUID", "text of 2 characters in another form"),
            new Worded("nurseLevel", LEVELS, "nothing"),
            new Worded(
                "vitals.pulse",
                "a whole number from 0 to 350 beats per minute",
                "text of 2 characters"),
            new Worded("vitals.temperature", "a number from 10.0 to 47.0 °C", "48"));
  }

  /** Each text is put into each field; none may come back in what is found. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "193310148410",
        "19331014-8410",
        "19-33-10-14-84-10",
        "Andersson",
        "ALBERT",
        "Har ont i magen"
      })
  void neverRepeatsTextInAnError(String secret) {
    for (var body : everyLeafReplacedBy(JSON.valueToTree(secret))) {
      assertThat(read(body).errors()).noneMatch(error -> error.toString().contains(secret));
    }
  }

  @Test
  void neverRepeatsANumberLongEnoughToTellWhoThePatientIs() {
    for (var secret : new long[] {193310148410L, 3310148410L, 331014L, 19331014L}) {
      for (var body : everyLeafReplacedBy(JSON.valueToTree(secret))) {
        assertThat(read(body).errors())
            .noneMatch(error -> error.toString().contains(Long.toString(secret)));
      }
    }
  }

  @Test
  void saysWhatIsWrongWithANumberWithoutRepeatingIt() {
    var body = Bodies.withPatient(PatientIdentifier.PERSONNUMMER, "193310148411");

    assertThat(english(read(body).errors()))
        .containsExactly(
            new Worded(
                "patient.identifier.value",
                "12 digits: date, serial number and check digit",
                "12 digits with a wrong check digit"));
  }

  @Test
  void readsRedFlagsBesideErrorsInOtherFields() {
    var body =
        object(
            "{\"id\": 1, \"redFlags\": [\"RF-XX\", \"RF-D2\", null], \"findings\": [\"ONGOING\"]}");

    var reading = read(body);

    assertThat(reading.submission()).isNull();
    assertThat(reading.content().redFlags()).containsExactly(RedFlag.RF_D2, RedFlag.RF_X0);
    assertThat(reading.content().findings()).containsExactly(Finding.ONGOING);
  }

  /** What cannot be read may be any flag: each means 112. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                     | []             | ''
          null                   | []             | ''
          ""                     | []             | ''
          ["RF-D2"]              | [RF_D2]        | ''
          "RF-D2"                | [RF_D2, RF_X0] | redFlags
          "RF-ZZ"                | [RF_X0]        | redFlags
          "stroke"               | [RF_X0]        | redFlags
          {"RF-D2": true}        | [RF_X0]        | redFlags
          true                   | [RF_X0]        | redFlags
          1                      | [RF_X0]        | redFlags
          ["RF-ZZ"]              | [RF_X0]        | redFlags[0]
          ["RF-D2", "RF-ZZ"]     | [RF_D2, RF_X0] | redFlags[1]
          [["RF-D2"]]            | [RF_X0]        | redFlags[0]
          [{"code": "RF-D2"}]    | [RF_X0]        | redFlags[0]
          [1]                    | [RF_X0]        | redFlags[0]
          """)
  void aFlagThatCannotBeReadIsTheNursesConcern(String json, String flags, String fields) {
    var body = pneumonia();
    body.set("redFlags", JSON.readTree(json));

    var reading = read(body);
    var preview = SubmissionReader.preview(body, RECEIVED);

    assertThat(reading.content().redFlags()).hasToString(flags);
    assertThat(preview.content().redFlags()).hasToString(flags);
    assertThat(fieldsOf(reading.errors())).isEqualTo(fields);
    assertThat(fieldsOf(preview.errors())).isEqualTo(fields);
    assertThat(reading.submission() == null).isEqualTo(!fields.isEmpty());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ["RIGORS"]             | [RIGORS]  | ''
          "CYANOSIS"             | [CYANOSIS] | findings
          "BLUE"                 | []        | findings
          ["BLUE", "CYANOSIS"]   | [CYANOSIS] | findings[0]
          {"CYANOSIS": true}     | []        | findings
          """)
  void aSignThatCannotBeReadHidesNoOther(String json, String findings, String fields) {
    var body = pneumonia();
    body.set("findings", JSON.readTree(json));

    var reading = read(body);

    assertThat(reading.content().findings()).hasToString(findings);
    assertThat(reading.content().redFlags()).isEmpty();
    assertThat(fieldsOf(reading.errors())).isEqualTo(fields);
  }

  @Test
  void readsValuesThatTellARedFlagBesideErrorsInOtherFields() {
    var body = withVital("pulse", "\"fast\"");
    ((ObjectNode) body.get("vitals")).put("respirationRate", 31);
    body.remove("contactCause");

    var reading = read(body);

    assertThat(fieldsOf(reading.errors())).isEqualTo("contactCause, vitals.pulse");
    assertThat(reading.content().vitals().respirationRate()).isEqualTo(31);
  }

  /** The HARD ranges of clinical reference 1.4. */
  @ParameterizedTest(name = "{0} from {1} to {2}")
  @CsvSource(
      textBlock =
          """
          respirationRate,  0,    100,  -1,   101
          oxygenSaturation, 0,    100,  -1,   101
          systolicPressure, 73,   350,  -1,   351
          diastolicPressure, 0,   123,  -1,   251
          pulse,            0,    350,  -1,   351
          temperature,      10.0, 47.0, 9.9,  47.1
          """)
  void takesTheHardRangeOfAVitalSignToItsEdges(
      String vital, String lowest, String highest, String below, String above) {
    assertThat(read(withVital(vital, lowest)).errors()).isEmpty();
    assertThat(read(withVital(vital, highest)).errors()).isEmpty();
    assertThat(fieldsOf(read(withVital(vital, below)).errors())).isEqualTo("vitals." + vital);
    assertThat(fieldsOf(read(withVital(vital, above)).errors())).isEqualTo("vitals." + vital);
  }

  @Test
  void takesAnImpossibleSystolicPressureOnlyDownToNothing() {
    var body = withVital("systolicPressure", "0");
    ((ObjectNode) body.get("vitals")).putNull("diastolicPressure");

    assertThat(read(body).errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "60, true", "-0.1, false", "60.1, false"})
  void takesAFlowOfOxygenToItsEdges(String flow, boolean isAccepted) {
    var body = withVital("oxygenFlow", flow);
    ((ObjectNode) body.get("vitals")).put("supplementalOxygen", true);

    assertThat(read(body).errors().isEmpty()).isEqualTo(isAccepted);
  }

  @Test
  void refusesAFlowOfOxygenOnAir() {
    assertThat(fieldsOf(read(withVital("oxygenFlow", "2")).errors()))
        .isEqualTo("vitals.oxygenFlow");
    assertThat(read(withVital("oxygenFlow", "0")).errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.6, true", "50, true", "0.5, false", "50.1, false"})
  void takesGlucoseToItsEdges(String glucose, boolean isAccepted) {
    var body = pneumonia();
    body.putObject("pointOfCare").set("glucose", JSON.readTree(glucose));

    assertThat(read(body).errors().isEmpty()).isEqualTo(isAccepted);
  }

  @Test
  void refusesADiastolicPressureThatIsNotBelowTheSystolic() {
    assertThat(fieldsOf(read(withVital("diastolicPressure", "124")).errors()))
        .isEqualTo("vitals.diastolicPressure");
    assertThat(read(withVital("diastolicPressure", "123")).errors()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"88.0, true", "88.5, false", "1e2, true", "1e400, false", "1e400000000, false"})
  void takesAWholeNumberHoweverItIsWritten(String pulse, boolean isAccepted) {
    assertThat(read(withVital("pulse", pulse)).errors().isEmpty()).isEqualTo(isAccepted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\"   \"", "\"\\t\\n\""})
  void takesBlankAndNullForAbsent(String nothing) {
    var body = pneumonia();
    var expected = pneumonia();
    body.set("healthCentre", JSON.readTree(nothing));
    body.set("xrayRegion", JSON.readTree(nothing));
    body.set("redFlags", JSON.readTree(nothing));
    ((ObjectNode) body.get("vitals")).set("pulse", JSON.readTree(nothing));
    ((ObjectNode) body.get("sbar")).set("situation", JSON.readTree(nothing));
    ((ObjectNode) expected.get("vitals")).remove("pulse");

    assertThat(read(body)).isEqualTo(read(expected));
    assertThat(read(body).errors()).isEmpty();
  }

  @Test
  void takesABlankRequiredFieldForAMissingOne() {
    var body = pneumonia();
    body.put("nurseLevel", " ");

    assertThat(english(read(body).errors()))
        .containsExactly(new Worded("nurseLevel", LEVELS, "nothing"));
  }

  @Test
  void refusesATimeAfterTheClockOfTheSameDevice() {
    var body = pneumonia();
    body.put("deviceClock", "2026-11-21T09:11:59+01:00");

    assertThat(fieldsOf(read(body).errors())).isEqualTo("raisedAt");

    body.put("deviceClock", "2026-11-21T09:12:00+01:00");

    assertThat(read(body).errors()).isEmpty();
  }

  @Test
  void takesATimeInTheFutureOfADeviceWhoseClockNobodyKnows() {
    var body = pneumonia();
    body.put("raisedAt", "2026-11-21T12:00:00+01:00");

    assertThat(read(body).errors()).isEmpty();
  }

  /** A form is opened, then somebody measures, then it is sent. */
  @ParameterizedTest(name = "raised {0}, measured {1}, sent {2}: {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          2026-11-21T08:00:00Z, 2026-11-21T08:10:00Z, -,                    ''
          2026-11-21T08:00:00Z, 2026-11-21T08:16:06Z, -,                    ''
          2026-11-21T08:00:00Z, 2026-11-21T08:16:07Z, -,                    vitals.measuredAt
          2026-11-21T08:00:00Z, 2026-11-21T08:07:00Z, 2026-11-21T08:05:00Z, ''
          2026-11-21T08:00:00Z, 2026-11-21T08:07:01Z, 2026-11-21T08:05:00Z, vitals.measuredAt
          2026-11-21T12:00:00Z, 2026-11-21T12:02:00Z, -,                    ''
          2026-11-21T12:00:00Z, 2026-11-21T12:02:01Z, -,                    vitals.measuredAt
          """)
  void refusesValuesMeasuredAfterTheyWereSent(
      String raisedAt, String measuredAt, String deviceClock, String fields) {
    var body = withVital("measuredAt", "\"" + measuredAt + "\"");
    body.put("raisedAt", raisedAt).put("deviceClock", deviceClock);

    assertThat(fieldsOf(read(body).errors())).isEqualTo(fields);
    assertThat(fieldsOf(SubmissionReader.preview(body, RECEIVED).errors())).isEqualTo(fields);
  }

  /** By a clock that counts from 1970 an old patient would be a child, whom NEWS2 is not for. */
  @Test
  void countsTheAgeByOurClock() {
    var body = pneumonia();
    body.put("raisedAt", "1970-01-01T00:00:05Z").put("deviceClock", "1970-01-01T00:01:05Z");
    body.remove("vitals");

    assertThat(read(body).content().ageYears()).isEqualTo(93);
    assertThat(SubmissionReader.preview(body, RECEIVED).content().ageYears()).isEqualTo(93);
  }

  /** Refused, and told to the nurse all the same; never rounded towards the usual. */
  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          oxygenSaturation  | 84.5       | 84
          oxygenSaturation  | "84,5 "    | 84
          respirationRate   | "35"       | 35
          respirationRate   | 30.1       | 31
          respirationRate   | 7.9        | 7
          respirationRate   | [35]       | 35
          respirationRate   | ["35"]     | 35
          respirationRate   | [35, 36]   | -
          respirationRate   | "35 /min"  | -
          respirationRate   | "101"      | -
          respirationRate   | -1         | -
          respirationRate   | {"a": 35}  | -
          systolicPressure  | 89.9       | 89
          pulse             | "130.5"    | 131
          temperature       | "34,2"     | 34.2
          temperature       | "99"       | -
          consciousness     | "unresponsive" | UNRESPONSIVE
          consciousness     | ["VOICE"]  | VOICE
          consciousness     | "X"        | -
          supplementalOxygen | "true"    | true
          supplementalOxygen | 1         | -
          """)
  void readsWhatIsWrittenAlmostRightOnlyForWhatTheNurseIsTold(
      String vital, String written, String meant) {
    var body = withVital(vital, written);

    var reading = read(body);

    assertThat(fieldsOf(reading.errors())).isEqualTo("vitals." + vital);
    assertThat(reading.submission()).isNull();
    var vitals = JSON.valueToTree(reading.content().vitals());
    assertThat(vitals.path(vital).asString(null)).isEqualTo(meant);
  }

  @Test
  void readsVitalsThatStandAloneInAList() {
    var body = pneumonia();
    body.set("vitals", JSON.readTree("[{\"respirationRate\": 35}]"));

    var reading = read(body);

    assertThat(fieldsOf(reading.errors())).isEqualTo("vitals");
    assertThat(reading.submission()).isNull();
    assertThat(reading.content().vitals().respirationRate()).isEqualTo(35);
  }

  @ParameterizedTest
  @CsvSource({
    "se2120000829-n001, SE2120000829-N001",
    "SE2120000829-a.b(c), SE2120000829-A.B(C)",
    "SE165565594230-1000, SE165565594230-1000",
    "SE2120000828-N001, -",
    "SE165565594231-1000, -",
    "SE2120000829-N_1, -"
  })
  void writesAnHsaIdInCapitals(String written, String id) {
    var body = pneumonia();
    ((ObjectNode) body.get("requester")).put("hsaId", written);

    var reading = read(body);

    if (id.equals("-")) {
      assertThat(fieldsOf(reading.errors())).isEqualTo("requester.hsaId");
    } else {
      assertThat(reading.submission()).isNotNull();
      assertThat(reading.submission().requester().hsaId()).hasToString(id);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59-18:00",
        "-999999999-01-01T00:00:00+18:00",
        "1969-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z",
        "2026-11-21",
        "2026-11-21T09:14:00",
        "2026-02-30T09:14:00Z"
      })
  void refusesATimeThatNoClockShows(String time) {
    var body = pneumonia();
    body.put("raisedAt", time);
    body.put("deviceClock", time);

    assertThat(fieldsOf(read(body).errors())).isEqualTo("deviceClock, raisedAt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\\u0000b\"", "\"\\ud800\"", "\"\\u0007\""})
  void refusesTextThatCannotBeStored(String text) {
    var body = pneumonia();
    ((ObjectNode) body.get("place")).set("address", JSON.readTree(text));

    assertThat(fieldsOf(read(body).errors())).isEqualTo("place.address");
  }

  @Test
  void takesLineBreaksAndCharactersOutsideTheBasicPlane() {
    var body = pneumonia();
    ((ObjectNode) body.get("sbar")).put("situation", "Hosta\r\n\tfeber 🤒");

    assertThat(read(body).errors()).isEmpty();
  }

  /** The SOFT ranges of clinical reference 1.4: the edges, and what lies just outside. */
  @ParameterizedTest(name = "{0} from {1} to {2}")
  @CsvSource(
      textBlock =
          """
          respirationRate,   6,    60,   5,    61
          oxygenSaturation,  60,   100,  59,   -
          oxygenFlow,        0.5,  15,   0.4,  15.1
          systolicPressure,  50,   260,  49,   261
          diastolicPressure, 20,   160,  19,   161
          pulse,             25,   220,  24,   221
          temperature,       32.0, 42.0, 31.9, 42.1
          """)
  void takesAnExtremeValueAndNamesItUnlessConfirmed(
      String vital, String lowest, String highest, String below, String above) {
    assertThat(extremes(vital, lowest)).isEmpty();
    assertThat(extremes(vital, highest)).isEmpty();
    assertThat(extremes(vital, below)).containsExactly(vital);
    if (!above.equals("-")) {
      assertThat(extremes(vital, above)).containsExactly(vital);
    }
  }

  /** Where nobody said, NEWS2 counts a flow as oxygen. */
  @ParameterizedTest(name = "{0} L/min, on oxygen {1}: {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          16, -,     [oxygenFlow]
          16, true,  [oxygenFlow]
          0,  -,     []
          0,  true,  [oxygenFlow]
          0,  false, []
          2,  -,     []
          """)
  void namesAnExtremeFlowUnlessTheAirIsPlain(
      String flow, Boolean supplementalOxygen, String extremes) {
    var body = withVital("oxygenFlow", flow);
    ((ObjectNode) body.get("vitals")).put("supplementalOxygen", supplementalOxygen);

    var reading = read(body);

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.content().vitals().unconfirmedExtremes()).hasToString(extremes);
  }

  private static List<String> extremes(String vital, String value) {
    var body = pneumonia();
    var vitals = body.putObject("vitals");
    vitals.put("supplementalOxygen", true);
    vitals.set(vital, JSON.readTree(value));
    var reading = read(body);
    assertThat(reading.errors()).isEmpty();
    vitals.put("confirmedExtreme", true);
    assertThat(read(body).content().vitals().unconfirmedExtremes()).isEmpty();
    return reading.content().vitals().unconfirmedExtremes();
  }

  @Test
  void takesEveryFieldOfTheContract() {
    var body = pneumonia();
    body.put("patientWish", "Vill stanna hemma").put("contactPerson", "Dottern");
    body.putObject("accessNotes")
        .put("doorCode", "1234")
        .put("infection", "ESBL")
        .put("interpreter", "finska")
        .put("threat", false)
        .put("lifting", true);
    body.put("anticoagulant", true).put("pregnant", false).put("xrayRegion", "CHEST");
    body.put("lastKnownWell", "2026-11-21T07:00:00+01:00").put("healthCentre", "VC-1");
    body.putObject("palliativePlan").put("exists", true).put("date", "2026-10-01");
    body.putObject("externalTriage").put("system", "RETTS").put("colour", "ORANGE");
    ((ObjectNode) body.get("vitals"))
        .put("measuredBy", "SSK")
        .put("confirmedExtreme", false)
        .put("notMeasuredReason", "-");

    assertThat(read(body).errors()).isEmpty();

    body.putObject("contactPerson").put("name", "Dottern").put("phone", "+46700000000");

    assertThat(read(body).errors()).isEmpty();
  }

  @Test
  void namesEveryFieldThatIsOnlyShown() {
    var body = pneumonia();
    body.put("patientWish", 1).put("contactPerson", true);
    body.putObject("accessNotes")
        .put("doorCode", 1234)
        .put("infection", 1)
        .put("interpreter", "x".repeat(201))
        .put("threat", 2)
        .put("lifting", 3);
    body.putObject("medicalPlan").put("documented", "yes").put("reference", 5511);

    assertThat(fieldsOf(read(body).errors()))
        .isEqualTo(
            "accessNotes.doorCode, accessNotes.infection, accessNotes.interpreter,"
                + " accessNotes.lifting, accessNotes.threat, contactPerson,"
                + " medicalPlan.documented, medicalPlan.reference, patientWish");
  }

  @Test
  void refusesAPatientWhoWasWellAfterTheRequestWasRaised() {
    var body = pneumonia().put("lastKnownWell", "2026-11-21T09:16:01+01:00");

    assertThat(fieldsOf(read(body).errors())).isEqualTo("lastKnownWell");
  }

  /** What was sent, with what can be read of it, and whether the nurse is told to ring. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"redFlags": ["RF-D2"], "sbar": {"situation": "a              | [RF_D2]
          {"redFlags": ["RF-D2"                                         | [RF_D2, RF_X0]
          {"redFlags": [                                                | [RF_X0]
          {"redFlags": []                                               | []
          {"redFlags": [], "x": tru                                     | []
          {"sbar": {"situation": "säger "aj""}, "redFlags": ["RF-D2"]}  | [RF_D2]
          {"redFlags": ["RF-D2"]} }                                     | [RF_D2]
          {"redFlags": ["RF-ZZ"], "x": }                                | [RF_X0]
          ["RF-D2                                                       | []
          nonsense                                                      | []
          {"nurseLevel": "EMERGENCY_112", "x": "                        | [RF_X0]
          {"x": }, "nurseLevel": "EMERGENCY_112"}                       | [RF_X0]
          {"x": }, "nurseLevel": EMERGENCY_112}                         | []
          {"vitals": {"pulse": 150}, "vitals": {}, "x": "               | [RF_X0]
          {"healthCentre": "a", "healthCentre": "b", "x": "             | []
          """)
  void rescuesTheFlagsOfABodyThatIsNoJson(String sent, String flags) {
    var content = SubmissionReader.rescue(sent.getBytes(UTF_8), RECEIVED);

    assertThat(content.redFlags()).hasToString(flags);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {"vitals": {"respirationRate": 31, "pulse": 14 | 31
          {"vitals": {"respirationRate": 31              | -
          {"vitals": {"respirationRate": 31}             | 31
          """)
  void rescuesNoNumberThatMayHaveBeenLonger(String sent, Integer respirationRate) {
    var content = SubmissionReader.rescue(sent.getBytes(UTF_8), RECEIVED);

    assertThat(content.vitals().respirationRate()).isEqualTo(respirationRate);
    assertThat(content.vitals().pulse()).isNull();
  }

  @Test
  void asksOnlyForAContactCauseInAPreview() {
    var preview = SubmissionReader.preview(object("{}"), RECEIVED);

    assertThat(fieldsOf(preview.errors())).isEqualTo("contactCause");
    assertThat(SubmissionReader.preview(object("{\"contactCause\": \"UTI\"}"), RECEIVED).errors())
        .isEmpty();
  }

  @Test
  void passesOverFieldsItDoesNotKnow() {
    var body = pneumonia();
    body.putObject("somethingNew").put("x", 1);

    assertThat(read(body)).isEqualTo(read(pneumonia()));
  }

  private static Iterable<ObjectNode> everyLeafReplacedBy(JsonNode value) {
    return Mutations.leaves(pneumonia()).stream()
        .map(
            leaf -> {
              var body = pneumonia();
              Mutations.replace(body, leaf, value);
              return body;
            })
        .toList();
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }
}
