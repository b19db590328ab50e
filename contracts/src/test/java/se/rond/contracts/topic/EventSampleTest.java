package se.rond.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.rond.contracts.topic.EventFamilies.JSON;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.topic.EventFamilies.EventType;
import se.rond.contracts.topic.EventFamilies.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class EventSampleTest {

  @Test
  void findsEveryEventOfEveryFamily() {
    assertThat(EventFamilies.eventTypes())
        .extracting(EventType::toString)
        .contains("AssessmentRequested", "RequestTriaged", "EmergencyDirected", "RequestClosed")
        .doesNotContain("Unrecognised", "AboutRequest");
  }

  @ParameterizedTest
  @MethodSource("se.rond.contracts.topic.EventFamilies#eventTypes")
  void everyEventTypeHasASampleOfItsFirstVersion(EventType event) {
    assertThat(EventFamilies.samples())
        .anyMatch(
            sample ->
                sample.topic() == event.topic()
                    && sample.type().equals(event.type().getSimpleName())
                    && sample.version() == 1);
  }

  @ParameterizedTest
  @MethodSource("se.rond.contracts.topic.EventFamilies#samples")
  void aSampleReadsIntoItsType(Sample sample) {
    assertThat(sample.json().get("type").asString()).isEqualTo(sample.type());
    assertThat(EventFamilies.read(sample).getClass().getSimpleName()).isEqualTo(sample.type());
  }

  @ParameterizedTest
  @MethodSource("se.rond.contracts.topic.EventFamilies#samples")
  void whatWasReadWritesTheSameJson(Sample sample) {
    var written = JSON.readTree(JSON.writeValueAsString(EventFamilies.read(sample)));

    assertThat(withoutNulls(written)).isEqualTo(withoutNulls(sample.json()));
  }

  @Test
  void samplesAndSchemasAreNamedForTopics() {
    var topics = Stream.of(Topic.values()).map(Topic::topicName).toList();

    assertThat(EventFamilies.namesIn("samples"))
        .filteredOn(name -> !name.equals("README.md"))
        .containsExactlyInAnyOrderElementsOf(topics);
    assertThat(EventFamilies.namesIn("schemas"))
        .containsExactlyInAnyOrderElementsOf(
            topics.stream().map(topic -> topic + ".json").toList());
  }

  @Test
  void anEventOfALaterBuildIsUnrecognised() {
    var later =
        getClass().getResourceAsStream("/samples/dispatch.requests.v1/SomethingNew.v1.json");

    assertThat(JSON.readValue(later, DispatchEvent.class))
        .isEqualTo(new DispatchEvent.Unrecognised());
  }

  @ParameterizedTest
  @EnumSource
  void everyFamilyTakesAnUnknownTypeForUnrecognised(Topic topic) {
    for (var json : List.of("{\"type\": \"SomethingNew\", \"request\": 1}", "{}")) {
      assertThat(JSON.readValue(json, EventFamilies.familyOf(topic)).getClass().getSimpleName())
          .isEqualTo("Unrecognised");
    }
  }

  @ParameterizedTest
  @MethodSource("se.rond.contracts.topic.EventFamilies#samples")
  void aPropertyOfALaterBuildIsPassedOver(Sample sample) {
    var before = EventFamilies.read(sample);

    addToEveryObject(sample.json());

    assertThat(EventFamilies.read(sample)).isEqualTo(before);
  }

  @Test
  void aBrokenIdIsADefectAndNotUnrecognised() {
    var broken = "{\"type\": \"EmergencyDirected\", \"request\": \"42\"}";

    assertThatThrownBy(() -> JSON.readValue(broken, DispatchEvent.class))
        .hasMessageContaining("UUID");
  }

  private static JsonNode withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.propertyNames().stream()
          .toList()
          .forEach(
              name -> {
                if (object.get(name).isNull()) {
                  object.remove(name);
                }
              });
    }
    node.forEach(EventSampleTest::withoutNulls);
    return node;
  }

  /** The facts of a rule are a map, where a new name is data and not an unknown property. */
  private static void addToEveryObject(JsonNode node) {
    node.forEachEntry(
        (name, child) -> {
          if (!name.equals("facts")) {
            addToEveryObject(child);
          }
        });
    if (node instanceof ObjectNode object) {
      object.putObject("ofALaterBuild").put("x", 1);
    } else {
      node.forEach(EventSampleTest::addToEveryObject);
    }
  }
}
