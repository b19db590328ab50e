package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.dispatch.Examples.example;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.DispatchMeter.Offer;
import se.rond.dispatch.DispatchMeter.Outcome;
import se.rond.dispatch.assignment.TriageDesk;
import se.rond.telemetry.DeclaredMeters;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/** What dispatch tells about itself: meters, and traces from the nurse's call to the outbox. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "rond.telemetry.sample-every=200ms",
      "management.opentelemetry.tracing.export.schedule-delay=100ms"
    })
@EmbeddedInfrastructure
class TelemetryIT {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final Scene scene;
  private final MeterRegistry registry;
  private final TriageDesk desk;
  private final List<DeclaredMeters> declared;
  private final Spans spans = Collector.SPANS;
  private final int port;

  @Autowired
  TelemetryIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      JdbcClient jdbc,
      JsonMapper json,
      MeterRegistry registry,
      TriageDesk desk,
      List<DeclaredMeters> declared) {
    scene = new Scene(port, broker, jdbc, json);
    this.port = port;
    this.registry = registry;
    this.desk = desk;
    this.declared = declared;
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aLifeIsCountedAndEveryMeterIsDeclaredWithAllValuesOfItsTags() {
    var stored = count(DispatchMeter.SUBMISSIONS, Outcome.STORED);
    var repeated = count(DispatchMeter.SUBMISSIONS, Outcome.REPEATED);
    var otherBody = count(DispatchMeter.SUBMISSIONS, Outcome.OTHER_BODY);
    var invalid = count(DispatchMeter.SUBMISSIONS, Outcome.INVALID);
    var refusals = total("rond.dispatch.refusals");
    var body = example("pneumonia");
    var id = scene.raised(body);
    scene.raised(body);
    scene.client.raise(body.deepCopy().put("suspectedInfection", false));
    scene.client.raise(example("pneumonia").put("contactCause", "UNHEARD_OF"));
    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());
    var offered = scene.awaitAssignment(id, "OFFERED");
    scene.client.report(offered, id, "{\"status\": \"EN_ROUTE\"}");
    scene.client.decline(offered, id, "TOO_FAR");

    assertThat(count(DispatchMeter.SUBMISSIONS, Outcome.STORED)).isEqualTo(stored + 1);
    assertThat(count(DispatchMeter.SUBMISSIONS, Outcome.REPEATED)).isEqualTo(repeated + 1);
    assertThat(count(DispatchMeter.SUBMISSIONS, Outcome.OTHER_BODY)).isEqualTo(otherBody + 1);
    assertThat(count(DispatchMeter.SUBMISSIONS, Outcome.INVALID)).isEqualTo(invalid + 1);
    assertThat(total("rond.dispatch.refusals")).isEqualTo(refusals + 1);
    assertThat(
            registry
                .get("rond.dispatch.offers")
                .tag("event", Offer.OFFERED.name())
                .counter()
                .count())
        .isPositive();
    assertThat(registry.get("rond.dispatch.declines").tag("reason", "TOO_FAR").counter().count())
        .isPositive();
    await()
        .atMost(Scene.SOON)
        .until(
            () ->
                registry.get("rond.dispatch.open.requests").tag("state", "WAITING").gauge().value()
                    > 0);
    await().atMost(Scene.SOON).until(() -> registry.get("rond.outbox.oldest").gauge().value() >= 0);
    assertEveryMeterIsDeclared();
  }

  /** The decision is taken here, so that no other context of this JVM takes it and counts it. */
  @Test
  void aPatientsWaitIsTimedUntilSomebodyIsAskedForTheFirstTime() {
    var id = scene.raised(example("pneumonia"));
    var before = firstOffers();

    desk.take(
        Scene.decision(
            id, Level.PHYSICIAN_NOW, new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of())));

    assertThat(firstOffers()).isEqualTo(before + 1);
    var first = scene.awaitAssignment(id, "OFFERED");
    scene.client.decline(first, id, "TOO_FAR");
    assertThat(scene.awaitAssignment(id, "OFFERED").get("token")).isNotEqualTo(first.get("token"));
    assertThat(firstOffers()).isEqualTo(before + 1);
  }

  private void assertEveryMeterIsDeclared() {
    var ours =
        registry.getMeters().stream()
            .map(meter -> meter.getId())
            .filter(id -> id.getName().startsWith("rond."))
            .toList();
    var meters = declared.stream().flatMap(some -> some.meters().stream()).toList();
    assertThat(meters)
        .allSatisfy(meter -> assertThat(ours).anyMatch(id -> id.getName().equals(meter.getName())));
    assertThat(ours)
        .allSatisfy(
            id -> {
              var definition =
                  meters.stream()
                      .filter(meter -> meter.getName().equals(id.getName()))
                      .findFirst()
                      .orElseThrow()
                      .definition();
              assertThat(id.getTags())
                  .allSatisfy(
                      tag ->
                          assertThat(definition.tags())
                              .filteredOn(closed -> closed.asString().equals(tag.getKey()))
                              .singleElement()
                              .satisfies(
                                  closed -> assertThat(closed.values()).contains(tag.getValue())));
            });
  }

  @Test
  void prometheusReadsTheMetersWithTheirHelp() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var page =
          http.send(
                  HttpRequest.newBuilder(
                          URI.create("http://localhost:" + port + "/actuator/prometheus"))
                      .build(),
                  BodyHandlers.ofString())
              .body();

      assertThat(page)
          .contains("rond_dispatch_first_offer_seconds_bucket{level=\"PHYSICIAN_NOW\",le=\"30.0\"}")
          .contains("rond_dispatch_refusals_total{reason=\"RESPONDER_BUSY\"}")
          .contains("rond_outbox_oldest_seconds")
          .contains("# HELP rond_dispatch_submissions_total Requests that were sent in");
    }
  }

  @Test
  void theCallersTraceGoesOnIntoTheRecordAndNoSpanTellsAboutAPerson() throws Exception {
    var body = example("pneumonia");
    var id = body.get("id").stringValue();
    try (var http = HttpClient.newHttpClient()) {
      var raised =
          HttpRequest.newBuilder(
                  URI.create("http://localhost:" + port + "/assessment-requests?who=Lovisa"))
              .header("traceparent", "00-%s-b7ad6b7169203331-01".formatted(TRACE))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body.toString()))
              .build();
      assertThat(http.send(raised, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
      http.send(
          HttpRequest.newBuilder(
                  URI.create("http://localhost:" + port + "/assessment-requests/193310148410"))
              .build(),
          BodyHandlers.discarding());
    }

    scene.published(id, 1);
    assertThat(scene.heardHeader(id, "traceparent"))
        .startsWith("00-" + TRACE + "-")
        .endsWith("-01");
    await()
        .atMost(Scene.SOON)
        .until(() -> spans.exported.stream().anyMatch(span -> span.getTraceId().equals(TRACE)));
    await()
        .atMost(Scene.SOON)
        .until(() -> spans.exported.stream().anyMatch(span -> says(span).contains("400")));
    assertThat(spans.exported)
        .extracting(TelemetryIT::says)
        .allSatisfy(
            said ->
                assertThat(said)
                    .doesNotContain(
                        "193310148410", "Lovisa", "Drottninggatan", "+46455303001", "Hosta"));
  }

  @Test
  void theTraceOfADecisionGoesOnIntoTheOffer() {
    var id = scene.raised(example("pneumonia"));
    var trace = UUID.randomUUID().toString().replace("-", "");
    scene.traced("00-%s-b7ad6b7169203331-01".formatted(trace));

    scene.triaged(id, Level.MOBILE_TEAM_2H, Scene.teamVisit());

    scene.awaitAssignment(id, "OFFERED");
    assertThat(
            scene
                .jdbc
                .sql(
                    "select traceparent from outbox where message_key = ? and type = 'ResponderOffered'")
                .param(id)
                .query(String.class)
                .single())
        .startsWith("00-" + trace + "-");
  }

  private double count(DispatchMeter meter, Outcome outcome) {
    return registry.get(meter.getName()).tag("outcome", outcome.name()).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private long firstOffers() {
    return registry.get("rond.dispatch.first.offer").timers().stream()
        .mapToLong(timer -> timer.count())
        .sum();
  }

  private double total(String name) {
    return registry.get(name).counters().stream().mapToDouble(counter -> counter.count()).sum();
  }

  private static String says(SpanData span) {
    return String.join(
        " ",
        span.getName(),
        span.getAttributes().toString(),
        span.getEvents().toString(),
        span.getStatus().toString());
  }

  /** Takes what would leave the process. */
  static final class Spans implements SpanExporter {
    private final List<SpanData> exported = new CopyOnWriteArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      exported.addAll(spans);
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
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Collector {
    /** Held apart from the bean that exports, which is wrapped on its way into the context. */
    private static final Spans SPANS = new Spans();

    @Bean
    SpanExporter collecting() {
      return SPANS;
    }
  }
}
