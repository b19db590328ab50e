package se.rond.messaging;

import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.ConcurrentKafkaListenerContainerFactoryConfigurer;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import se.rond.contracts.topic.Topic;
import se.rond.telemetry.ClosedTag;
import se.rond.telemetry.DeclaredMeters;
import se.rond.telemetry.DocumentedMeter;
import se.rond.telemetry.Meters;
import se.rond.telemetry.Sampler;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives every service the inbox, the outbox with its relay, and listeners with one error policy.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(TopicCreation.Settings.class)
public final class MessagingAutoConfiguration {

  /** Longest JSON read, in bytes: what the broker takes in one record, 1 MiB. */
  private static final int MAX_DOCUMENT_BYTES = 1 << 20;

  /** Deepest nesting read; the deepest contract has 6 levels. */
  private static final int MAX_NESTING = 32;

  /** Longest text read, in characters. */
  private static final int MAX_STRING_LENGTH = 100_000;

  /** Longest number read, in characters. */
  private static final int MAX_NUMBER_LENGTH = 64;

  /**
   * Records per poll. Few, because a stop or a pause waits for none of the rest, and each is a
   * transaction of its own anyway.
   */
  private static final int MAX_POLL_RECORDS = 20;

  /**
   * Consumers of a topic in one instance, so that a key waits for the commits of its own partition
   * and not of all. As many as the outbox has shards; it divides the 12 partitions.
   */
  private static final int CONSUMERS = Outbox.SHARDS;

  /** A consumer that is silent for 10 s is taken for dead, and its partitions move. */
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** How soon a consumer sees a topic that was created after it started. */
  private static final Duration METADATA_MAX_AGE = Duration.ofSeconds(10);

  /** How soon refused credentials are tried again; without, the container would stop for good. */
  private static final Duration AUTH_RETRY = Duration.ofSeconds(10);

  /** Unknown properties are skipped, so that producers may go first; times are ISO 8601 texts. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MAX_DOCUMENT_BYTES)
                          .maxNestingDepth(MAX_NESTING)
                          .maxStringLength(MAX_STRING_LENGTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** What messaging measures in every service. */
  enum MessagingMeter implements DocumentedMeter {
    OUTBOX_UNSENT(
        Definition.number(
            "rond.outbox.unsent",
            "Messages in the outbox that the broker does not have yet, counted up to "
                + Relay.Backlog.MOST_COUNTED)),
    OUTBOX_OLDEST(
        Definition.age(
            "rond.outbox.oldest",
            "Age of the oldest message that the broker does not have yet, 0 if it has all")),
    OUTBOX_SENT(
        Definition.timer(
            "rond.outbox.sent",
            "How long messages stood in the outbox before the broker had them",
            Stream.of(10, 50, 100, 500, 1_000, 5_000, 30_000, 120_000)
                .map(Duration::ofMillis)
                .toList(),
            Tags.TOPIC)),
    OUTBOX_PARKED(
        Definition.counter(
            "rond.outbox.parked",
            "Messages that no broker would take, parked in the table for a person to look at",
            Tags.TOPIC,
            ClosedTag.of(
                "reason", List.of(Relay.Unsendable.values()), Relay.Unsendable::className))),
    INBOX_DUPLICATES(
        Definition.counter(
            "rond.inbox.duplicates", "Messages that came again and changed nothing")),
    LISTENER_FAULTS(
        Definition.counter(
            "rond.listener.faults",
            "Pauses of a listener because the world was in the way; it tries again by itself",
            Tags.TOPIC)),
    RECORDS_PARKED(
        Definition.counter(
            "rond.messages.parked",
            "Records moved to the dead-letter topic, for a person to look at",
            Tags.TOPIC,
            ClosedTag.of("reason", ErrorPolicy.Reason.class)));

    private final Definition definition;

    MessagingMeter(Definition definition) {
      this.definition = definition;
    }

    @Override
    public Definition definition() {
      return definition;
    }

    /** The topic of this name; nothing for one that only an earlier or later version has. */
    static Optional<Topic> topic(String name) {
      return Stream.of(Topic.values()).filter(topic -> topic.topicName().equals(name)).findFirst();
    }

    private static final class Tags {
      static final ClosedTag TOPIC =
          ClosedTag.of("topic", List.of(Topic.values()), Topic::topicName);
    }
  }

  MessagingAutoConfiguration() {}

  @Bean
  DeclaredMeters messagingMeters() {
    return DeclaredMeters.of(MessagingMeter.values());
  }

  @Bean
  Inbox inbox(JdbcClient jdbc, Meters meters) {
    return new Inbox(jdbc, meters);
  }

  @Bean
  Relay.Backlog outboxBacklog(JdbcClient jdbc, Sampler sampler, Meters meters) {
    return new Relay.Backlog(jdbc, sampler, meters);
  }

  @Bean
  Outbox outbox(JdbcClient jdbc, ObjectProvider<Tracer> tracer, Relay relay) {
    return new Outbox(jdbc, JSON, tracer, relay::wake);
  }

  @Bean
  Relay outboxRelay(
      JdbcConnectionDetails database,
      JdbcClient jdbc,
      ProducerFactory<?, ?> producers,
      @Value("${spring.application.name}") String service,
      Meters meters) {
    return new Relay(database, jdbc, producers.getConfigurationProperties(), service, meters);
  }

  @Bean
  TopicCreation topicCreation(KafkaAdmin kafka, TopicUse use, TopicCreation.Settings settings) {
    return new TopicCreation(kafka, use, settings);
  }

  @Bean
  ErrorPolicy errorPolicy(ProducerFactory<?, ?> producers, Meters meters) {
    return new ErrorPolicy(producers.getConfigurationProperties(), meters);
  }

  /** Classic group protocol: with the newer one the broker, not we, would set the timeouts. */
  @Bean
  DefaultKafkaConsumerFactoryCustomizer consumerSettings() {
    return factory ->
        factory.updateConfigs(
            Map.ofEntries(
                Map.entry(ConsumerConfig.GROUP_PROTOCOL_CONFIG, GroupProtocol.CLASSIC.name),
                Map.entry(
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                Map.entry(
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS),
                Map.entry(
                    ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION_TIMEOUT.toMillis()),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis()),
                Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE.toMillis())));
  }

  /** The consumer group is the service's name, a point and the listener's id. */
  @Bean
  ConcurrentKafkaListenerContainerFactory<Object, Object> kafkaListenerContainerFactory(
      ConcurrentKafkaListenerContainerFactoryConfigurer configurer,
      ConsumerFactory<Object, Object> consumers,
      ErrorPolicy errorPolicy,
      @Value("${spring.application.name}") String service) {
    var factory = new ConcurrentKafkaListenerContainerFactory<Object, Object>();
    configurer.configure(factory, consumers);
    factory.setConcurrency(CONSUMERS);
    factory.setCommonErrorHandler(errorPolicy);
    factory.setRecordMessageConverter(new ErrorPolicy.JsonConverter());
    factory.setRecordInterceptor(new EventHeaders.InLog<>());
    factory.setContainerCustomizer(
        container ->
            container
                .getContainerProperties()
                .setGroupId(service + "." + container.getListenerId()));
    var container = factory.getContainerProperties();
    container.setAckMode(AckMode.BATCH);
    container.setStopImmediate(true);
    container.setObservationEnabled(true);
    container.setAuthExceptionRetryInterval(AUTH_RETRY);
    return factory;
  }
}
