package se.rond.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets out of the process only those parts of a span that cannot tell about a person.
 *
 * <p>Attributes leave if their name is on a list of ours; one that a new version of a library adds
 * stays inside until somebody has looked at it. The path as it was sent stays inside, since it may
 * hold anything; the pattern it matched leaves. Of an exception the class leaves, not the message.
 */
final class PlainSpans implements SpanExporter {

  /**
   * Attributes with closed or technical values: of Spring's HTTP observations, then of Spring
   * Kafka's listeners and templates. A record's key is none of them: ours are random, but on a
   * shared broker a foreign record's may be anything.
   */
  private static final Set<String> PLAIN =
      Set.of(
          "method",
          "uri",
          "status",
          "outcome",
          "exception",
          "messaging.system",
          "messaging.operation",
          "messaging.source.name",
          "messaging.source.kind",
          "messaging.destination.name",
          "messaging.destination.kind",
          "messaging.consumer.id",
          "messaging.kafka.client_id",
          "messaging.kafka.consumer.group",
          "messaging.kafka.source.partition",
          "messaging.kafka.message.offset",
          "spring.kafka.listener.id",
          "spring.kafka.template.name");

  private static final Set<String> PLAIN_OF_EVENTS = Set.of("exception.type");

  private final SpanExporter exporter;

  PlainSpans(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return exporter.export(spans.stream().<SpanData>map(PlainSpan::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  static boolean isPlain(String attribute) {
    return PLAIN.contains(attribute);
  }

  private static final class PlainSpan extends DelegatingSpanData {
    private final Attributes attributes;
    private final List<EventData> events;
    private final StatusData status;

    PlainSpan(SpanData span) {
      super(span);
      attributes = span.getAttributes().toBuilder().removeIf(key -> !isPlain(key.getKey())).build();
      events = span.getEvents().stream().map(PlainSpan::plain).toList();
      status = StatusData.create(span.getStatus().getStatusCode(), "");
    }

    private static EventData plain(EventData event) {
      return EventData.create(
          event.getEpochNanos(),
          event.getName(),
          event.getAttributes().toBuilder()
              .removeIf(key -> !PLAIN_OF_EVENTS.contains(key.getKey()))
              .build());
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public List<EventData> getEvents() {
      return events;
    }

    @Override
    public StatusData getStatus() {
      return status;
    }
  }
}
