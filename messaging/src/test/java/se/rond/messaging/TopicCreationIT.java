package se.rond.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.rond.testsupport.EmbeddedBroker;

@MessagingTest
class TopicCreationIT {

  @ParameterizedTest(name = "{0} keeps its records {1} days")
  @CsvSource({"dispatch.requests.v1, 7", "triage.decisions.v1, 7", "triage.decisions.v1.dlt, 14"})
  void createsWhatTheServiceUses(String topic, int days) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()))) {
      var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      var description = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      var settings = admin.describeConfigs(List.of(resource)).all().get().get(resource);

      assertThat(description.partitions()).hasSize(12);
      assertThat(settings.get("retention.ms").value()).isEqualTo(Long.toString(days * 86_400_000L));
      assertThat(settings.get("cleanup.policy").value()).isEqualTo("delete");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource("dispatch.requests.v1.dlt")
  void createsNoDeadLetterTopicForWhatIsNotRead(String topic) throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get()).doesNotContain(topic);
    }
  }
}
