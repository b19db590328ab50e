package se.rond.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.contracts.topic.EventFamilies.JSON;

import com.fasterxml.jackson.annotation.JsonValue;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.rond.contracts.topic.EventFamilies.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds the published schemas against the samples and against the Java types, both ways. */
class EventSchemaTest {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  @ParameterizedTest
  @MethodSource("se.rond.contracts.topic.EventFamilies#samples")
  void everySampleIsValid(Sample sample) {
    assertThat(errors(sample.topic(), sample.json())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("se.rond.contracts.topic.EventFamilies#samples")
  void aSampleWithoutARequiredPropertyIsNotValid(Sample sample) {
    var definition = EventFamilies.schema(sample.topic()).at("/$defs/" + sample.type());
    for (var required : definition.get("required")) {
      var copy = sample.json().deepCopy();
      copy.remove(required.asString());

      assertThat(errors(sample.topic(), copy)).as("without " + required).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "{0} {1} = {2}")
  @CsvSource(
      textBlock =
          """
          AssessmentRequested, /revision, 0
          AssessmentRequested, /patient, '"193310148410"'
          AssessmentRequested, /municipality, '"80"'
          AssessmentRequested, /raisedAt, '"yesterday"'
          AssessmentRequested, /content/contactCause, '"COUGH"'
          AssessmentRequested, /content/vitals/pulse, 351
          AssessmentRequested, /content/vitals, null
          AssessmentRequested, /context/spo2Scale, 3
          RequestTriaged, /decision/level, '"PRIO_1"'
          RequestTriaged, /decision/news2/total, 21
          RequestTriaged, /decision/needs/0/capabilities/0, '"XRAY.SKULL"'
          RequestTriaged, /decision/fired/0/label/sv, null
          ResponderOffered, /responder, '""'
          ResponderOffered, /requester, '"SE21200008291-N001"'
          ResponderOffered, /type, '"OfferAccepted2"'
          """)
  void aSampleWithAWrongValueIsNotValid(String type, String place, String value) {
    var sample =
        EventFamilies.samples().stream()
            .filter(s -> s.type().equals(type))
            .findFirst()
            .orElseThrow();
    var end = place.lastIndexOf('/');
    var parent = sample.json().at(place.substring(0, end));
    if (parent instanceof ObjectNode object) {
      object.set(place.substring(end + 1), JSON.readTree(value));
    } else {
      parent.asArray().set(Integer.parseInt(place.substring(end + 1)), JSON.readTree(value));
    }

    assertThat(errors(sample.topic(), sample.json())).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aSchemaListsTheEventsOfItsFamily(Topic topic) {
    var events =
        EventFamilies.eventTypes().stream()
            .filter(event -> event.topic() == topic)
            .map(event -> "#/$defs/" + event.type().getSimpleName())
            .toList();

    assertThat(EventFamilies.schema(topic).get("oneOf").valueStream())
        .extracting(reference -> reference.get("$ref").asString())
        .containsExactlyInAnyOrderElementsOf(events);
  }

  /** A constant added in Java and not in the schema, or the other way round, fails here. */
  @ParameterizedTest
  @EnumSource
  void everyClosedListIsTheSameInJavaAndInTheSchema(Topic topic) {
    var schema = EventFamilies.schema(topic).get("$defs");
    for (var type : typesOn(topic)) {
      if (type.isEnum()) {
        var codes =
            Stream.of(type.getEnumConstants()).map(code -> JSON.writeValueAsString(code)).toList();

        assertThat(
                schema
                    .path(type.getSimpleName())
                    .path("enum")
                    .valueStream()
                    .map(JsonNode::toString))
            .as(type.getSimpleName())
            .containsExactlyElementsOf(codes);
      }
    }
  }

  /** The same for the properties of each record, and for which of them may be missing. */
  @ParameterizedTest
  @EnumSource
  void everyRecordHasTheSamePropertiesInJavaAndInTheSchema(Topic topic) {
    var schema = EventFamilies.schema(topic).get("$defs");
    for (var type : typesOn(topic)) {
      if (!type.isRecord() || isWrittenAsOneValue(type)) {
        continue;
      }
      var definition = schema.path(type.getSimpleName());
      var isEvent = EventFamilies.familyOf(topic).isAssignableFrom(type);

      assertThat(definition.path("properties").propertyNames())
          .as("properties of " + type.getSimpleName())
          .containsExactlyElementsOf(names(isEvent, List.of(type.getRecordComponents())));
      assertThat(definition.path("required").valueStream().map(JsonNode::asString))
          .as("required properties of " + type.getSimpleName())
          .containsExactlyInAnyOrderElementsOf(
              names(
                  isEvent,
                  Stream.of(type.getRecordComponents())
                      .filter(part -> !part.getAnnotatedType().isAnnotationPresent(Nullable.class))
                      .toList()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSchemaDefinesNothingThatNoEventHolds(Topic topic) {
    var types = typesOn(topic).stream().map(Class::getSimpleName).collect(Collectors.toSet());

    assertThat(EventFamilies.schema(topic).get("$defs").propertyNames()).isSubsetOf(types);
  }

  @Test
  void findsTheTypesThatEventsHold() {
    assertThat(typesOn(Topic.TRIAGE_DECISIONS))
        .extracting(Class::getSimpleName)
        .contains("RequestTriaged", "TriageDecision", "FiredRule", "Capability", "Parts", "Level");
  }

  private static List<Error> errors(Topic topic, JsonNode json) {
    return SCHEMAS.getSchema(EventFamilies.schema(topic)).validate(json);
  }

  private static List<String> names(boolean isEvent, List<RecordComponent> components) {
    var names = new ArrayList<String>();
    if (isEvent) {
      names.add("type");
    }
    components.forEach(component -> names.add(component.getName()));
    return names;
  }

  /** Ids stand in JSON as their value alone. */
  private static boolean isWrittenAsOneValue(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
  }

  /** The events of a topic, and our own records and enums inside them. */
  private static Set<Class<?>> typesOn(Topic topic) {
    var types = new LinkedHashSet<Class<?>>();
    EventFamilies.eventTypes().stream()
        .filter(event -> event.topic() == topic)
        .forEach(event -> collect(event.type(), types));
    return types;
  }

  private static void collect(Type type, Set<Class<?>> types) {
    switch (type) {
      case ParameterizedType generic ->
          Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, types));
      case Class<?> plain when plain.getName().startsWith("se.rond.") && types.add(plain) -> {
        if (plain.isRecord()) {
          Stream.of(plain.getRecordComponents())
              .forEach(component -> collect(component.getGenericType(), types));
        }
      }
      default -> {}
    }
  }
}
