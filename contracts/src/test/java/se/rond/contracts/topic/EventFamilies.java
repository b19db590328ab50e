package se.rond.contracts.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.rond.contracts.accesslog.AccessLogEvent;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.contracts.triage.TriageEvent;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The event families of the topics, with their samples and schemas. */
final class EventFamilies {

  /** A mapper set as the consumers' is. */
  static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final Path RESOURCES = Path.of("src", "main", "resources");

  private EventFamilies() {}

  /** A released sample: {@code version} of {@code type} on {@code topic}. */
  record Sample(Topic topic, String type, int version, ObjectNode json) {
    @Override
    public String toString() {
      return topic.topicName() + "/" + type + ".v" + version;
    }
  }

  /** An event type and the topic it travels on. */
  record EventType(Topic topic, Class<?> type) {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  static Class<?> familyOf(Topic topic) {
    return switch (topic) {
      case DISPATCH_ASSESSMENT_REQUESTS -> AssessmentRequestEvent.class;
      case TRIAGE_DECISIONS -> TriageEvent.class;
      case DISPATCH_REQUESTS -> DispatchEvent.class;
      case DISPATCH_ACCESS_LOG -> AccessLogEvent.class;
    };
  }

  static List<EventType> eventTypes() {
    return Stream.of(Topic.values())
        .flatMap(topic -> records(familyOf(topic)).map(type -> new EventType(topic, type)))
        .filter(event -> !event.type().getSimpleName().equals("Unrecognised"))
        .toList();
  }

  static List<Sample> samples() {
    return Stream.of(Topic.values())
        .flatMap(
            topic ->
                list(RESOURCES.resolve("samples").resolve(topic.topicName())).stream()
                    .map(file -> sample(topic, file)))
        .toList();
  }

  static JsonNode schema(Topic topic) {
    return JSON.readTree(
        RESOURCES.resolve("schemas").resolve(topic.topicName() + ".json").toFile());
  }

  /** What lies in the folder of samples or schemas, by file name. */
  static List<String> namesIn(String folder) {
    return list(RESOURCES.resolve(folder)).stream()
        .map(file -> file.getFileName().toString())
        .toList();
  }

  static Object read(Sample sample) {
    return JSON.treeToValue(sample.json(), familyOf(sample.topic()));
  }

  private static Sample sample(Topic topic, Path file) {
    var name = file.getFileName().toString().split("\\.");
    return new Sample(
        topic,
        name[0],
        Integer.parseInt(name[1].substring(1)),
        (ObjectNode) JSON.readTree(file.toFile()));
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return Optional.ofNullable(type.getPermittedSubclasses()).stream()
        .flatMap(Stream::of)
        .flatMap(subtype -> subtype.isRecord() ? Stream.of(subtype) : records(subtype))
        .distinct();
  }

  private static List<Path> list(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
