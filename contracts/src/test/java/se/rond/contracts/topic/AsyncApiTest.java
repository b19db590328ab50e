package se.rond.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.topic.EventFamilies.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds the AsyncAPI document against topics, events, schemas and samples, both ways. */
class AsyncApiTest {

  private static final Path RESOURCES = Path.of("src", "main", "resources");

  private static final JsonNode DOCUMENT =
      new YAMLMapper().readTree(RESOURCES.resolve("asyncapi.yaml").toFile());

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  @Test
  void isOfAsyncApi3() {
    assertThat(DOCUMENT.get("asyncapi").asString()).isEqualTo("3.0.0");
    assertThat(DOCUMENT.at("/info/title").asString()).isNotBlank();
  }

  @Test
  void hasAChannelForEachTopicAndItsDeadLettersAndNoOther() {
    assertThat(DOCUMENT.get("channels").valueStream())
        .extracting(channel -> channel.get("address").asString())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Topic.values()).flatMap(topic -> names(topic).stream()).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aChannelNamesEveryEventOfItsTopicAndNoOther(Topic topic) {
    var events =
        EventFamilies.eventTypes().stream()
            .filter(event -> event.topic() == topic)
            .map(event -> event.type().getSimpleName())
            .toList();

    var messages = channel(topic.topicName()).get("messages");

    assertThat(messages.propertyNames()).containsExactlyInAnyOrderElementsOf(events);
    messages.forEachEntry(
        (name, message) -> assertThat(message.get("name").asString()).isEqualTo(name));
  }

  @ParameterizedTest
  @EnumSource
  void aChannelSaysHowLongATopicKeepsWhatIsInIt(Topic topic) {
    for (var name : names(topic)) {
      var kafka = channel(name).at("/bindings/kafka");
      var retention =
          name.equals(topic.topicName()) ? topic.retention() : Topic.DEAD_LETTER_RETENTION;

      assertThat(kafka.get("topic").asString()).isEqualTo(name);
      assertThat(kafka.get("partitions").asInt()).isEqualTo(Topic.PARTITIONS);
      assertThat(kafka.at("/topicConfiguration/retention.ms").asLong())
          .isEqualTo(retention.toMillis());
    }
  }

  @Test
  void everyChannelHasWhoSendsAndWhoReads() {
    for (var channel : DOCUMENT.get("channels").propertyNames()) {
      assertThat(
              DOCUMENT
                  .get("operations")
                  .valueStream()
                  .filter(
                      one ->
                          one.at("/channel/$ref").asString().equals("#/channels/" + channel)
                              && !one.at("/tags/0/name").asString("").isBlank())
                  .map(one -> one.get("action").asString())
                  .collect(Collectors.toSet()))
          .as(channel)
          .containsExactlyInAnyOrder("send", "receive");
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    var references = new TreeSet<String>();
    collect(DOCUMENT, references);

    assertThat(references)
        .hasSizeGreaterThan(EventFamilies.eventTypes().size())
        .allSatisfy(reference -> assertThat(resolve(reference).isMissingNode()).isFalse());
  }

  @Test
  void everyMessageIsAnEventWithItsHeadersAndItsKey() {
    for (var topic : Topic.values()) {
      var trait = isAboutARequest(topic) ? "event" : "head";
      channel(topic.topicName())
          .get("messages")
          .forEach(
              message ->
                  assertThat(message.at("/traits/0/$ref").asString())
                      .isEqualTo("#/components/messageTraits/" + trait));
    }
    for (var trait : DOCUMENT.at("/components/messageTraits")) {
      assertThat(resolve(trait.at("/headers/$ref").asString()).get("required").valueStream())
          .extracting(JsonNode::asString)
          .contains("ce_id", "ce_type", "ce_source");
    }
    assertThat(DOCUMENT.at("/components/messageTraits/event/bindings/kafka/key/format").asString())
        .isEqualTo("uuid");
  }

  @ParameterizedTest
  @MethodSource("se.rond.contracts.topic.EventFamilies#samples")
  void everySampleIsNamedByItsMessageAndValidByTheSchemaOfThat(Sample sample) {
    var message = channel(sample.topic().topicName()).at("/messages/" + sample.type());
    var reference = message.at("/payload/schema/$ref").asString();

    assertThat(message.get("x-samples").valueStream().map(JsonNode::asString))
        .contains("samples/" + sample + ".json");
    assertThat(errors(reference, sample.json())).isEmpty();
    var broken = sample.json().deepCopy();
    broken.remove(isAboutARequest(sample.topic()) ? "request" : "sequence");
    assertThat(errors(reference, broken)).isNotEmpty();
  }

  @Test
  void namesNoSampleThatIsNotThere() {
    assertThat(samplesNamed())
        .isEqualTo(
            EventFamilies.samples().stream()
                .map(sample -> "samples/" + sample + ".json")
                .collect(Collectors.toSet()));
  }

  private static boolean isAboutARequest(Topic topic) {
    return topic != Topic.DISPATCH_ACCESS_LOG;
  }

  private static List<String> names(Topic topic) {
    return topic.hasDeadLetters()
        ? List.of(topic.topicName(), topic.deadLetterName())
        : List.of(topic.topicName());
  }

  private static Set<String> samplesNamed() {
    return DOCUMENT
        .get("channels")
        .valueStream()
        .flatMap(channel -> channel.get("messages").valueStream())
        .flatMap(message -> message.path("x-samples").valueStream())
        .map(JsonNode::asString)
        .collect(Collectors.toSet());
  }

  private static JsonNode channel(String address) {
    return DOCUMENT
        .get("channels")
        .valueStream()
        .filter(channel -> channel.get("address").asString().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private static List<Error> errors(String reference, JsonNode json) {
    var place = reference.split("#", 2);
    var schema = (ObjectNode) file(place[0]);
    schema.remove("oneOf");
    schema.put("$ref", "#" + place[1]);
    return SCHEMAS.getSchema(schema).validate(json);
  }

  private static JsonNode resolve(String reference) {
    var place = reference.split("#", 2);
    return (place[0].isEmpty() ? DOCUMENT : file(place[0])).at(place[1]);
  }

  private static JsonNode file(String name) {
    return EventFamilies.JSON.readTree(RESOURCES.resolve(name).toFile());
  }

  private static void collect(JsonNode node, Set<String> references) {
    if (node.has("$ref")) {
      references.add(node.get("$ref").asString());
    }
    node.forEach(child -> collect(child, references));
  }
}
