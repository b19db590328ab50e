package se.rond.messaging;

import static java.util.stream.Collectors.toSet;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;
import se.rond.contracts.topic.Topic;
import tools.jackson.databind.json.JsonMapper;

/** Messages that leave with the caller's transaction, or not at all. */
public class Outbox {
  /**
   * Keys are spread over this many shards, each sent by one relay at a time, so up to 4 instances
   * share the work. Never changed while rows are unsent: a key must not change its shard.
   */
  public static final int SHARDS = 4;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Supplier<@Nullable Tracer> tracer;
  private final IntConsumer wake;

  /**
   * @param wake told the shard of each message, after its commit
   */
  Outbox(JdbcClient jdbc, JsonMapper json, ObjectProvider<Tracer> tracer, IntConsumer wake) {
    this.jdbc = jdbc;
    this.json = json;
    // Looked up once: each message asks for it.
    this.tracer = SingletonSupplier.ofNullable(tracer::getIfAvailable);
    this.wake = wake;
  }

  /**
   * An event to tell.
   *
   * @param event its simple class name becomes the header {@link EventHeaders#TYPE}
   */
  public record Message(String key, Object event) {}

  /**
   * Adds one message. The relay sends it after the commit, at least once, in the order added per
   * key.
   *
   * <p>Two transactions that add for the same key must exclude each other by the row they change,
   * as a version does, and change it before they add; otherwise there is no order to keep.
   *
   * @param event its simple class name becomes the header {@link EventHeaders#TYPE}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(Topic topic, String key, Object event) {
    addAll(topic, List.of(new Message(key, event)));
  }

  /** Adds several messages, as one statement and in that order; otherwise as {@link #add}. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void addAll(Topic topic, List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into outbox (message_id, topic, message_key, shard, type, payload, traceparent, occurred_at)
            select message_id::uuid, :topic, message_key, shard, type, payload, :traceparent, clock_timestamp()
            from unnest(:ids::text[], :keys::text[], :shards::smallint[], :types::text[], :payloads::text[])
              with ordinality message (message_id, message_key, shard, type, payload, place)
            order by place
            """)
        .param("topic", topic.topicName())
        .param("traceparent", traceParent(), Types.VARCHAR)
        .param("ids", texts(messages, _ -> UUID.randomUUID().toString()))
        .param("keys", texts(messages, Message::key))
        .param(
            "shards", messages.stream().map(one -> (short) shard(one.key())).toArray(Short[]::new))
        .param("types", texts(messages, one -> one.event().getClass().getSimpleName()))
        .param("payloads", texts(messages, one -> json.writeValueAsString(one.event())))
        .update();
    var shards = messages.stream().map(one -> shard(one.key())).collect(toSet());
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            shards.forEach(wake::accept);
          }
        });
  }

  private static String[] texts(List<Message> messages, Function<Message, String> text) {
    return messages.stream().map(text).toArray(String[]::new);
  }

  /** Stable across versions and machines: {@link String#hashCode} is specified. */
  static int shard(String key) {
    return Math.floorMod(key.hashCode(), SHARDS);
  }

  private @Nullable String traceParent() {
    var open = tracer.get();
    Span span = open == null ? null : open.currentSpan();
    if (span == null) {
      return null;
    }
    var context = span.context();
    var flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
    return "00-%s-%s-%s".formatted(context.traceId(), context.spanId(), flags);
  }
}
