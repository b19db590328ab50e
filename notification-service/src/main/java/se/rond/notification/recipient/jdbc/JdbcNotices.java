package se.rond.notification.recipient.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.notification.recipient.Notice;
import se.rond.notification.recipient.Notices;
import se.rond.notification.recipient.RecipientId;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcNotices implements Notices {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcNotices(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Duration> add(UUID eventId, AboutRequest event, Set<RecipientId> recipients) {
    // The counter's row lock is held until commit, so numbers become visible in their order. All
    // transactions lock in the order of the ids, which leaves no room for a deadlock.
    return jdbc.sql(
            """
            with counted as (
              insert into recipient as counter (id, last_sequence)
              select told.id, 1
              from unnest(?::text[]) as told(id)
              where not exists (
                select from notice where notice.recipient = told.id and notice.event_id = ?)
              order by told.id
              on conflict (id) do update set last_sequence = counter.last_sequence + 1
              returning id, last_sequence
            )
            insert into notice
              (recipient, sequence, event_id, type, request_id, municipality, payload, occurred_at)
            select id, last_sequence, ?, ?, ?, ?, ?::json, ?
            from counted
            returning extract(epoch from clock_timestamp() - occurred_at) as seconds
            """)
        .params(
            names(recipients),
            eventId,
            eventId,
            event.getClass().getSimpleName(),
            event.request().value(),
            event.municipality().value(),
            json.writerFor(DispatchEvent.class).writeValueAsString(event),
            event.occurredAt().atOffset(ZoneOffset.UTC))
        .query((row, _) -> Duration.ofNanos((long) (row.getDouble("seconds") * 1e9)))
        .list();
  }

  @Override
  public List<Notice> listAfter(RecipientId recipient, long sequence, int limit) {
    return jdbc.sql(
            """
            select sequence, type, payload
            from notice
            where recipient = ? and sequence > ?
            order by sequence
            limit ?
            """)
        .params(recipient.value(), sequence, limit)
        .query(JdbcNotices::notice)
        .list();
  }

  @Override
  public List<Notice> listAfter(
      RecipientId recipient, Set<MunicipalityCode> municipalities, long sequence, int limit) {
    return jdbc.sql(
            """
            select sequence, type, payload
            from notice
            where recipient = ? and municipality = any (?::text[]) and sequence > ?
            order by sequence
            limit ?
            """)
        .params(
            recipient.value(),
            array(municipalities.stream().map(MunicipalityCode::value)),
            sequence,
            limit)
        .query(JdbcNotices::notice)
        .list();
  }

  private static Notice notice(ResultSet row, int number) throws SQLException {
    return new Notice(row.getLong("sequence"), row.getString("type"), row.getString("payload"));
  }

  @Override
  public long lastSequence(RecipientId recipient) {
    return lastSequences(List.of(recipient)).getOrDefault(recipient, 0L);
  }

  @Override
  public Map<RecipientId, Long> lastSequences(Collection<RecipientId> recipients) {
    return jdbc
        .sql("select id, last_sequence from recipient where id = any (?::text[])")
        .param(names(recipients))
        .query(
            (row, _) ->
                Map.entry(new RecipientId(row.getString("id")), row.getLong("last_sequence")))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String names(Collection<RecipientId> recipients) {
    return array(recipients.stream().map(RecipientId::value));
  }

  /** An array of PostgreSQL, written as text: ids and codes hold no comma, quote or brace. */
  private static String array(Stream<String> values) {
    return values.collect(Collectors.joining(",", "{", "}"));
  }
}
