package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.DispatchClient.Answer;
import se.rond.dispatch.assignment.Assignments;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody calls, by telephone or video, before and after anybody has accepted. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "rond.dispatch.video.base=https://video.example/rooms/")
@EmbeddedInfrastructure
class ContactIT {

  private final Scene scene;
  private final Assignments assignments;

  @Autowired
  ContactIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json,
      Assignments assignments) {
    scene = new Scene(port, broker, jdbc, json);
    this.assignments = assignments;
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aPhysicianWhoCallsBeforeAcceptingStopsTheClockAndTakesNoResponsibility() {
    var id = physicianWanted();
    var offered = scene.awaitAssignment(id, "OFFERED");

    var answer = tell("PHYSICIAN", id, contact("PHONE", "NURSE", true));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("state").stringValue()).isEqualTo("WAITING");
    assertThat(isPatientMet(id)).isTrue();
    var shown = scene.client.show(id);
    assertThat(shown.at("/responsible/party").stringValue()).isEqualTo("RAISING_NURSE");
    assertThat(shown.at("/contacts/0/mode").stringValue()).isEqualTo("PHONE");
    assertThat(shown.at("/contacts/0/with").stringValue()).isEqualTo("NURSE");
    assertThat(shown.at("/contacts/0/actor").stringValue()).startsWith("PHYSICIAN ");
    assertThat(shown.at("/contacts/0/keepsPromise").booleanValue()).isTrue();
    assertThat(shown.at("/contacts/0/assignment")).isEqualTo(offered.get("id"));
    assertThat(shown.get("video").isNull()).isTrue();
    assertThat(Scene.timeline(shown)).endsWith("ResponderOffered | ContactMade");
    var told = scene.heard(id, "ContactMade");
    assertThat(told.get("reached").booleanValue()).isTrue();
    assertThat(told.get("responders").toString()).contains(offered.get("responder").stringValue());

    // The promise is kept, so that a late arrival alarms nobody.
    scene.client.accept(offered, id);
    promise(id);
    scene.client.report(
        offered,
        id,
        "{\"status\": \"DELAYED\", \"eta\": \"%s\"}"
            .formatted(Instant.now().plus(Duration.ofHours(2))));
    assertThat(Scene.timeline(scene.client.show(id))).endsWith("OfferAccepted | Delayed");
  }

  @ParameterizedTest(name = "{0}: {1} with {2}, reached {3}")
  @CsvSource({
    "PHYSICIAN, PHONE, NURSE, false",
    "PHYSICIAN, PHONE, RELATIVE, true",
    "MUNICIPAL_NURSE, VISIT, PATIENT, true",
    "COORDINATOR, PHONE, PATIENT, true"
  })
  void whoReachesNobodyWhoWasPromisedStopsNoClock(
      String role, String mode, String with, boolean reached) {
    var id = physicianWanted();
    scene.awaitAssignment(id, "OFFERED");

    assertThat(tell(role, id, contact(mode, with, reached)).status()).isEqualTo(200);

    assertThat(isPatientMet(id)).isFalse();
    assertThat(scene.client.show(id).at("/contacts/0/keepsPromise").booleanValue()).isFalse();
  }

  @Test
  void aCallIsNoVisitOfATeam() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));

    tell("PHYSICIAN", taken.request(), contact("PHONE", "PATIENT", true));

    assertThat(isPatientMet(taken.request())).isFalse();
    scene.complete(taken);
  }

  @Test
  void whoCallsAndThenDeclinesHasStoppedNoClock() {
    var id = physicianWanted();
    var offered = scene.awaitAssignment(id, "OFFERED");
    tell("PHYSICIAN", id, contact("PHONE", "PATIENT", true));
    assertThat(isPatientMet(id)).isTrue();

    scene.client.decline(offered, id, "BUSY");

    assertThat(isPatientMet(id)).isFalse();
  }

  @Test
  void whatWasSaidWhenLessWasNeededAnswersNothingHigher() {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.PHYSICIAN_TODAY, physicianContact());
    scene.awaitAssignment(id, "OFFERED");
    tell("PHYSICIAN", id, contact("PHONE", "PATIENT", true));
    assertThat(isPatientMet(id)).isTrue();
    var before = Instant.now();

    scene.client.observe(
        id, "{\"id\": \"%s\", \"vitals\": {\"pulse\": 112}}".formatted(UUID.randomUUID()));
    scene.triaged(id, 2, Level.PHYSICIAN_NOW, physicianContact());
    await()
        .atMost(Scene.SOON)
        .until(
            () -> "PHYSICIAN_NOW".equals(scene.client.show(id).get("neededLevel").stringValue()));

    assertThat(isPatientMet(id)).isFalse();
    var late = contact("PHONE", "PATIENT", true).replace("}", ", \"at\": \"%s\"}");
    tell("PHYSICIAN", id, late.formatted(before));
    assertThat(isPatientMet(id)).as("told late").isFalse();
  }

  @Test
  void aNurseWhoIsAskedStopsNoClockBeforeSheHasAccepted() {
    var id = scene.raised(example("catheter"));
    scene.triaged(id, Level.NURSE, new NeedWithCapabilities(Need.NURSE_VISIT, Set.of()));
    var offered = scene.awaitAssignment(id, "OFFERED");
    tell("MUNICIPAL_NURSE", id, contact("VISIT", "PATIENT", true));
    assertThat(isPatientMet(id)).isFalse();

    scene.client.accept(offered, id);
    tell("MUNICIPAL_NURSE", id, contact("VISIT", "PATIENT", true));

    assertThat(isPatientMet(id)).isTrue();
  }

  @Test
  void theSameAgainIsAnsweredAlikeAndAnythingElseUnderItsIdRefused() {
    var id = physicianWanted();
    var body = contact("PHONE", "NURSE", true);
    var first = tell("PHYSICIAN", id, body);

    assertThat(tell("PHYSICIAN", id, body).body()).isEqualTo(first.body());
    assertThat(scene.client.show(id).get("contacts")).hasSize(1);

    var other = tell("PHYSICIAN", id, body.replace("NURSE", "PATIENT"));
    assertThat(problem(other)).isEqualTo("409 OTHER_BODY_UNDER_THIS_ID");
    assertThat(other.body().get("change").stringValue()).isEqualTo("CONTACT");
    var elsewhere = tell("PHYSICIAN", physicianWanted(), body);
    assertThat(problem(elsewhere)).isEqualTo("409 OTHER_BODY_UNDER_THIS_ID");
    assertThat(elsewhere.body().has("change")).isFalse();

    var change = UUID.randomUUID();
    scene.client.observe(id, "{\"id\": \"%s\", \"note\": \"x\"}".formatted(change));
    assertThat(problem(tell("PHYSICIAN", id, contact(change, "PHONE", "NURSE", true))))
        .isEqualTo("409 OTHER_BODY_UNDER_THIS_ID");
  }

  @Test
  void everyFieldThatCannotBeUsedIsNamedAtOnceInBothLanguages() {
    var id = scene.raised(example("pneumonia"));
    var body =
        "{\"mode\": \"LETTER\", \"with\": 1, \"at\": \"soon\", \"deviceClock\": \"2026-11-21T12:00:00Z\"}";

    var english = scene.client.postAs("PHYSICIAN", contacts(id), body);
    var swedish = scene.client.postAs("PHYSICIAN", contacts(id), body, "sv");

    assertThat(english.status()).isEqualTo(400);
    assertThat(english.body().get("errors").findValuesAsString("field"))
        .containsExactlyInAnyOrder("id", "mode", "with", "reached", "at");
    assertThat(english.body().get("errors").toString()).contains("one of VISIT, PHONE, VIDEO");
    assertThat(swedish.body().get("errors").toString()).contains("något av VISIT, PHONE, VIDEO");
  }

  @Test
  void anAssignmentOfSomebodyElseIsNoneToSpeakFor() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    var assignment = taken.assignment().get("id").stringValue();
    var body = contact("PHONE", "PATIENT", true).replace("}", ", \"assignment\": \"%s\"}");

    var refused = tell("PHYSICIAN", taken.request(), body.formatted(assignment));

    assertThat(problem(refused)).isEqualTo("400 INVALID_FIELDS");
    assertThat(refused.body().at("/errors/0/field").stringValue()).isEqualTo("assignment");
    assertThat(tell("MOBILE_TEAM", taken.request(), body.formatted(assignment)).status())
        .isEqualTo(200);
    scene.complete(taken);
  }

  @Test
  void whoMayNotSeeTheRequestLearnsNothingAndWhoSpeaksWithNoPatientIsTold() {
    var id = scene.raised(example("pneumonia"));

    assertThat(problem(tell("OPERATIONS", id, contact("PHONE", "PATIENT", true))))
        .isEqualTo("403 NOT_FOR_THIS_ROLE");

    scene.moveToWhereNobodyHereServes(id);
    assertThat(problem(tell("PHYSICIAN", id, contact("PHONE", "PATIENT", true))))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void aVideoCallHasOneRoomWhoseLinkIsReadInTheAppAndToldToNobody() {
    var id = physicianWanted();
    var offered = scene.awaitAssignment(id, "OFFERED");

    assertThat(tell("PHYSICIAN", id, contact("VIDEO", "NURSE", false)).status()).isEqualTo(200);

    var link = scene.client.show(id).at("/video/link").stringValue();
    assertThat(link).startsWith("https://video.example/rooms/").hasSizeGreaterThan(60);
    var told = scene.heard(id, "VideoRoomOpened");
    assertThat(told.get("responders").toString()).contains(offered.get("responder").stringValue());
    assertThat(told.toString()).doesNotContain("https", link.substring(link.lastIndexOf('/') + 1));
    assertThat(isPatientMet(id)).isFalse();

    tell("PHYSICIAN", id, contact("VIDEO", "NURSE", true));

    var shown = scene.client.show(id);
    assertThat(shown.at("/video/link").stringValue()).isEqualTo(link);
    assertThat(Scene.timeline(shown)).endsWith("ContactMade | VideoRoomOpened | ContactMade");
    assertThat(isPatientMet(id)).isTrue();

    scene
        .jdbc
        .sql("update video_room set open_until = clock_timestamp() where request = ?::uuid")
        .param(id)
        .update();
    assertThat(scene.client.show(id).get("video").isNull()).isTrue();
    tell("PHYSICIAN", id, contact("VIDEO", "NURSE", true));
    assertThat(scene.client.show(id).at("/video/link").stringValue())
        .startsWith("https://video.example/rooms/")
        .isNotEqualTo(link);
  }

  @Test
  void aWordOfASilentTeamStillsTheAlarmAboutIt() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    scene
        .jdbc
        .sql("update assignment set silent_at = clock_timestamp() where id = ?::uuid")
        .param(taken.assignment().get("id").stringValue())
        .update();
    scene.heard(taken.request(), "ResponderSilent");

    tell("MOBILE_TEAM", taken.request(), contact("PHONE", "RELATIVE", true));

    assertThat(scene.heard(taken.request(), "ResponderHeard").get("responder").stringValue())
        .isEqualTo(taken.responder());
    scene.complete(taken);
  }

  @Test
  void aContactThatIsToldLateIsKeptAndOneAboutACancelledRequestRefused() {
    var taken = scene.accepted(scene.raised(example("pneumonia")));
    scene.complete(taken);
    assertThat(scene.state(taken.request())).isEqualTo("CLOSED");
    assertThat(tell("PHYSICIAN", taken.request(), contact("VIDEO", "PATIENT", true)).status())
        .isEqualTo(200);
    assertThat(scene.client.show(taken.request()).get("contacts")).hasSize(1);
    assertThat(scene.client.show(taken.request()).get("video").isNull()).isTrue();

    var cancelled = scene.raised(example("pneumonia"));
    scene.client.cancel(cancelled, "NO_LONGER_NEEDED");
    var refused = tell("PHYSICIAN", cancelled, contact("PHONE", "PATIENT", true));
    assertThat(problem(refused)).isEqualTo("409 REQUEST_CANCELLED");
    assertThat(refused.body().get("state").stringValue()).isEqualTo("CANCELLED");
  }

  @Test
  void theListsAreNamedInBothLanguages() {
    assertThat(scene.client.get("/assessment-codes").body().get("contacted").toString())
        .contains("Sjuksköterskan hos patienten", "A relative");
  }

  private String physicianWanted() {
    var id = scene.raised(example("pneumonia"));
    scene.triaged(id, Level.PHYSICIAN_NOW, physicianContact());
    await().atMost(Scene.SOON).until(() -> scene.client.show(id).get("assignments").size() > 0);
    return id;
  }

  private static NeedWithCapabilities physicianContact() {
    return new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of());
  }

  private boolean isPatientMet(String id) {
    return assignments.isPatientMet(new AssessmentRequestId(UUID.fromString(id)));
  }

  /** The example was raised on a day that is over; this promises the patient an hour from now. */
  private void promise(String id) {
    scene
        .jdbc
        .sql(
            "update assessment_request set contact_by = clock_timestamp() + interval '1 hour' where id = ?::uuid")
        .param(id)
        .update();
  }

  private Answer tell(String role, String id, String body) {
    return scene.client.postAs(role, contacts(id), body);
  }

  private static String contacts(String id) {
    return "/assessment-requests/%s/contacts".formatted(id);
  }

  private static String contact(String mode, String with, boolean reached) {
    return contact(UUID.randomUUID(), mode, with, reached);
  }

  private static String contact(UUID id, String mode, String with, boolean reached) {
    return "{\"id\": \"%s\", \"mode\": \"%s\", \"with\": \"%s\", \"reached\": %s}"
        .formatted(id, mode, with, reached);
  }

  private static String problem(Answer answer) {
    JsonNode type = answer.body().get("type");
    return answer.status() + " " + type.stringValue().replace("urn:rond:problem:", "");
  }
}
