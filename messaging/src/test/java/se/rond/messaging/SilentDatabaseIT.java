package se.rond.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.ProbeService.Ears;
import se.rond.messaging.ProbeService.Notes;
import se.rond.testsupport.EmbeddedBroker;
import se.rond.testsupport.EmbeddedDatabase;

/** A database host that goes silent: its connections stay open, and nothing comes through. */
class SilentDatabaseIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Topic TOPIC = Topic.TRIAGE_DECISIONS;

  private final String key = UUID.randomUUID().toString();

  @Test
  void isNoticedAndNothingIsLostOrParkedWhenItAnswersAgain() throws Exception {
    try (var line = new Line();
        var wire = new Wire();
        var service =
            new SpringApplicationBuilder(ProbeService.class)
                .web(WebApplicationType.NONE)
                .properties(
                    "spring.application.name=silent",
                    "spring.datasource.url=" + line.url(),
                    "spring.datasource.username=dispatch",
                    "spring.datasource.password=dispatch",
                    "spring.datasource.hikari.connection-timeout=2000",
                    "spring.datasource.hikari.validation-timeout=500",
                    "spring.datasource.hikari.data-source-properties.socketTimeout=2",
                    "spring.kafka.bootstrap-servers=" + EmbeddedBroker.bootstrapServers(),
                    "spring.flyway.locations=classpath:db/messaging",
                    "management.otlp.metrics.export.enabled=false",
                    "spring.threads.virtual.enabled=true")
                .run()) {
      var notes = service.getBean(Notes.class);
      var relay = service.getBean(Relay.class);
      wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json("before"));
      await().atMost(PATIENCE).until(() -> notes.heard().contains("before " + key));

      line.silence();
      wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json("meanwhile"));
      var container =
          service.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer(Ears.DECISIONS);
      await().atMost(PATIENCE).until(container::isContainerPaused);
      await()
          .atMost(PATIENCE)
          .until(() -> IntStream.range(0, Outbox.SHARDS).noneMatch(relay::holds));
      line.answerNewCallers();

      await().atMost(PATIENCE).until(() -> notes.heard().contains("meanwhile " + key));
      service
          .getBean(TransactionTemplate.class)
          .executeWithoutResult(
              _ ->
                  service
                      .getBean(Outbox.class)
                      .add(TOPIC, key, new Probe("defect, after " + key, 1)));
      var parked =
          Wire.read(TOPIC.deadLetterName(), r -> key.equals(Wire.key(r)), some -> !some.isEmpty());
      assertThat(parked).extracting(r -> Wire.probe(r).text()).containsOnly("defect, after " + key);
      assertThat(notes.heard().stream().filter(text -> text.endsWith(key)))
          .containsExactly("before " + key, "meanwhile " + key);
    }
  }

  private String json(String text) {
    return "{\"text\":\"%s %s\",\"number\":1}".formatted(text, key);
  }

  /** The line to the database. Whatever was open when it fell silent stays so for good. */
  private static final class Line implements AutoCloseable {
    private final URI database = URI.create(EmbeddedDatabase.url().substring("jdbc:".length()));
    private final ServerSocket door;
    private volatile int cut;
    private volatile boolean silent;

    Line() throws IOException {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::answer);
    }

    String url() {
      return "jdbc:postgresql://localhost:%d%s?%s"
          .formatted(door.getLocalPort(), database.getPath(), database.getQuery());
    }

    void silence() {
      silent = true;
      cut++;
    }

    void answerNewCallers() {
      silent = false;
    }

    private void answer() {
      try {
        while (true) {
          var client = door.accept();
          var server = new Socket("localhost", database.getPort());
          var at = cut;
          Thread.ofVirtual().start(() -> copy(client, server, at));
          Thread.ofVirtual().start(() -> copy(server, client, at));
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    private void copy(Socket from, Socket to, int at) {
      var buffer = new byte[8192];
      try (from;
          to) {
        int read;
        while ((read = from.getInputStream().read(buffer)) >= 0) {
          if (!silent && at == cut) {
            to.getOutputStream().write(buffer, 0, read);
          }
        }
      } catch (IOException e) {
        // One side has hung up.
      }
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }
}
