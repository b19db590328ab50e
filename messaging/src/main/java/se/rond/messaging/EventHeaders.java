package se.rond.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.RecordInterceptor;
import se.rond.telemetry.LogContext;

/**
 * The names of a record's headers: CloudEvents 1.0, Kafka protocol binding, binary mode, and W3C
 * Trace Context. Values are UTF-8.
 */
public final class EventHeaders {
  /** {@value}: always "1.0". */
  public static final String SPEC_VERSION = "ce_specversion";

  /** {@value}: a UUID, the same on every repeat of a message. */
  public static final String ID = "ce_id";

  /** {@value}: the simple class name of the event, the same as {@code type} in its JSON. */
  public static final String TYPE = "ce_type";

  /** {@value}: {@code /rond/} and the name of the service that wrote it. */
  public static final String SOURCE = "ce_source";

  /** {@value}: when it was added to the outbox, RFC 3339 in UTC. */
  public static final String TIME = "ce_time";

  /** {@value}: always "application/json". */
  public static final String CONTENT_TYPE = "content-type";

  /** {@value}: the span in which it was added; absent where none was open. */
  public static final String TRACE_PARENT = "traceparent";

  /** {@value}: on dead-letter topics only, why the record is there; one of a closed list. */
  public static final String REASON = "rond_reason";

  /**
   * {@value}: on dead-letter topics only, the class of the exception. Its message stays out,
   * because it may tell about a person.
   */
  public static final String EXCEPTION = "rond_exception";

  private EventHeaders() {}

  /** Puts a record's ids into the log for as long as it is processed. */
  static final class InLog<K, V> implements RecordInterceptor<K, V> {

    @Override
    public ConsumerRecord<K, V> intercept(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
      LogContext.clear();
      if (record.key() instanceof byte[] key) {
        uuid(key).ifPresent(LogContext::request);
      }
      var id = record.headers().lastHeader(ID);
      if (id != null) {
        uuid(id.value()).ifPresent(LogContext::message);
      }
      return record;
    }

    @Override
    public void afterRecord(ConsumerRecord<K, V> record, Consumer<K, V> consumer) {
      LogContext.clear();
    }

    /** A record may hold anything; what is no id is not repeated. */
    private static Optional<UUID> uuid(byte @Nullable [] text) {
      if (text == null || text.length != 36) {
        return Optional.empty();
      }
      try {
        return Optional.of(UUID.fromString(new String(text, UTF_8)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
