package se.rond.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.core.KafkaAdmin;
import se.rond.contracts.topic.Topic;
import se.rond.testsupport.EmbeddedBroker;

@MessagingTest
class TopicCreationIT {

  private static final Map<String, Object> BROKER =
      Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers());

  @ParameterizedTest(name = "{0} keeps its records {1} days")
  @CsvSource({"dispatch.requests.v1, 7", "triage.decisions.v1, 7", "triage.decisions.v1.dlt, 14"})
  void createsWhatTheServiceUses(String topic, int days) throws Exception {
    try (var admin = Admin.create(BROKER)) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      var description = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);

      assertThat(description.partitions()).hasSize(12);
      assertThat(settings.get("retention.ms").value()).isEqualTo(Long.toString(days * 86_400_000L));
      assertThat(settings.get("cleanup.policy").value()).isEqualTo("delete");
    }
  }

  @Test
  void createsTheTopicsWhenTheBrokerComesAfterTheService() throws Exception {
    // The dead-letter topic that nothing else in these tests creates.
    var late = Topic.DISPATCH_REQUESTS;
    try (var admin = Admin.create(BROKER);
        var door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(admin.listTopics().names().get()).doesNotContain(late.deadLetterName());
      var creation =
          new TopicCreation(
              new KafkaAdmin(Map.of("bootstrap.servers", "localhost:" + door.getLocalPort())),
              new TopicUse(Set.of(), EnumSet.of(late)),
              new TopicCreation.Settings(1));

      creation.start();
      assertThat(admin.listTopics().names().get()).doesNotContain(late.deadLetterName());
      Thread.ofVirtual().start(() -> open(door));

      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> admin.listTopics().names().get().contains(late.deadLetterName()));
      creation.stop();
    }
  }

  /** Until here the door took connections and said nothing; now it leads to the broker. */
  private static void open(ServerSocket door) {
    var address = EmbeddedBroker.bootstrapServers().split(":");
    try {
      while (true) {
        var client = door.accept();
        var broker = new Socket(address[0], Integer.parseInt(address[1]));
        Thread.ofVirtual().start(() -> copy(client, broker));
        Thread.ofVirtual().start(() -> copy(broker, client));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The other side has hung up.
    }
  }
}
