package se.rond.access.api;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import se.rond.access.masking.Masked;
import tools.jackson.databind.JsonNode;

/**
 * Tells what of a record is always there: all but what may be null. And a tree of JSON may be
 * anything, which is not what its class looks like; nor is what a mask has left of something.
 */
final class RecordSchemas implements ModelConverter {

  private static final String CONTROLLER = "Controller";

  private static final String NULL = "null";

  private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
    var java = TypeFactory.defaultInstance().constructType(type.getType());
    var raw = java.getRawClass();
    if (raw == Masked.class) {
      // It is written as what is left.
      return context.resolve(
          new AnnotatedType(java.containedType(0)).resolveAsRef(type.isResolveAsRef()));
    }
    if (JsonNode.class.isAssignableFrom(raw)) {
      return new JsonSchema();
    }
    if (raw.isRecord()) {
      name(type, raw);
    }
    var schema = others.hasNext() ? others.next().resolve(type, context, others) : null;
    if (schema != null && raw.isRecord()) {
      var defined = defined(schema, context);
      if (defined != null && defined.getProperties() != null) {
        tellWhatIsThere(defined, raw.getRecordComponents());
      }
    }
    return schema;
  }

  /**
   * Several features have an answer, or a receipt. A record inside a controller is called after
   * both; two that are called alike would be told as one.
   */
  private void name(AnnotatedType type, Class<?> record) {
    var outer = record.getEnclosingClass();
    var name =
        outer != null && outer.getSimpleName().endsWith(CONTROLLER)
            ? outer.getSimpleName().replace(CONTROLLER, "") + record.getSimpleName()
            : record.getSimpleName();
    var other = named.putIfAbsent(name, record);
    if (other != null && other != record) {
      throw new IllegalStateException(
          "Expected one record to be called " + name + ", but found " + other + " and " + record);
    }
    type.setName(name);
  }

  private static @Nullable Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
    var reference = schema.get$ref();
    return reference == null
        ? schema
        : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static void tellWhatIsThere(Schema<?> schema, RecordComponent[] components) {
    var required = new TreeSet<String>();
    for (var component : components) {
      var property = schema.getProperties().get(component.getName());
      if (property == null) {
        continue;
      }
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        schema.getProperties().put(component.getName(), orNull(property));
      } else {
        required.add(component.getName());
      }
    }
    schema.setRequired(required.stream().toList());
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (property.get$ref() != null) {
      var either = new JsonSchema();
      either.setOneOf(List.of(property, nothing()));
      return either;
    }
    if (property.getTypes() != null) {
      var types = new LinkedHashSet<>(property.getTypes());
      types.add(NULL);
      property.setTypes(types);
      if (property.getEnum() != null) {
        property.addEnumItemObject(null);
      }
    }
    return property;
  }

  private static Schema<?> nothing() {
    var nothing = new JsonSchema();
    nothing.addType(NULL);
    return nothing;
  }
}
