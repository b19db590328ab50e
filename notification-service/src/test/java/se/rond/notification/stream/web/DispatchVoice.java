package se.rond.notification.stream.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.dispatch.DispatchEvent.Completed;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyDirected;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyUnacknowledged;
import se.rond.contracts.dispatch.DispatchEvent.EnRoute;
import se.rond.contracts.dispatch.DispatchEvent.OfferAccepted;
import se.rond.contracts.dispatch.DispatchEvent.RequestClosed;
import se.rond.contracts.dispatch.DispatchEvent.RequestUpdated;
import se.rond.contracts.dispatch.DispatchEvent.WithPatient;
import se.rond.contracts.topic.Topic;
import tools.jackson.databind.json.JsonMapper;

/** Speaks as dispatch does: records on the real topic. */
final class DispatchVoice implements AutoCloseable {
  private static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");

  private final Producer<String, byte[]> producer;

  DispatchVoice(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "max.block.ms", "20000"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** One request with its nurse and its team, all new. */
  record Visit(
      AssessmentRequestId request,
      MunicipalityCode municipality,
      HsaId nurse,
      AssignmentId assignment,
      ResponderId team) {

    static Visit in(String municipality) {
      var unique = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
      return new Visit(
          new AssessmentRequestId(UUID.randomUUID()),
          new MunicipalityCode(municipality),
          new HsaId("SE2120000829-" + unique),
          new AssignmentId(UUID.randomUUID()),
          new ResponderId("M-" + unique));
    }

    /** The same people at the same request, in another municipality. */
    Visit movedTo(String other) {
      return new Visit(request, new MunicipalityCode(other), nurse, assignment, team);
    }

    EmergencyDirected emergencyDirected() {
      return new EmergencyDirected(request, municipality, nurse, 1, NOON);
    }

    /** The news that it is here now, and was there before. */
    RequestUpdated movedFrom(String before) {
      return new RequestUpdated(
          request,
          municipality,
          nurse,
          2,
          Change.PLACE,
          new MunicipalityCode(before),
          List.of(team),
          NOON);
    }

    /** The same with a team that the demonstration knows. */
    Visit by(String otherTeam) {
      return new Visit(request, municipality, nurse, assignment, new ResponderId(otherTeam));
    }

    EmergencyUnacknowledged unacknowledged(ResponderId coordinator) {
      return new EmergencyUnacknowledged(
          request, municipality, nurse, 1, List.of(coordinator), NOON);
    }

    OfferAccepted accepted() {
      return new OfferAccepted(request, municipality, nurse, assignment, team, NOON);
    }

    EnRoute enRoute() {
      return new EnRoute(request, municipality, nurse, assignment, team, NOON);
    }

    WithPatient withPatient() {
      return new WithPatient(request, municipality, nurse, assignment, team, NOON);
    }

    Completed completed() {
      return new Completed(request, municipality, nurse, assignment, team, NOON);
    }

    RequestClosed closed() {
      return new RequestClosed(request, municipality, nurse, NOON);
    }
  }

  void say(AboutRequest event) {
    say(event, UUID.randomUUID());
  }

  void say(AboutRequest event, UUID id) {
    say(
        event.request(),
        event.getClass().getSimpleName(),
        JsonMapper.shared().writerFor(DispatchEvent.class).writeValueAsString(event),
        id);
  }

  void say(AssessmentRequestId request, String type, String json, UUID id) {
    var message =
        new ProducerRecord<>(
            Topic.DISPATCH_REQUESTS_V1, request.value().toString(), json.getBytes(UTF_8));
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id.toString(),
            "ce_type",
            type,
            "ce_source",
            "/rond/dispatch",
            "ce_time",
            NOON.toString(),
            "content-type",
            "application/json")
        .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
    try {
      producer.send(message).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Expected the broker to take a record", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
