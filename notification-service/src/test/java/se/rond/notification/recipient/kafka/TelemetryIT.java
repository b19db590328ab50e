package se.rond.notification.recipient.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import se.rond.contracts.topic.Topic;
import se.rond.testsupport.EmbeddedBroker;
import se.rond.testsupport.EmbeddedInfrastructure;

/** A notice ends the trace that the nurse's call began, and is timed from its event on. */
@SpringBootTest(
    properties = {
      // A consumer group of its own: it reads every record, whoever else does.
      "spring.application.name=notification-that-traces",
      "management.opentelemetry.tracing.export.schedule-delay=100ms"
    })
@EmbeddedInfrastructure
class TelemetryIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MeterRegistry registry;

  @Autowired
  TelemetryIT(MeterRegistry registry) {
    this.registry = registry;
  }

  @Test
  void theTraceOfAnEventReachesItsNotices() throws Exception {
    var trace = UUID.randomUUID().toString().replace("-", "");
    var request = UUID.randomUUID().toString();
    var notices = registry.get("rond.notification.notices").timer().count();

    say(request, "00-%s-b7ad6b7169203331-01".formatted(trace));

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Collector.EXPORTED.stream()
                    .anyMatch(
                        span ->
                            span.getTraceId().equals(trace)
                                && span.getParentSpanId().equals("b7ad6b7169203331")));
    await()
        .atMost(PATIENCE)
        .until(() -> registry.get("rond.notification.notices").timer().count() > notices);
    assertThat(Collector.EXPORTED)
        .allSatisfy(span -> assertThat(span.getAttributes().toString()).doesNotContain(request));
  }

  private static void say(String request, String traceParent) throws Exception {
    var event =
        """
        {"type": "EmergencyDirected", "request": "%s", "municipality": "1080", "requester": "SE2120000829-N001",
         "occurredAt": "2026-11-21T11:00:00Z"}
        """
            .formatted(request);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      var record = new ProducerRecord<>(Topic.DISPATCH_REQUESTS_V1, request, event);
      record.headers().add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8));
      record.headers().add("traceparent", traceParent.getBytes(UTF_8));
      producer.send(record).get();
    }
  }

  /** Takes what would leave the process. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Collector {
    private static final List<SpanData> EXPORTED = new CopyOnWriteArrayList<>();

    @Bean
    SpanExporter collecting() {
      return new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
          EXPORTED.addAll(spans);
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
          return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
          return CompletableResultCode.ofSuccess();
        }
      };
    }
  }
}
