package se.rond.contracts.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.intake.Change.Emergency;
import se.rond.contracts.intake.Change.Protection;
import se.rond.contracts.intake.ChangeReader.Reading;

class ChangeReaderTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ID = "'id': '0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b01'";

  @Test
  void readsWhatWasObserved() {
    var reading =
        ChangeReader.observations(
            body(
                "{%s, 'vitals': {'pulse': 104}, 'pointOfCare': {'lactate': 2.1}, 'findings': ['DROWSY'],"
                    + " 'redFlags': ['RF-D2']}"));

    assertThat(reading.errors()).isEmpty();
    var content = reading.change().content();
    assertThat(content.vitals().pulse()).isEqualTo(104);
    assertThat(content.pointOfCare().lactate()).isEqualByComparingTo("2.1");
    assertThat(content.findings()).containsExactly(Finding.DROWSY);
    assertThat(content.redFlags()).containsExactly(RedFlag.RF_D2);
    assertThat(content.contactCause()).isNull();
  }

  @Test
  void aFlagIsReadBesideErrors() {
    var reading =
        ChangeReader.observations(body("{'vitals': {'pulse': 999}, 'redFlags': ['RF-D2']}"));

    assertThat(reading.change()).isNull();
    assertThat(reading.content().redFlags()).containsExactly(RedFlag.RF_D2);
    assertThat(fields(reading)).isEqualTo("id vitals.pulse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{%s}", "{%s, 'vitals': {}}", "{%s, 'note': ' '}", "{%s, 'redFlags': []}"})
  void nothingObservedIsAnError(String body) {
    assertThat(ChangeReader.observations(body(body)).errors()).hasSize(1);
  }

  @Test
  void aNoteAloneIsAnObservation() {
    assertThat(ChangeReader.observations(body("{%s, 'note': 'Dörren är öppen'}")).errors())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'acknowledgement': 'CALLED', 'provisional': true}         | ''
          {'acknowledgement': 'ALREADY_WITH_AMBULANCE'}              | ''
          {'acknowledgement': 'PATIENT_DECLINES'}                    | reason
          {'acknowledgement': 'PER_PLAN_NOT_CALLED', 'reason': ' '}  | reason
          {'acknowledgement': 'PER_PLAN_NOT_CALLED', 'reason': 'x'}  | ''
          {'acknowledgement': 'ALREADY_WITH_AMBULANCE', 'provisional': true} | provisional
          {'acknowledgement': 'CALLED', 'id': '0198f0c2'}            | id
          {'acknowledgement': 'CALLED', 'alarm': 0}                  | alarm
          {'acknowledgement': 'CALLED', 'alarm': 'two'}              | alarm
          {'acknowledgement': 'CALLED', 'alarm': 2}                  | ''
          {'acknowledgement': 'MAYBE'}                               | acknowledgement
          {}                                                         | acknowledgement
          """)
  void whatCannotBeAnAcknowledgementIsNamed(String body, String bad) {
    assertThat(fields(ChangeReader.acknowledgement(body(body.replace("\"", "'")))))
        .isEqualTo(bad.replace("''", ""));
  }

  @Test
  void anAcknowledgementWithoutIdAndAlarmAnswersTheFirstAlarm() {
    var without = ChangeReader.acknowledgement(body("{'acknowledgement': 'CALLED'}")).change();
    var with = ChangeReader.acknowledgement(body("{%s, 'alarm': 3, 'acknowledgement': 'CALLED'}"));

    assertThat(without.id()).isNull();
    assertThat(without.alarm()).isEqualTo(1);
    assertThat(with.change().id()).hasToString("0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b01");
    assertThat(with.change().alarm()).isEqualTo(3);
  }

  @Test
  void onlyWhereNobodyRingsAPhysicianIsAsked() {
    assertThat(Emergency.values())
        .filteredOn(Emergency::asksPhysician)
        .containsExactly(Emergency.PER_PLAN_NOT_CALLED, Emergency.PATIENT_DECLINES);
  }

  @Test
  void aWrongNumberIsRefusedAndNotRepeated() {
    var reading =
        ChangeReader.correction(
            body(
                "{%s, 'kind': 'WRONG_PATIENT', 'patient': {'identifier': {'system':"
                    + " 'http://electronichealth.se/identifier/personnummer', 'value': '194107149208'}}}"),
            NOON);

    assertThat(fields(reading)).isEqualTo("patient.identifier.value");
    assertThat(reading.errors().toString()).doesNotContain("194107149208");
  }

  @Test
  void whetherAPatientIsProtectedCanBeSaidAndTakenBack() {
    assertThat(protection("'protectedIdentity': 'SECRECY_MARKING'"))
        .isEqualTo("Protection SECRECY_MARKING ");
    assertThat(protection("'protectedIdentity': 'NONE'")).isEqualTo("Protection null ");
    // What nobody said takes nothing back.
    assertThat(protection("'protectedIdentity': null")).isEqualTo(" patient.protectedIdentity");
    assertThat(protection("")).isEqualTo(" patient.protectedIdentity");
    assertThat(protection("'protectedIdentity': 'SECRET'")).isEqualTo(" patient.protectedIdentity");
  }

  private static String protection(String patient) {
    var reading =
        ChangeReader.correction(
            body("{%s, 'kind': 'PROTECTED_IDENTITY', 'patient': {" + patient + "}}"), NOON);
    return (reading.change() instanceof Protection(var _, var identity)
            ? "Protection " + identity
            : "")
        + " "
        + fields(reading);
  }

  @Test
  void aPlaceNeedsItsMunicipality() {
    assertThat(fields(ChangeReader.place(body("{%s, 'address': 'Storgatan 2'}"))))
        .isEqualTo("municipality");
  }

  @Test
  void aCancellationNeedsItsReason() {
    assertThat(fields(ChangeReader.cancellation(body("{}")))).isEqualTo("reason");
    assertThat(fields(ChangeReader.cancellation(body("{'reason': 'OTHER'}")))).isEmpty();
  }

  private static String fields(Reading<?> reading) {
    assertThat(reading.change() == null).isEqualTo(!reading.errors().isEmpty());
    return String.join(" ", reading.errors().stream().map(FieldError::field).toList());
  }

  private static JsonBody body(String json) {
    return JsonBody.parse(json.replace("%s", ID).replace('\'', '"').getBytes(UTF_8));
  }
}
