package se.rond.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.contracts.topic.Topic;

/** What messaging says about itself. */
@MessagingTest
class MeasuresIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topic TOPIC = Topic.TRIAGE_DECISIONS;

  private final Outbox outbox;
  private final Relay relay;
  private final TransactionTemplate transaction;
  private final MeterRegistry registry;
  private final String key = UUID.randomUUID().toString();

  @Autowired
  MeasuresIT(Outbox outbox, Relay relay, TransactionTemplate transaction, MeterRegistry registry) {
    this.outbox = outbox;
    this.relay = relay;
    this.transaction = transaction;
    this.registry = registry;
  }

  @Test
  void aBrokerThatTakesNothingShowsInTheAgeOfTheOldestMessage() {
    var sent = registry.get("rond.outbox.sent").tag("topic", TOPIC.topicName()).timer();
    await().atMost(PATIENCE).until(() -> gauge("rond.outbox.unsent") == 0);
    var before = sent.count();
    relay.stop();
    try {
      transaction.executeWithoutResult(_ -> outbox.add(TOPIC, key, new Probe("waits " + key, 1)));

      await().atMost(PATIENCE).until(() -> gauge("rond.outbox.oldest") > 0.3);
      assertThat(gauge("rond.outbox.unsent")).isEqualTo(1);
      assertThat(sent.count()).isEqualTo(before);
    } finally {
      relay.start();
    }

    await().atMost(PATIENCE).until(() -> gauge("rond.outbox.oldest") == 0);
    await().atMost(PATIENCE).until(() -> sent.count() == before + 1);
    assertThat(sent.max(TimeUnit.MILLISECONDS)).isGreaterThan(300);
  }

  @Test
  void repeatsFaultsAndDefectsAreCounted() throws Exception {
    var duplicates = registry.get("rond.inbox.duplicates").counter();
    var faults = registry.get("rond.listener.faults").tag("topic", TOPIC.topicName()).counter();
    var parked =
        registry
            .get("rond.messages.parked")
            .tags("topic", TOPIC.topicName(), "reason", "DEFECT")
            .counter();
    var duplicatesBefore = duplicates.count();
    var faultsBefore = faults.count();
    var parkedBefore = parked.count();
    var id = UUID.randomUUID();

    try (var wire = new Wire()) {
      wire.write(TOPIC.topicName(), key, id, json("once"));
      wire.write(TOPIC.topicName(), key, id, json("once"));
      wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json("fault"));
      wire.write(TOPIC.topicName(), key, UUID.randomUUID(), json("defect"));
    }

    await().atMost(PATIENCE).until(() -> parked.count() == parkedBefore + 1);
    assertThat(duplicates.count()).isEqualTo(duplicatesBefore + 1);
    assertThat(faults.count()).isEqualTo(faultsBefore + 3);
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private String json(String what) {
    return "{\"text\":\"%s %s\",\"number\":1}".formatted(what, key);
  }
}
