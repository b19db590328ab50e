package se.rond.access.api;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds what features say of their operations to what their handlers show, and to each the refusals
 * that any operation can end in. Everything comes in one order, so that two builds write the same.
 */
final class DescribedOperations {

  private static final String JSON = "application/json";

  /** How springdoc calls what a handler does not name. */
  private static final String ANY_FORM = "*/*";

  private static final String PROBLEM = "application/problem+json";

  private final OpenAPI common;
  private final List<OpenAPI> features;

  DescribedOperations(OpenAPI common, List<OpenAPI> features) {
    this.common = common;
    this.features = features;
  }

  void addTo(OpenAPI document) {
    var all = new ArrayList<OpenAPI>(List.of(common));
    all.addAll(features);
    document.setServers(common.getServers());
    document.setSecurity(common.getSecurity());
    document.setTags(null);
    var components = requireNonNullElse(document.getComponents(), new Components());
    document.setComponents(components);
    for (var feature : all) {
      if (feature.getInfo() != null) {
        document.setInfo(feature.getInfo());
      }
      if (feature.getTags() != null) {
        feature.getTags().forEach(document::addTagsItem);
      }
      addComponents(components, feature.getComponents());
      if (feature.getPaths() != null) {
        feature.getPaths().forEach((path, item) -> describe(document, path, item, feature));
      }
    }
    for (var item : document.getPaths().values()) {
      for (var operation : item.readOperations()) {
        describeParameters(operation, entries(components.getParameters()).values());
        addRefusals(operation);
      }
    }
    components.setParameters(null);
    order(document);
    dropWhatNobodyNames(document);
  }

  private static void addComponents(Components components, @Nullable Components more) {
    if (more == null) {
      return;
    }
    entries(more.getSchemas()).forEach((name, schema) -> addSchema(components, name, schema));
    entries(more.getResponses()).forEach(components::addResponses);
    entries(more.getParameters()).forEach(components::addParameters);
    entries(more.getSecuritySchemes()).forEach(components::addSecuritySchemes);
    entries(more.getExamples()).forEach(components::addExamples);
  }

  /** One that springdoc knows nothing of may be told; no other is told twice. */
  private static void addSchema(Components components, String name, Schema<?> schema) {
    var found = entries(components.getSchemas()).get(name);
    if (found != null && !Json31.mapper().valueToTree(found).isEmpty()) {
      throw new IllegalStateException(
          "Expected a name of its own for the schema " + name + ", which a record has already");
    }
    components.addSchemas(name, schema);
  }

  private static <T> Map<String, T> entries(@Nullable Map<String, T> map) {
    return requireNonNullElse(map, Map.of());
  }

  private static void describe(OpenAPI document, String path, PathItem said, OpenAPI feature) {
    var found = document.getPaths().computeIfAbsent(path, _ -> new PathItem());
    said.readOperationsMap()
        .forEach(
            (method, description) -> {
              var shown = found.readOperationsMap().get(method);
              if (shown == null) {
                // Said of a handler that is gone: the build finds it.
                found.operation(method, description);
              } else {
                describe(shown, description, parameters(said, description), feature);
              }
            });
  }

  private static List<Parameter> parameters(PathItem said, Operation description) {
    var parameters = new ArrayList<>(requireNonNullElse(said.getParameters(), List.of()));
    parameters.addAll(requireNonNullElse(description.getParameters(), List.of()));
    return parameters;
  }

  private static void describe(
      Operation shown, Operation said, List<Parameter> parameters, OpenAPI feature) {
    shown.setOperationId(said.getOperationId());
    shown.setSummary(said.getSummary());
    shown.setDescription(said.getDescription());
    shown.setTags(
        feature.getTags() == null
            ? List.of()
            : feature.getTags().stream().map(tag -> tag.getName()).toList());
    shown.setRequestBody(said.getRequestBody());
    parameters.forEach(parameter -> describe(shown, parameter));
    shown.setResponses(answers(said.getResponses(), shown.getResponses()));
  }

  private static void describe(Operation shown, Parameter said) {
    var found =
        Optional.ofNullable(shown.getParameters()).orElse(List.of()).stream()
            .filter(one -> one.getName().equals(said.getName()) && one.getIn().equals(said.getIn()))
            .findFirst();
    if (found.isEmpty()) {
      shown.addParametersItem(said);
      return;
    }
    found.get().setDescription(said.getDescription());
    if (said.getSchema() != null) {
      found.get().setSchema(said.getSchema());
    }
    if (said.getExample() != null) {
      found.get().setExample(said.getExample());
    }
  }

  /** A parameter of a name is the same wherever it stands, unless a feature says otherwise. */
  private static void describeParameters(Operation operation, Collection<Parameter> known) {
    for (var parameter : requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
      if (parameter.getDescription() == null) {
        known.stream()
            .filter(one -> one.getName().equals(parameter.getName()))
            .filter(one -> one.getIn().equals(parameter.getIn()))
            .forEach(one -> describe(operation, one));
      }
    }
  }

  /** The feature says which answers there are, the handler what is in them. */
  private static ApiResponses answers(@Nullable ApiResponses said, @Nullable ApiResponses shown) {
    var answers = new ApiResponses();
    entries(said)
        .forEach(
            (status, answer) -> {
              if (answer.getContent() == null && answer.get$ref() == null) {
                answer.setContent(content(status, shown));
              } else if (answer.getContent() != null) {
                addSchemas(answer.getContent(), content(status, shown));
              }
              answers.addApiResponse(status, answer);
            });
    return answers;
  }

  private static @Nullable Content content(String status, @Nullable ApiResponses shown) {
    if (status.startsWith("4") || status.startsWith("5")) {
      return problem();
    }
    if (status.equals("204") || status.equals("304")) {
      return null;
    }
    return Optional.ofNullable(entries(shown).get(status))
        .or(() -> Optional.ofNullable(entries(shown).get("200")))
        .map(ApiResponse::getContent)
        .map(DescribedOperations::inJson)
        .orElse(null);
  }

  /** An example that a feature gives is of what the handler answers. */
  private static void addSchemas(Content said, @Nullable Content shown) {
    said.forEach(
        (form, media) -> {
          if (media.getSchema() == null && shown != null && shown.containsKey(form)) {
            media.setSchema(shown.get(form).getSchema());
          }
        });
  }

  private static Content problem() {
    var content = new Content();
    content.addMediaType(
        PROBLEM,
        new io.swagger.v3.oas.models.media.MediaType()
            .schema(new Schema<>().$ref("#/components/schemas/Problem")));
    return content;
  }

  private static Content inJson(Content content) {
    var named = new Content();
    content.forEach((form, media) -> named.put(form.equals(ANY_FORM) ? JSON : form, media));
    return named;
  }

  /** What any operation can end in, and what any with a body or with something to read. */
  private static void addRefusals(Operation operation) {
    var answers = requireNonNullElse(operation.getResponses(), new ApiResponses());
    operation.setResponses(answers);
    add(answers, "401", "NotLoggedIn");
    add(answers, "500", "Defect");
    add(answers, "503", "Unavailable");
    if (operation.getRequestBody() != null) {
      add(answers, "400", "Invalid");
      add(answers, "413", "TooLarge");
      if (operation.getRequestBody().getContent().containsKey(JSON)) {
        add(answers, "415", "NotJson");
      }
    } else if (operation.getParameters() != null && !operation.getParameters().isEmpty()) {
      add(answers, "400", "Invalid");
    }
  }

  private static void add(ApiResponses answers, String status, String name) {
    if (!answers.containsKey(status)) {
      answers.addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + name));
    }
  }

  /** What is said for all services is not part of each. */
  private static void dropWhatNobodyNames(OpenAPI document) {
    var schemas = document.getComponents().getSchemas();
    if (schemas == null) {
      return;
    }
    var all = Json31.mapper().valueToTree(schemas);
    var named = new HashSet<String>();
    var open = new ArrayDeque<JsonNode>();
    open.add(Json31.mapper().valueToTree(document.getPaths()));
    open.add(Json31.mapper().valueToTree(document.getComponents().getResponses()));
    while (!open.isEmpty()) {
      for (var reference : open.remove().findValuesAsText("$ref")) {
        var name = reference.substring(reference.lastIndexOf('/') + 1);
        if (reference.startsWith("#/components/schemas/") && named.add(name)) {
          open.add(all.path(name));
        }
      }
    }
    schemas.keySet().retainAll(named);
  }

  private static void order(OpenAPI document) {
    var paths = new Paths();
    new TreeMap<>(document.getPaths()).forEach(paths::addPathItem);
    document.setPaths(paths);
    var components = document.getComponents();
    if (components.getSchemas() != null) {
      components.setSchemas(new LinkedHashMap<>(new TreeMap<>(components.getSchemas())));
    }
    paths.values().stream()
        .flatMap(item -> item.readOperations().stream())
        .forEach(
            operation -> {
              var answers = new ApiResponses();
              new TreeMap<>(operation.getResponses()).forEach(answers::addApiResponse);
              operation.setResponses(answers);
            });
  }
}
