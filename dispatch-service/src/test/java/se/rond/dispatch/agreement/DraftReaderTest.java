package se.rond.dispatch.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.JsonBody;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DraftReaderTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static final RegionCode BLEKINGE = new RegionCode("10");

  private static ObjectNode body() {
    var body = JSON.createObjectNode();
    body.put("id", "0198f0c2-6b1e-7c11-9d3a-5f0c2a7e4b06")
        .put("validFrom", "2027-01-01T00:00:00+01:00");
    body.set("terms", JSON.valueToTree(Agreed.terms()));
    return body;
  }

  private static Draft read(ObjectNode body) {
    return DraftReader.read(
        BLEKINGE, JsonBody.parse(JSON.writeValueAsString(body).getBytes(UTF_8)), NOW);
  }

  private static List<FieldError> errorsOf(Draft draft) {
    return Draft.inTerms(AgreementRules.errorsOf((Terms) draft.content(), Agreed.SETTING));
  }

  private static ObjectNode object(ObjectNode body, String pointer) {
    return (ObjectNode) body.at(pointer);
  }

  @Test
  void readsWhatIsStored() {
    var draft = read(body());

    assertThat(draft.unreadable()).isEmpty();
    assertThat(draft.content()).isEqualTo(Agreed.terms());
    assertThat(draft.territory()).isEqualTo(Territory.of(BLEKINGE));
    assertThat(draft.validFrom()).isEqualTo(Instant.parse("2026-12-31T23:00:00Z"));
  }

  @Test
  void readsWhatAMunicipalityWants() {
    var body = body().put("municipality", "1083").put("replaces", 2);
    body.set("terms", JSON.readTree("{\"targets\": {\"NURSE\": {\"contactWithin\": \"PT12H\"}}}"));

    var draft = read(body);

    assertThat(draft.unreadable()).isEmpty();
    assertThat(draft.replaces()).isEqualTo(2);
    assertThat(draft.territory().municipality()).isEqualTo(new MunicipalityCode("1083"));
    assertThat(draft.content())
        .isInstanceOfSatisfying(
            MunicipalTerms.class,
            terms -> assertThat(terms.targets()).containsOnlyKeys(Level.NURSE));
  }

  @Test
  void namesEveryFieldThatCannotBeReadAndNothingThatFollowsFromIt() {
    var body = body();
    body.put("id", "1").put("validFrom", "tomorrow").put("replaces", "second").put("surprise", 1);
    object(body, "/terms/targets/NURSE").put("contactWithin", "24 h").put("calendar", "office");
    object(body, "/terms/calendars/OFFICE/week").putArray("FRIDAY").add("08:00-25:00");
    object(body, "/terms/calendars/OFFICE/days").putArray("JULAFTON");
    object(body, "/terms/ladders/ADVICE/0").put("step", "PRAY");
    object(body, "/terms/reserve/0").put("telephone", "Kalle");
    object(body, "/terms/hours/0").remove("calendar");

    var draft = read(body);

    assertThat(draft.unreadable())
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(
            "",
            "id",
            "validFrom",
            "replaces",
            "terms.targets.NURSE.contactWithin",
            "terms.targets.NURSE.calendar",
            "terms.calendars.OFFICE.week.FRIDAY[0]",
            "terms.calendars.OFFICE.days",
            "terms.ladders.ADVICE[0].step",
            "terms.reserve[0].telephone",
            "terms.hours[0].calendar");
    assertThat(draft.withThoseOf(errorsOf(draft))).isEqualTo(draft.unreadable());
  }

  @Test
  void whatCannotBeReadMovesNothingElse() {
    var body = body();
    object(body, "/terms/ladders/PHYSICIAN_NOW/0").put("answerWithin", "soon");
    object(body, "/terms/ladders/PHYSICIAN_NOW/1").put("responder", "LB-13-1");

    var draft = read(body);

    assertThat(draft.withThoseOf(errorsOf(draft)))
        .extracting(FieldError::field)
        .containsExactly(
            "terms.ladders.PHYSICIAN_NOW[0].answerWithin",
            "terms.ladders.PHYSICIAN_NOW[1].responder");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"PT0M", "PT30S", "PT90S", "-PT5M", "30", "PT200H", "P1M"})
  void aTimeIsWholeMinutes(String text) {
    var body = body();
    object(body, "/terms/targets/NURSE").put("contactWithin", text);

    assertThat(read(body).unreadable())
        .extracting(FieldError::field)
        .containsExactly("terms.targets.NURSE.contactWithin");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"+999999999-12-31T00:00:00Z", "-0044-03-15T12:00:00Z", "2200-01-01T00:00:00Z"})
  void aTimeIsOneThatWeCanReckonWith(String text) {
    assertThat(read(body().put("validFrom", text)).unreadable())
        .extracting(FieldError::field)
        .containsExactly("validFrom");
  }

  @Test
  void neverRepeatsWhatSomebodyWrote() {
    List<Consumer<ObjectNode>> mistakes =
        List.of(
            body -> body.put("id", "Kalle Anka"),
            body -> object(body, "/terms/reserve/0").put("telephone", "Kalle Anka"),
            body -> object(body, "/terms/reserve/0").put("Kalle Anka", 1),
            body -> object(body, "/terms/targets").putObject("Kalle Anka"),
            body -> object(body, "/terms/ladders/PHYSICIAN_NOW/3").put("manager", "Kalle Anka"));

    for (var mistake : mistakes) {
      var body = body();
      mistake.accept(body);
      var draft = read(body);
      var errors = draft.withThoseOf(errorsOf(draft));
      assertThat(errors).isNotEmpty();
      assertThat(errors.toString()).doesNotContain("Kalle");
    }
  }

  @Test
  void aBodyOfSomethingElseIsNoAgreement() {
    assertThat(read(JSON.createObjectNode()).unreadable())
        .extracting(FieldError::field)
        .contains("id", "validFrom", "terms");
  }
}
