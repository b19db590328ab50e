package se.rond.messaging;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.UUID;
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
    var shard = shard(key);
    jdbc.sql(
            """
            insert into outbox (message_id, topic, message_key, shard, type, payload, traceparent)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .param(UUID.randomUUID())
        .param(topic.topicName())
        .param(key)
        .param(shard)
        .param(event.getClass().getSimpleName())
        .param(json.writeValueAsString(event))
        .param(traceParent())
        .update();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake.accept(shard);
          }
        });
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
