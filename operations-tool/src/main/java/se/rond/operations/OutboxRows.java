package se.rond.operations;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.rond.messaging.Outbox;

/** The outbox of one service, on one session. */
final class OutboxRows {

  private final JdbcClient jdbc;

  OutboxRows(SingleConnectionDataSource session) {
    jdbc = JdbcClient.create(session);
  }

  /** A row that no broker would take. */
  record Parked(
      long position,
      UUID messageId,
      String topic,
      String type,
      Instant occurredAt,
      int attempts,
      int bytes,
      String parkedReason) {}

  /** Without payloads and keys: they may be anything. Oldest first. */
  List<Parked> parked() {
    return jdbc.sql(
            """
            select position, message_id, topic, type, occurred_at, attempts, octet_length(payload) as bytes, parked_reason
            from outbox
            where parked_reason is not null
            order by position
            """)
        .query(Parked.class)
        .list();
  }

  Optional<Parked> find(long position) {
    return parked().stream().filter(row -> row.position() == position).findFirst();
  }

  String payload(long position) {
    return jdbc.sql("select payload from outbox where position = ?")
        .param(position)
        .query(String.class)
        .single();
  }

  /** Lets a parked row, or with null all of them, be tried again; the relay looks every second. */
  int release(@Nullable Long position) {
    return jdbc.sql(
            """
            update outbox set parked_reason = null
            where parked_reason is not null and (cast(:position as bigint) is null or position = :position)
            """)
        .param("position", position)
        .update();
  }

  /**
   * Takes the leases of all shards for the rest of the session, as a relay does.
   *
   * @return false if a relay holds one
   */
  boolean takeLeases() {
    return IntStream.range(0, Outbox.SHARDS)
        .allMatch(
            shard ->
                jdbc.sql("select pg_try_advisory_lock('outbox'::regclass::oid::int, ?)")
                    .param(shard)
                    .query(Boolean.class)
                    .single());
  }

  /**
   * Makes sent rows unsent again, in one statement. What happened more than 14 days ago is left
   * out: an inbox remembers 15, and a row that was sent again before can be older than 7.
   *
   * @param since rows sent at this instant or later; null for all that are kept
   */
  int unsend(@Nullable Instant since) {
    return jdbc.sql(
            """
            update outbox set sent_at = null
            where sent_at is not null
              and (cast(:since as timestamptz) is null or sent_at >= :since)
              and occurred_at > now() - interval '14 days'
            """)
        .param("since", since == null ? null : OffsetDateTime.ofInstant(since, ZoneOffset.UTC))
        .update();
  }
}
