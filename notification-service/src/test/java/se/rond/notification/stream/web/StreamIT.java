package se.rond.notification.stream.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.contracts.care.ResponderId;
import se.rond.notification.recipient.Notices;
import se.rond.notification.recipient.RecipientId;
import se.rond.notification.stream.web.Device.Heard;
import se.rond.notification.stream.web.DispatchVoice.Visit;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "rond.notification.stream.heartbeat=200ms")
@EmbeddedInfrastructure
class StreamIT {
  private static final String KARLSKRONA = "1080";
  private static final String KUNGSBACKA = "1384";

  /** In no demo caller's municipalities. */
  private static final String STOCKHOLM = "0180";

  @Autowired private Notices notices;
  @Autowired private TransactionTemplate transaction;
  @LocalServerPort private int port;

  @Value("${spring.kafka.bootstrap-servers}")
  private String bootstrapServers;

  private final List<Device> devices = new ArrayList<>();
  private DispatchVoice dispatch;

  @BeforeEach
  void connectToKafka() {
    dispatch = new DispatchVoice(bootstrapServers);
  }

  @AfterEach
  void disconnect() {
    dispatch.close();
    for (var device : devices) {
      device.close();
    }
  }

  @Test
  void theTeamHearsItsVisitInOrderFromTheOfferOn() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    var device = listen(visit.team().value());

    dispatch.say(visit.accepted());
    dispatch.say(visit.enRoute());
    dispatch.say(visit.withPatient());
    dispatch.say(visit.completed());

    await()
        .untilAsserted(
            () ->
                assertThat(device.events())
                    .containsExactly("OfferAccepted", "EnRoute", "WithPatient", "Completed"));
    assertThat(device.ids()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(device.response().headers().firstValue("Content-Type"))
        .hasValue("text/event-stream;charset=UTF-8");
  }

  @Test
  void anAlarmReachesTheContactFunctionsAndNotThePhoneThatIsCalling() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    var alarmed = List.of(listen("KF-10"), listen("SE2321000081-DEMOCOORDINATOR"));
    var others = List.of(listen(visit.nurse().value()), listen("SE2321000081-DEMONURSE"));

    dispatch.say(visit.unacknowledged(new ResponderId("KF-10")));
    dispatch.say(visit.closed());

    for (var device : alarmed) {
      await()
          .untilAsserted(
              () ->
                  assertThat(toldOf(visit, device))
                      .containsExactly("EmergencyUnacknowledged", "RequestClosed"));
    }
    for (var device : others) {
      await()
          .untilAsserted(() -> assertThat(toldOf(visit, device)).containsExactly("RequestClosed"));
    }
  }

  private static List<String> toldOf(Visit visit, Device device) {
    return device.heard().stream()
        .map(heard -> heard.data())
        .filter(data -> data.get("request").stringValue().equals(visit.request().toString()))
        .map(data -> data.get("type").stringValue())
        .toList();
  }

  @Test
  void anEventIsToldWithItsTypeAndNothingButTheContract() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    var device = listen(visit.nurse().value());

    dispatch.say(visit.accepted());

    await().untilAsserted(() -> assertThat(device.heard()).hasSize(1));
    assertThat(device.heard().getFirst().data())
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"type": "OfferAccepted", "request": "%s", "municipality": "1080",
                     "requester": "%s", "assignment": "%s", "responder": "%s",
                     "occurredAt": "2026-11-21T11:00:00Z"}
                    """
                        .formatted(
                            visit.request(), visit.nurse(), visit.assignment(), visit.team())));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aDeviceThatKeepsLosingItsConnectionLosesAndRepeatsNothing(long seed) throws Exception {
    var random = new Random(seed);
    var visit = Visit.in(KARLSKRONA);
    var heard = new ArrayList<Long>();
    var said = 0;
    while (heard.size() < 40) {
      for (var n = random.nextInt(8); n >= 0 && said < 40; n--) {
        dispatch.say(visit.enRoute());
        said++;
      }
      var enough = Math.min(said - heard.size(), 1 + random.nextInt(6));
      try (var device =
          heard.isEmpty()
              ? listen(visit.team().value())
              : listen(visit.team().value(), "Last-Event-ID", "" + heard.getLast())) {
        await().untilAsserted(() -> assertThat(device.ids()).hasSizeGreaterThanOrEqualTo(enough));
        heard.addAll(device.ids());
      }
    }

    assertThat(heard).containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
  }

  @Test
  void aRepeatedRecordIsToldOnce() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    var device = listen(visit.team().value());
    var repeated = UUID.randomUUID();

    dispatch.say(visit.accepted(), repeated);
    dispatch.say(visit.accepted(), repeated);
    dispatch.say(visit.enRoute());

    await().untilAsserted(() -> assertThat(device.events()).contains("EnRoute"));
    assertThat(device.events()).containsExactly("OfferAccepted", "EnRoute");
    assertThat(device.ids()).containsExactly(1L, 2L);
  }

  @Test
  void anEventThatAlreadyIsAmongTheNoticesTakesNoNumber() {
    var visit = Visit.in(KARLSKRONA);
    var team = RecipientId.of(visit.team());
    var event = UUID.randomUUID();

    transaction.executeWithoutResult(_ -> notices.add(event, visit.accepted(), Set.of(team)));
    transaction.executeWithoutResult(_ -> notices.add(event, visit.accepted(), Set.of(team)));

    assertThat(notices.lastSequence(team)).isEqualTo(1);
    assertThat(notices.listAfter(team, Set.of(visit.municipality()), 0, 10)).hasSize(1);
  }

  @Test
  void anEventThatIsRolledBackTakesNoNumber() {
    var visit = Visit.in(KARLSKRONA);
    var team = RecipientId.of(visit.team());

    transaction.executeWithoutResult(
        attempt -> {
          notices.add(UUID.randomUUID(), visit.accepted(), Set.of(team));
          attempt.setRollbackOnly();
        });
    transaction.executeWithoutResult(
        _ -> notices.add(UUID.randomUUID(), visit.accepted(), Set.of(team)));

    assertThat(notices.lastSequence(team)).isEqualTo(1);
  }

  @Test
  void twoTeamsDoNotHearOfEachOther() throws Exception {
    var one = Visit.in(KARLSKRONA);
    var other = Visit.in(KARLSKRONA);
    var first = listen(one.team().value());
    var second = listen(other.team().value());

    dispatch.say(one.accepted());
    dispatch.say(other.enRoute());

    await()
        .untilAsserted(
            () -> {
              assertThat(first.events()).containsExactly("OfferAccepted");
              assertThat(second.events()).containsExactly("EnRoute");
            });
  }

  @Test
  void aTypeThatThisBuildDoesNotKnowIsSkippedAndTheNextIsTold() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    var device = listen(visit.team().value());

    dispatch.say(visit.request(), "Teleported", "{\"type\":\"Teleported\"}", UUID.randomUUID());
    dispatch.say(visit.enRoute());

    await().untilAsserted(() -> assertThat(device.events()).containsExactly("EnRoute"));
  }

  @ParameterizedTest
  @CsvSource({KARLSKRONA + ", KF-10, KF-13", KUNGSBACKA + ", KF-13, KF-10"})
  void theCoordinatorOfTheRegionHearsAndTheOtherDoesNot(
      String municipality, String concerned, String other) throws Exception {
    var visit = Visit.in(municipality);
    var hearing = listen(concerned);
    var silent = listen(other);

    dispatch.say(visit.emergencyDirected());

    await()
        .untilAsserted(
            () -> assertThat(about(visit, hearing)).containsExactly("EmergencyDirected"));
    assertThat(notices.listAfter(new RecipientId(other), Set.of(visit.municipality()), 0, 10_000))
        .noneMatch(notice -> notice.payload().contains(visit.request().toString()));
    assertThat(about(visit, silent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MUNICIPAL_NURSE", "MOBILE_TEAM", "PHYSICIAN", "COORDINATOR"})
  void aDemoPersonWhoNamesNoRecipientHearsTheWholeRegion(String role) throws Exception {
    var visit = Visit.in(KUNGSBACKA);
    var device = connect("/stream", "X-Rond-Caller", role);

    dispatch.say(visit.accepted());

    await().untilAsserted(() -> assertThat(about(visit, device)).containsExactly("OfferAccepted"));
  }

  @Test
  void aFirstConnectStartsWithTheNewestHundred() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    say(visit, 120);

    var device = listen(visit.team().value());

    await().untilAsserted(() -> assertThat(device.ids()).hasSize(100));
    assertThat(device.ids())
        .containsExactlyElementsOf(LongStream.rangeClosed(21, 120).boxed().toList());
  }

  @Test
  void aDeviceThatWasAwayForLongGetsAllItMissed() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    say(visit, 250);

    var device = listen(visit.team().value(), "Last-Event-ID", "0");

    await().untilAsserted(() -> assertThat(device.ids()).hasSize(250));
    assertThat(device.ids())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
  }

  @Test
  void noticesAboutAnotherMunicipalityAreNeverSentAndHoldUpNothing() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    var elsewhere = visit.movedTo(STOCKHOLM);
    say(elsewhere, 250);
    say(visit, 1);
    say(elsewhere, 1);

    var device = listen(visit.team().value(), "Last-Event-ID", "0");
    await().untilAsserted(() -> assertThat(device.ids()).containsExactly(251L));
    dispatch.say(elsewhere.accepted());
    dispatch.say(visit.completed());

    await().untilAsserted(() -> assertThat(device.ids()).containsExactly(251L, 254L));
    assertThat(device.heard())
        .extracting(heard -> heard.data().at("/municipality").asString())
        .containsOnly(KARLSKRONA);
  }

  @Test
  void aResponderHearsWhatIsAboutItWhereverThePatientIs() throws Exception {
    var visit = Visit.in(KARLSKRONA).by("M11");
    var team = connect("/stream?recipient=M11", "X-Rond-Caller", "MOBILE_TEAM");
    var others = connect("/stream?recipient=M11", "X-Rond-Caller", "PHYSICIAN");

    dispatch.say(visit.movedTo(STOCKHOLM).movedFrom(KARLSKRONA));
    dispatch.say(visit.movedTo(STOCKHOLM).completed());
    dispatch.say(visit.closed());
    dispatch.say(visit.completed());

    await()
        .untilAsserted(
            () ->
                assertThat(about(visit, team))
                    .containsExactly("RequestUpdated", "Completed", "Completed"));
    await().untilAsserted(() -> assertThat(about(visit, others)).containsExactly("Completed"));
  }

  @Test
  void aMoveIsToldWhereThePatientWasAndWhereThePatientIs() throws Exception {
    var visit = Visit.in(KUNGSBACKA);
    var left = listen("KF-10");
    var taking = listen("KF-13");

    dispatch.say(visit.movedFrom(KARLSKRONA));
    dispatch.say(visit.completed());

    await()
        .untilAsserted(
            () -> assertThat(about(visit, taking)).containsExactly("RequestUpdated", "Completed"));
    await().untilAsserted(() -> assertThat(about(visit, left)).containsExactly("RequestUpdated"));
  }

  @Test
  void aNumberThatWasNeverGivenOutIsTreatedAsAFirstConnect() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    say(visit, 2);

    var device = listen(visit.team().value(), "Last-Event-ID", "900");

    await().untilAsserted(() -> assertThat(device.ids()).containsExactly(1L, 2L));
  }

  @Test
  void whatAnotherInstanceTookInIsToldToo() throws Exception {
    var visit = Visit.in(KARLSKRONA);
    var device = listen(visit.team().value());

    say(visit, 1);

    await().untilAsserted(() -> assertThat(device.ids()).containsExactly(1L));
  }

  @Test
  void aSilentStreamBeats() throws Exception {
    var device = listen(Visit.in(KARLSKRONA).team().value());

    await().until(() -> device.heartbeats() >= 3);

    assertThat(device.heard()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"last", "-1", "1.0", "0x1", "1234567890123456789"})
  void aLastEventIdThatIsNoNumberIsRefused(String value) throws Exception {
    var device = connect("/stream", "Last-Event-ID", value);

    assertThat(device.response().statusCode()).isEqualTo(400);
    assertThat(device.response().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
  }

  @Test
  void aRecipientThatCannotBeIsRefusedByFieldWithoutRepeatingIt() throws Exception {
    var problem = problem("/stream?recipient=M%2021", "Last-Event-ID", "x");

    assertThat(problem.at("/type").asString()).isEqualTo("urn:rond:problem:INVALID_FIELDS");
    assertThat(problem.at("/status").asInt()).isEqualTo(400);
    assertThat(problem.at("/errors").valueStream().map(error -> error.at("/field").asString()))
        .containsExactly("recipient", "Last-Event-ID");
    assertThat(problem.toString()).doesNotContain("M 21").doesNotContain("M%2021");
  }

  /** As another instance does: committed, and nobody here is woken. */
  private void say(Visit visit, int times) {
    for (var n = 0; n < times; n++) {
      transaction.executeWithoutResult(
          _ ->
              notices.add(
                  UUID.randomUUID(), visit.enRoute(), Set.of(RecipientId.of(visit.team()))));
    }
  }

  private static List<String> about(Visit visit, Device device) {
    return device.heard().stream()
        .filter(heard -> heard.data().at("/request").asString().equals(visit.request().toString()))
        .map(Heard::event)
        .toList();
  }

  private Device listen(String recipient, String... headers)
      throws IOException, InterruptedException {
    return connect("/stream?recipient=" + recipient, headers);
  }

  private Device connect(String path, String... headers) throws IOException, InterruptedException {
    var device = Device.connect(port, path, headers);
    devices.add(device);
    return device;
  }

  private JsonNode problem(String path, String... headers)
      throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(Device.bodyOf(port, path, headers).getBytes(UTF_8));
  }
}
