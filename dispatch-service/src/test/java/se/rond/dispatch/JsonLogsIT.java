package se.rond.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.exampleAsItStands;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Level;
import se.rond.contracts.topic.Topic;
import se.rond.testsupport.EmbeddedBroker;
import se.rond.testsupport.EmbeddedDatabase;
import se.rond.testsupport.ServiceProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything a service prints while a request lives, and while people and machines get it wrong.
 */
class JsonLogsIT {

  private static final String SECRET_NAME = "Lovisa Testsson";

  private final JsonMapper json = new JsonMapper();

  @Test
  void everyLineIsJsonWithIdsAndNoPersons() throws Exception {
    var body = exampleAsItStands("pneumonia").put("raisedAt", Instant.now().toString());
    ((ObjectNode) body.get("sbar")).put("situation", SECRET_NAME + " hostar sedan i fredags");
    var unreadable = UUID.randomUUID();
    List<JsonNode> lines;
    try (var service =
            ServiceProcess.start(
                DispatchApplication.class,
                "logging.structured.format.console=ecs",
                // A consumer group of its own: it reads every record, whoever else does.
                "spring.application.name=dispatch-that-logs");
        var scene =
            new Scene(
                service.port(),
                EmbeddedBroker.bootstrapServers(),
                JdbcClient.create(EmbeddedDatabase.administrator()),
                json)) {
      var id = body.get("id").stringValue();
      scene.raised(body);
      scene.client.raise(body.deepCopy().put("suspectedInfection", false));
      misuse(scene, body);
      park(unreadable, id, body);

      scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
      var offered = scene.awaitAssignment(id, "OFFERED");
      scene.client.report(offered, id, "{\"status\": \"EN_ROUTE\"}");
      scene.client.accept(offered, id);
      scene.complete(new Scene.Taken(id, offered));
      await()
          .atMost(Scene.SOON)
          .until(() -> service.lines().stream().anyMatch(line -> line.contains("Parked record")));

      lines =
          service.lines().stream()
              .map(
                  line -> {
                    assertThat(line).startsWith("{");
                    return json.readTree(line);
                  })
              .toList();
      assertThat(service.lines())
          .allSatisfy(line -> assertThat(line).doesNotContain(persons(body)));
    }

    var refused = line(lines, "Refused SetOut");
    assertThat(refused.findValuesAsString("request")).contains(body.get("id").stringValue());
    assertThat(refused.findValuesAsString("traceId")).isNotEmpty();
    assertThat(line(lines, "Parked record").findValuesAsString("ce_id"))
        .contains(unreadable.toString());
  }

  /** What the body says about a person or in a person's own words. */
  private static String[] persons(JsonNode body) {
    return Stream.of(
            Stream.of(SECRET_NAME, "Lovisa"),
            Stream.of("/patient/identifier/value", "/place/address", "/requester/callback")
                .map(path -> body.at(path).stringValue()),
            body.get("sbar").valueStream().map(JsonNode::stringValue))
        .flatMap(some -> some)
        .toArray(String[]::new);
  }

  /** Numbers and names where none belong: in fields, in paths, in queries, in broken JSON. */
  private static void misuse(Scene scene, ObjectNode body) {
    var number = body.at("/patient/identifier/value").stringValue();
    var client = scene.client;
    client.raise(body.deepCopy().put("contactCause", number).put("raisedAt", SECRET_NAME));
    client.raise("{\"patient\": \"" + number + " " + SECRET_NAME);
    client.get("/assessment-requests/" + number);
    client.get("/assessment-requests/" + UUID.randomUUID() + "?patient=" + number);
    client.get("/patients/" + number);
    client.put("/assessment-requests/" + number, body.toString());
  }

  /** A record that is no JSON, with a number in key, value and headers. */
  private static void park(UUID message, String key, JsonNode body) throws Exception {
    var number = body.at("/patient/identifier/value").stringValue();
    try (var triage =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (var name : List.of(key, number)) {
        var record = new ProducerRecord<>(Topic.TRIAGE_DECISIONS_V1, name, "{\"patient\": " + body);
        record.headers().add("ce_id", message.toString().getBytes(UTF_8));
        record.headers().add("ce_type", number.getBytes(UTF_8));
        triage.send(record).get();
      }
    }
  }

  private static JsonNode line(List<JsonNode> lines, String start) {
    return lines.stream()
        .filter(line -> line.get("message").stringValue().startsWith(start))
        .findFirst()
        .orElseThrow(() -> new AssertionError("Expected a line that starts " + start));
  }
}
