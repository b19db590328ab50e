package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ladders of the two regions, climbed by silence. Ronneby and Falkenberg have one team, two
 * physicians and one nurse function meanwhile, at every hour of the day.
 */
final class Climbing implements AutoCloseable {

  static final String RONNEBY = "1081";
  static final String FALKENBERG = "1382";

  private static final int MOST_STEPS = 20;

  private final Scene scene;

  Climbing(Scene scene) {
    this.scene = scene;
    serve("array_remove");
  }

  @Override
  public void close() {
    serve("array_append");
  }

  private void serve(String how) {
    scene
        .jdbc
        .sql(
            """
            update responder
            set municipalities = %s(municipalities, cast(case when id in ('M12', 'M13') then '1081' else '1382' end as char(4)))
            where id in ('M12', 'M13', 'M22', 'M23')
            """
                .formatted(how))
        .update();
  }

  /** A request of now, that only triage has a level for. */
  static ObjectNode request(String municipality) {
    return request(municipality, Duration.ZERO);
  }

  /** One that was raised so long ago. */
  static ObjectNode request(String municipality, Duration ago) {
    var body = example("pneumonia").put("nurseLevel", "ADVICE");
    body.put("raisedAt", Instant.now().minus(ago).toString());
    ((ObjectNode) body.get("place")).put("municipality", municipality).remove("position");
    return body;
  }

  String triaged(String municipality, Level level, NeedWithCapabilities... needs) {
    return triaged(request(municipality), level, needs);
  }

  String triaged(ObjectNode body, Level level, NeedWithCapabilities... needs) {
    var id = scene.raised(body);
    scene.triaged(id, level, needs);
    await().atMost(Scene.SOON).until(() -> !scene.client.show(id).get("needs").isEmpty());
    return id;
  }

  /** Whoever is waited for says nothing, until nobody is waited for any more. */
  void silentToTheEnd(String id) {
    for (var step = 0; waitsFor(id).isPresent(); step++) {
      assertThat(step).as("steps without an end").isLessThan(MOST_STEPS);
      silent(id);
    }
  }

  /** Whoever is waited for says nothing. */
  void silent(String id) {
    var asked = waitsFor(id).orElseThrow();
    scene
        .jdbc
        .sql("update assignment set answer_by = clock_timestamp() where id = ?::uuid")
        .param(asked)
        .update();
    await().atMost(Scene.SOON).until(() -> !waitsFor(id).equals(Optional.of(asked)));
  }

  /** The offer that a climb of the request waits for. */
  private Optional<String> waitsFor(String id) {
    return scene
        .jdbc
        .sql(
            """
            select cast(asked as text)
            from climb join assignment on assignment.id = asked and state = 'OFFERED'
            where climb.request = ?::uuid
            order by asked
            limit 1
            """)
        .param(id)
        .query(String.class)
        .optional();
  }

  /** A physician, who may not have accepted anything, orders that. */
  void ordered(String id, Need need, Level level) {
    var answer =
        scene.client.postAs(
            "PHYSICIAN",
            "/assessment-requests/%s/assessments".formatted(id),
            """
            {"id": "%s", "mode": "PHONE", "conclusion": {"code": "VISIT_NEEDED", "text": "Pneumoni"},
             "orders": [{"kind": "NEED", "need": "%s", "level": "%s"}]}
            """
                .formatted(UUID.randomUUID(), need, level));
    assertThat(answer.status()).isEqualTo(200);
  }

  /** Somebody of that role has reached the patient. */
  void contacted(String id, String role, String mode) {
    var answer =
        scene.client.postAs(
            role,
            "/assessment-requests/%s/contacts".formatted(id),
            "{\"id\": \"%s\", \"mode\": \"%s\", \"with\": \"PATIENT\", \"reached\": true}"
                .formatted(UUID.randomUUID(), mode));
    assertThat(answer.status()).isEqualTo(200);
  }

  /** What has become known since means 112. */
  void becomesEmergency(String id) {
    scene.client.observe(
        id, "{\"id\": \"%s\", \"redFlags\": [\"RF-D2\"]}".formatted(UUID.randomUUID()));
    assertThat(scene.state(id)).isEqualTo("EMERGENCY_DIRECTED");
  }

  /** The patient does not want an ambulance, and a physician is asked in its place. */
  void declines112(String id) {
    var answer =
        scene.client.acknowledge(
            id,
            "{\"alarm\": 1, \"acknowledgement\": \"PATIENT_DECLINES\", \"reason\": \"Vill stanna hemma\"}");
    assertThat(answer.status()).isEqualTo(200);
  }

  /** The open offer to that responder. */
  JsonNode offerTo(String responder, String id) {
    return scene
        .client
        .show(id)
        .get("assignments")
        .valueStream()
        .filter(one -> one.get("state").stringValue().equals("OFFERED"))
        .filter(one -> one.get("responder").stringValue().equals(responder))
        .findFirst()
        .orElseThrow(() -> new AssertionError(responder + " is not asked: " + states(id)));
  }

  boolean isAsked(String responder, String id) {
    return states(id).contains(responder + " OFFERED");
  }

  /** Who was asked, and what became of it. */
  String states(String id) {
    return scene
        .client
        .show(id)
        .get("assignments")
        .valueStream()
        .map(one -> one.get("responder").stringValue() + " " + one.get("state").stringValue())
        .sorted()
        .collect(Collectors.joining(" | "));
  }

  /** The rungs of the demanded need of that kind. */
  String ladder(String id, String kind) {
    return need(id, kind)
        .get("ladder")
        .valueStream()
        .map(Climbing::rung)
        .collect(Collectors.joining(" | "));
  }

  private static String rung(JsonNode rung) {
    var outcome = rung.get("outcome").stringValue();
    return rung.hasNonNull("responder")
        ? outcome + " " + rung.get("responder").stringValue()
        : rung.hasNonNull("reason") ? outcome + " " + rung.get("reason").stringValue() : outcome;
  }

  JsonNode need(String id, String kind) {
    return scene
        .client
        .show(id)
        .get("needs")
        .valueStream()
        .filter(one -> one.get("need").stringValue().equals(kind))
        .filter(one -> !one.get("ladder").isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** A deadline of the climb of the demanded need of that kind has come. */
  void isDue(String id, String kind, String deadline) {
    scene
        .jdbc
        .sql(
            """
            update climb set %s = clock_timestamp()
            where need in (select id from need where request = ?::uuid and kind = ? and substitute_for is null)
            """
                .formatted(deadline))
        .params(id, kind)
        .update();
    await().atMost(Scene.SOON).until(() -> overdue(id) == 0);
  }

  /** Climbs of a request with a deadline that has come and was not handled. */
  private int overdue(String id) {
    return count(id, "due_at <= clock_timestamp()");
  }

  /** Climbs of a request that watch anything. */
  int watching(String id) {
    return count(id, "due_at is not null");
  }

  private int count(String id, String condition) {
    return scene
        .jdbc
        .sql("select count(*) from climb where request = ?::uuid and " + condition)
        .param(id)
        .query(Integer.class)
        .single();
  }

  /** Lines of the timeline of that name. */
  long told(String id, String event) {
    return scene.client.show(id).get("timeline").findValuesAsString("event").stream()
        .filter(event::equals)
        .count();
  }
}
