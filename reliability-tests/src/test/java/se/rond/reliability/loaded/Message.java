package se.rond.reliability.loaded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A message as it stands in an outbox.
 *
 * @param position its place there: what was added later has a higher one
 */
public record Message(
    long position,
    String id,
    String topic,
    String key,
    String type,
    byte[] payload,
    String occurredAt) {

  /**
   * Lists what a service has put into its outbox after that position, but for the heads of the
   * access log, which no service reads.
   */
  public static List<Message> listAfter(long position, String service, JdbcClient database) {
    return database
        .sql(
            """
            select position, message_id, topic, message_key, type, payload, occurred_at
            from %s.outbox where position > ? and topic <> 'dispatch.access-log.v1' order by position
            """
                .formatted(service))
        .param(position)
        .query(
            (row, _) ->
                new Message(
                    row.getLong("position"),
                    row.getString("message_id"),
                    row.getString("topic"),
                    row.getString("message_key"),
                    row.getString("type"),
                    row.getBytes("payload"),
                    row.getString("occurred_at")))
        .list();
  }

  /** The service that reads it. */
  public String reader() {
    return switch (topic) {
      case "dispatch.assessment-requests.v1" -> "triage";
      case "triage.decisions.v1" -> "dispatch";
      case "dispatch.requests.v1" -> "notification";
      default -> throw new IllegalStateException("Expected a topic somebody reads, not " + topic);
    };
  }

  /** The id of the listener that reads it there. */
  String listener() {
    return switch (topic) {
      case "dispatch.assessment-requests.v1" -> "assessment-requests";
      case "triage.decisions.v1" -> "triage-decisions";
      default -> "dispatch-requests";
    };
  }

  /** As the broker would bring it. */
  ConsumerRecord<byte[], byte[]> arriving() {
    var record = new ConsumerRecord<>(topic, 0, 0, key.getBytes(UTF_8), payload);
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id,
            "ce_type",
            type,
            "ce_source",
            "/rond/" + topic.substring(0, topic.indexOf('.')),
            "ce_time",
            occurredAt,
            "content-type",
            "application/json")
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }
}
