package se.rond.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.Map;
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

  MessagingAutoConfiguration() {}

  @Bean
  Inbox inbox(JdbcClient jdbc) {
    return new Inbox(jdbc);
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
      ObjectProvider<MeterRegistry> meters) {
    return new Relay(
        database,
        jdbc,
        producers.getConfigurationProperties(),
        service,
        meters.getIfAvailable(SimpleMeterRegistry::new));
  }

  @Bean
  TopicCreation topicCreation(KafkaAdmin kafka, TopicUse use, TopicCreation.Settings settings) {
    return new TopicCreation(kafka, use, settings);
  }

  @Bean
  ErrorPolicy errorPolicy(ProducerFactory<?, ?> producers, ObjectProvider<MeterRegistry> meters) {
    return new ErrorPolicy(
        producers.getConfigurationProperties(), meters.getIfAvailable(SimpleMeterRegistry::new));
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
    factory.setCommonErrorHandler(errorPolicy);
    factory.setRecordMessageConverter(new ErrorPolicy.JsonConverter());
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
