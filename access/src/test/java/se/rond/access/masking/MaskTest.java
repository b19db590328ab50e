package se.rond.access.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.rond.contracts.care.ProtectedIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MaskTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final JsonNode BODY =
      JSON.readTree(
          """
          {"id": "0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b04", "raisedAt": "2026-11-21T09:14:00.1234567890+01:00",
           "requester": {"hsaId": "SE2120000829-N001", "callback": "+46455303001", "room": "hemligt"},
           "patient": {"identifier": {"system": "urn:x", "value": "193203209162"}},
           "place": {"municipality": "1080", "housing": "ORDINARY", "address": "Ekstigen 17, Karlskrona",
             "position": {"latitude": 56.1, "longitude": 15.5}, "door": "hemligt"},
           "sbar": {"situation": "Septisk? 96/60", "patient": 193203209162},
           "vitals": {"pulse": 118, "measuredAt": "2026-11-21T09:05:00+01:00"},
           "healthCentre": "VC-1", "keyBox": "hemligt",
           "contactPerson": {"name": "Anna Testsson", "phone": "0455-98 76 54"},
           "accessNotes": {"doorCode": "4711#", "threat": "hunden hos grannen", "infection": true, "lifting": false}}
          """);

  private static final Mask CLOSED = mask(ProtectedIdentity.SECRECY_MARKING, false);

  private static Mask mask(@Nullable ProtectedIdentity why, boolean mayIdentify) {
    return Mask.of(why, mayIdentify, List.of(BODY));
  }

  @Test
  void leavesOfABodyWhatIsKnownToBeAboutCare() {
    assertThat(JSON.<JsonNode>valueToTree(CLOSED.submitted(BODY)))
        .isEqualTo(
            JSON.readTree(
                """
                {"id": "0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b04", "raisedAt": "2026-11-21T09:14:00.1234567890+01:00",
                 "requester": {"hsaId": "SE2120000829-N001", "callback": "+46455303001"},
                 "place": {"municipality": "1080", "housing": "ORDINARY"},
                 "sbar": {"situation": "Septisk? 96/60", "patient": "••••"},
                 "vitals": {"pulse": 118, "measuredAt": "2026-11-21T09:05:00+01:00"},
                 "accessNotes": {"threat": true, "infection": true, "lifting": false}}
                """));
  }

  @Test
  void leavesEverythingWhereNobodyIsProtectedAndToWhoeverMayIdentify() {
    for (var open :
        List.of(
            mask(null, false), mask(ProtectedIdentity.PROTECTED_POPULATION_REGISTRATION, true))) {
      assertThat(JSON.<JsonNode>valueToTree(open.submitted(BODY))).isEqualTo(BODY);
      assertThat(shown(open.address("Ekstigen 17"))).isEqualTo("\"Ekstigen 17\"");
      assertThat(shown(open.text("Ekstigen 17"))).isEqualTo("\"Ekstigen 17\"");
      assertThat(shown(open.kilometres(12.3))).isEqualTo("13");
      assertThat(shown(open.estimate(Instant.parse("2026-11-21T09:14:01Z"))))
          .isEqualTo("\"2026-11-21T09:14:01Z\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "193203209162",
        "19320320-9162",
        "320320-9162",
        "320320+9162",
        "19 320320 9162",
        "3203209162",
        "811228-9874",
        "ekstigen  17",
        "EKSTIGEN 17, KARLSKRONA",
        "Ekstigen",
        "4711#",
        "anna testsson",
        "0455-987654",
        "0455 98 76 54",
        "+46 455 98 76 54",
        "070-123 45 67",
        "0455/98 76 54",
        "(0455) 98 76 54",
        "0455–987654",
        "0455.98.76.54",
        "19320320–9162",
        "56.19191"
      })
  void takesNumbersNamesAndPlacesOutOfWhatPeopleWrote(String identifying) {
    assertThat(shown(CLOSED.words("Bor " + identifying + " sedan i maj")))
        .isEqualTo("\"Bor " + Mask.DOTS + " sedan i maj\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BT 120/80, puls 88, 39.4 grader",
        "NEWS2 7, sat 92, CRP 180",
        "0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b04",
        "12345678-1234-7c11-9d3a-5f0c2a7e4b04",
        "2026-11-21T09:14:00.123456Z",
        "SE2321000081-DEMONURSE",
        "kl 09:14 2026-11-21"
      })
  void leavesWhatIsClinical(String clinical) {
    assertThat(shown(CLOSED.words(clinical))).isEqualTo("\"" + clinical + "\"");
  }

  @Test
  void tellsHowFarItIsButNotTheWay() {
    assertThat(CLOSED.address("Ekstigen 17, Karlskrona")).isNull();
    assertThat(shown(CLOSED.kilometres(0.1))).isEqualTo("5");
    assertThat(shown(CLOSED.kilometres(12.3))).isEqualTo("15");
    assertThat(CLOSED.estimate(Instant.parse("2026-11-21T09:14:01Z"))).isNull();
    assertThat(
            shown(
                CLOSED.estimates(
                    JSON.readTree(
                        "{\"candidates\": [{\"responder\": \"M11\", \"eta\": \"2026-11-21T09:14:01Z\"}]}"),
                    "eta")))
        .isEqualTo("{\"candidates\":[{\"responder\":\"M11\"}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"----", "- - -", "12 - -", "..", "+46"})
  void nothingIsTakenOutForWhatTellsNothing(String doorCode) {
    var mask =
        Mask.of(
            ProtectedIdentity.SECRECY_MARKING,
            false,
            List.of(
                JSON.readTree("{\"accessNotes\": {\"doorCode\": \"%s\"}}".formatted(doorCode))));

    assertThat(shown(mask.words("Hosta, puls 120, BT 112/70")))
        .isEqualTo("\"Hosta, puls 120, BT 112/70\"");
  }

  @Test
  void aNameThatIsPartOfAnotherWordStays() {
    var mask =
        Mask.of(
            ProtectedIdentity.SECRECY_MARKING,
            false,
            List.of(JSON.readTree("{\"contactPerson\": {\"name\": \"Lung\"}}")));

    assertThat(shown(mask.words("lunginflammation, ring Lung")))
        .isEqualTo("\"lunginflammation, ring " + Mask.DOTS + "\"");
  }

  @Test
  void saysNothingInLogs() {
    assertThat(mask(null, true).words("Ekstigen 17")).hasToString("Masked[]");
  }

  private static String shown(@Nullable Object masked) {
    return JSON.writeValueAsString(masked);
  }
}
