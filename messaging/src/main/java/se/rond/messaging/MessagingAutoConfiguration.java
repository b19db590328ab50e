package se.rond.messaging;

import io.micrometer.tracing.Tracer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives every service the inbox, the outbox with its relay, and listeners with one error policy.
 */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
public final class MessagingAutoConfiguration {

  /** Longest JSON read, in bytes: what the broker takes in one record, 1 MiB. */
  private static final int MAX_DOCUMENT_BYTES = 1 << 20;

  /** Deepest nesting read; the deepest contract has 6 levels. */
  private static final int MAX_NESTING = 32;

  /** Longest text read, in characters. */
  private static final int MAX_STRING_LENGTH = 100_000;

  /** Longest number read, in characters. */
  private static final int MAX_NUMBER_LENGTH = 64;

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
  Outbox outbox(JdbcClient jdbc, ObjectProvider<Tracer> tracer) {
    return new Outbox(jdbc, JSON, tracer);
  }
}
