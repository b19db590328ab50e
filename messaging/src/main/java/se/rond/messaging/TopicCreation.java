package se.rond.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import se.rond.contracts.topic.Topic;

/**
 * Creates the topics a service uses, as soon as there is a broker.
 *
 * <p>A topic that exists is left as it is: Spring's own way would add partitions to one that has
 * too few, and so break the order per key.
 */
final class TopicCreation implements SmartLifecycle {

  /**
   * @param replicationFactor copies of each topic, from 1 to 5: 1 on one broker, 3 in production
   */
  @ConfigurationProperties("rond.messaging")
  record Settings(@DefaultValue("1") int replicationFactor) {
    Settings {
      if (replicationFactor < 1 || replicationFactor > 5) {
        throw new IllegalArgumentException(
            "Expected rond.messaging.replication-factor from 1 to 5, found " + replicationFactor);
      }
    }
  }

  /**
   * Room for a whole record of the source topic and the headers that say why it was parked. 2 MiB.
   */
  static final int DEAD_LETTER_BYTES = 2 << 20;

  /** Before the relay and the listeners. */
  private static final int PHASE = -1;

  /** How long start-up waits for the topics before it goes on without them. */
  private static final Duration WAIT_AT_START = Duration.ofSeconds(5);

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

  private final KafkaAdmin kafka;
  private final List<NewTopic> topics;
  private @Nullable Thread creating;

  TopicCreation(KafkaAdmin kafka, TopicUse use, Settings settings) {
    this.kafka = kafka;
    topics = new ArrayList<>();
    for (var topic : Topic.values()) {
      var copies = (short) settings.replicationFactor();
      if (use.reads().contains(topic) || use.writes().contains(topic)) {
        topics.add(topic(topic.topicName(), copies, topic.retention(), Map.of()));
      }
      if (use.reads().contains(topic)) {
        topics.add(
            topic(
                topic.deadLetterName(),
                copies,
                Topic.DEAD_LETTER_RETENTION,
                Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(DEAD_LETTER_BYTES))));
      }
    }
  }

  private static NewTopic topic(
      String name, short copies, Duration retention, Map<String, String> more) {
    var configuration = new HashMap<>(more);
    configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    configuration.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
    return new NewTopic(name, Topic.PARTITIONS, copies).configs(configuration);
  }

  @Override
  public synchronized void start() {
    creating = Thread.ofVirtual().name("topic creation").start(this::createAll);
    try {
      creating.join(WAIT_AT_START);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    if (creating != null) {
      creating.interrupt();
      creating = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return creating != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  private void createAll() {
    var properties = new HashMap<>(kafka.getConfigurationProperties());
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER_WITHIN.toMillis());
    try {
      while (!create(properties)) {
        Thread.sleep(TRY_AGAIN_AFTER);
      }
    } catch (InterruptedException e) {
      log.debug("Stopped before all topics existed");
    }
  }

  private boolean create(Map<String, Object> properties) throws InterruptedException {
    try (var admin = Admin.create(properties)) {
      for (var result : admin.createTopics(topics).values().entrySet()) {
        try {
          result.getValue().get();
          log.info("Created topic {}", result.getKey());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
      return true;
    } catch (ExecutionException | KafkaException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      log.warn("Topics not there yet, trying again: {}", cause.toString());
      return false;
    }
  }
}
