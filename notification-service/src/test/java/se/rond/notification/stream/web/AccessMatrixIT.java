package se.rond.notification.stream.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.access.Role;
import se.rond.notification.NotificationApplication;
import se.rond.notification.recipient.Notices;
import se.rond.notification.recipient.RecipientId;
import se.rond.notification.stream.web.DispatchVoice.Visit;
import se.rond.testsupport.AccessMatrix;
import se.rond.testsupport.AccessMatrix.Entry;
import se.rond.testsupport.AccessMatrix.Staff;
import se.rond.testsupport.EmbeddedInfrastructure;
import se.rond.testsupport.ServiceWithLogin;

/** Who hears what: the stream, by each role at home and elsewhere. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "rond.notification.stream.heartbeat=200ms")
@EmbeddedInfrastructure
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {
  private static final String KARLSKRONA = "1080";

  private static final Staff BLEKINGE =
      new Staff(List.of(KARLSKRONA), List.of("M11", "KF-10"), Map.of());

  private static final Staff HALLAND = new Staff(List.of("1380"), List.of("M21"), Map.of());

  private final Notices notices;
  private final TransactionTemplate transaction;
  private ServiceWithLogin service;
  private AccessMatrix matrix;

  @Autowired
  AccessMatrixIT(Notices notices, TransactionTemplate transaction) {
    this.notices = notices;
    this.transaction = transaction;
  }

  @BeforeAll
  void start() {
    service =
        ServiceWithLogin.start(
            NotificationApplication.class, "rond.notification.stream.heartbeat=200ms");
    matrix =
        new AccessMatrix(
            service.port(), service.login(), Role.values(), BLEKINGE, HALLAND, _ -> "");
  }

  @AfterAll
  void leave() {
    matrix.close();
    service.close();
  }

  @Test
  void everyOperationHasItsEntry() {
    assertThat(matrix.flawsOf(entries().toList())).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> onlyWhoMayCallItIsAnswered() {
    return entries()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.operation(), () -> assertThat(matrix.flawsOf(entry)).isEmpty()));
  }

  /** Everybody hears, each what is their own: what that is, is below. */
  private static Stream<Entry> entries() {
    return Stream.of(
        Entry.of("GET /stream", Role.values()).everywhere(),
        Entry.of("HEAD /stream", Role.values()).everywhere());
  }

  /** Another person, unit or responder, in the own municipality or another. */
  @Test
  void nobodyListensAsSomebodyElse() throws Exception {
    var others =
        List.of("SE2120000829-OTHER", "SE2120000829-U1380", "M12", "M21", "KF-13", "NF-1080");
    for (var role : Role.values()) {
      for (var other : others) {
        try (var device = connect("?recipient=" + other, role, BLEKINGE)) {
          assertThat(device.response().statusCode()).as("%s as %s", role, other).isEqualTo(404);
        }
      }
    }
  }

  /** Of people who have much in common, and of one thing each that the others have not. */
  @Test
  void everybodyHearsTheirOwnAlone() throws Exception {
    var teams = List.of(Visit.in(KARLSKRONA).team().value(), Visit.in(KARLSKRONA).team().value());
    var one = staff(KARLSKRONA, teams.getFirst());
    var other = staff(KARLSKRONA, teams.getLast());
    var elsewhere = staff("1380", teams.getFirst() + "H");
    var devices = new LinkedHashMap<String, Device>();
    for (var staff : List.of(one, other, elsewhere)) {
      var team = staff.responders().getFirst();
      var person = staff.persons().get("MOBILE_TEAM");
      devices.put(team, connect("?recipient=" + team, Role.MOBILE_TEAM, staff));
      devices.put(person, connect("", Role.MOBILE_TEAM, staff));
    }
    // The two of Karlskrona are of one unit, and hear what it is told.
    devices.put("SE2120000829-U1080", connect("?recipient=SE2120000829-U1080", Role.MAS, one));
    devices.put(
        "SE2120000829-U1380", connect("?recipient=SE2120000829-U1380", Role.MAS, elsewhere));

    var told = new LinkedHashMap<String, List<String>>();
    for (var turn = 0; turn < 2; turn++) {
      for (var recipient : devices.keySet()) {
        var visit = Visit.in(KARLSKRONA);
        transaction.executeWithoutResult(
            _ ->
                notices.add(
                    UUID.randomUUID(), visit.enRoute(), Set.of(new RecipientId(recipient))));
        told.computeIfAbsent(recipient, _ -> new ArrayList<>()).add(visit.request().toString());
      }
    }

    try {
      // The second of each came after the first of all others.
      devices.forEach(
          (recipient, device) ->
              await()
                  .untilAsserted(
                      () ->
                          assertThat(requests(device))
                              .as(recipient)
                              .isEqualTo(told.get(recipient))));
    } finally {
      devices.values().forEach(Device::close);
    }
  }

  private static List<String> requests(Device device) {
    return device.heard().stream().map(heard -> heard.data().at("/request").asString()).toList();
  }

  private static Staff staff(String municipality, String team) {
    return new Staff(
        List.of(municipality), List.of(team), Map.of("MOBILE_TEAM", "SE2120000829-" + team));
  }

  private Device connect(String query, Role role, Staff staff) throws Exception {
    return Device.connect(
        service.port(),
        "/stream" + query,
        "Authorization",
        "Bearer " + matrix.token(role.name(), staff));
  }
}
