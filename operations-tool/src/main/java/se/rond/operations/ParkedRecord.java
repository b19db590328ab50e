package se.rond.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.EventHeaders;

/**
 * A record on a dead-letter topic.
 *
 * <p>That it was replayed stands behind it in its own partition, as a mark: a record without value
 * whose header {@link #REPLAYED} names its offset. A mark is never deleted before the record it is
 * about, needs no topic of its own, and goes when the topic goes.
 */
record ParkedRecord(Topic topic, ConsumerRecord<byte[], byte[]> record) {

  /** {@value}: the offset of the parked record that was replayed. */
  static final String REPLAYED = "rond_replayed";

  /** What the services and this tool add; the rest is the record as it came. */
  private static final String OURS = "rond_";

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** A type or the class of an exception. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.$]{0,199}");

  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");

  /**
   * What may be shown of a record whose content nobody asked for: headers of ours that have the
   * shape they ought to have. Anything else, keys included, may tell about a person.
   */
  private static final Map<String, Pattern> SHAPES =
      Map.of(
          EventHeaders.SPEC_VERSION,
          Pattern.compile("\\d\\.\\d"),
          EventHeaders.ID,
          UUID,
          EventHeaders.TYPE,
          NAME,
          EventHeaders.SOURCE,
          Pattern.compile("/rond/[a-z]{1,40}"),
          EventHeaders.TIME,
          Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z"),
          EventHeaders.CONTENT_TYPE,
          Pattern.compile("application/json"),
          EventHeaders.TRACE_PARENT,
          Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"),
          EventHeaders.REASON,
          NAME,
          EventHeaders.EXCEPTION,
          NAME);

  /** Where a record stands, as commands take it and lists show it. */
  record Place(Topic topic, int partition, long offset) {
    @Override
    public String toString() {
      return "%s %d %d".formatted(topic.topicName(), partition, offset);
    }
  }

  /** Whatever stands on a dead-letter topic with a reason; the services write nothing else. */
  static boolean isParked(ConsumerRecord<byte[], byte[]> record) {
    return record.headers().lastHeader(EventHeaders.REASON) != null;
  }

  /** The offset of the record that a mark is about, or null if this is no mark. */
  static @Nullable Long replayed(ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader(REPLAYED);
    if (isParked(record) || header == null || header.value() == null) {
      return null;
    }
    var text = new String(header.value(), UTF_8);
    return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }

  Place place() {
    return new Place(topic, record.partition(), record.offset());
  }

  Instant parkedAt() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** The value of one of our headers, where it has the shape it ought to have. */
  String header(String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "-" : shown(header);
  }

  /** The key where it is a UUID, as every key of ours; else only how long it is. */
  String key() {
    return shown(UUID, record.key());
  }

  /** Length of the value; -1 where there is none. */
  int bytes() {
    return record.serializedValueSize();
  }

  /** The record as it was before it was parked, for the partition it came from. */
  ProducerRecord<byte[], byte[]> original() {
    var headers = new ArrayList<Header>();
    for (var header : record.headers()) {
      if (!header.key().startsWith(OURS)) {
        headers.add(header);
      }
    }
    return new ProducerRecord<>(
        topic.topicName(), record.partition(), record.key(), record.value(), headers);
  }

  /** Says that the record was replayed. */
  ProducerRecord<byte[], byte[]> mark() {
    var headers = new RecordHeaders().add(REPLAYED, Long.toString(record.offset()).getBytes(UTF_8));
    return new ProducerRecord<>(
        topic.deadLetterName(), record.partition(), record.key(), null, headers);
  }

  /** All headers, a line each; those that are not ours only with content. */
  List<String> headers(boolean withContent) {
    var lines = new ArrayList<String>();
    for (var header : record.headers()) {
      if (withContent) {
        lines.add(printable(header.key()) + ": " + printable(header.value()));
      } else {
        var name = header.key();
        lines.add(
            (HEADER_NAME.matcher(name).matches()
                    ? name
                    : "(%d characters)".formatted(name.length()))
                + ": "
                + shown(header));
      }
    }
    return lines;
  }

  /** The key and the value, as text. */
  List<String> content() {
    return List.of("key: " + printable(record.key()), printable(record.value()));
  }

  private static String shown(Header header) {
    return shown(SHAPES.get(header.key()), header.value());
  }

  private static String shown(@Nullable Pattern shape, byte @Nullable [] bytes) {
    if (bytes == null) {
      return "-";
    }
    var text = new String(bytes, UTF_8);
    return shape != null && shape.matcher(text).matches()
        ? text
        : "(%d bytes)".formatted(bytes.length);
  }

  private static String printable(byte @Nullable [] bytes) {
    return bytes == null ? "-" : printable(new String(bytes, UTF_8));
  }

  /** The text, with whatever could steer a terminal escaped. */
  static String printable(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                escaped.append("\\u%04x".formatted(c));
              } else {
                escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }
}
