package se.rond.messaging;

import io.micrometer.tracing.Tracer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.topic.Topic;

/** A small service that notes what it hears, and fails where a probe tells it to. */
@SpringBootApplication
class ProbeService {

  @Bean
  TopicUse topicUse() {
    return new TopicUse(
        EnumSet.allOf(Topic.class),
        EnumSet.of(Topic.TRIAGE_DECISIONS, Topic.DISPATCH_ASSESSMENT_REQUESTS));
  }

  @Bean
  Notes notes() {
    return new Notes(
        new CopyOnWriteArrayList<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  @Bean
  Ears ears(Inbox inbox, JdbcClient jdbc, Tracer tracer, Notes notes) {
    return new Ears(inbox, jdbc, tracer, notes);
  }

  /** What was heard, the trace it was heard in, and how often it was tried, by text. */
  record Notes(
      List<String> heard, Map<String, String> traces, Map<String, AtomicInteger> attempts) {

    int attempt(Probe probe) {
      return attempts.computeIfAbsent(probe.text(), _ -> new AtomicInteger()).incrementAndGet();
    }
  }

  static class Ears {
    static final String DECISIONS = "decisions";
    static final String REQUESTS = "requests";

    private final Inbox inbox;
    private final JdbcClient jdbc;
    private final Tracer tracer;
    private final Notes notes;

    Ears(Inbox inbox, JdbcClient jdbc, Tracer tracer, Notes notes) {
      this.inbox = inbox;
      this.jdbc = jdbc;
      this.tracer = tracer;
      this.notes = notes;
    }

    @Transactional
    @KafkaListener(id = DECISIONS, topics = Topic.TRIAGE_DECISIONS_V1)
    void on(Probe probe, @Header(EventHeaders.ID) String messageId) {
      if (!inbox.isFirst(DECISIONS, UUID.fromString(messageId))) {
        return;
      }
      var attempt = notes.attempt(probe);
      if (probe.text().startsWith("defect")) {
        throw new IllegalStateException("Expected nothing to be told of 19121212-1212");
      }
      if (probe.text().startsWith("fault") && attempt <= 3) {
        // The connection dies under the transaction, as it does when the server goes down.
        jdbc.sql("select pg_terminate_backend(pg_backend_pid())").query().singleRow();
      }
      var span = tracer.currentSpan();
      notes.traces.put(probe.text(), span == null ? "" : span.context().traceId());
      notes.heard.add(probe.text());
    }

    @Transactional
    @KafkaListener(id = REQUESTS, topics = Topic.DISPATCH_ASSESSMENT_REQUESTS_V1)
    void onRequest(Probe probe, @Header(EventHeaders.ID) String messageId) {
      notes.attempt(probe);
      if (probe.text().startsWith("defect")) {
        throw new IllegalStateException("Expected another probe");
      }
      notes.heard.add(probe.text());
    }
  }
}
