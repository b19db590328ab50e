package se.rond.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a service says of itself in OpenAPI, and what is wrong with that. */
public final class ApiDocument {

  private static final String REFRESH = "rond.docs.refresh";

  /** Where the documents stand, seen from a service's module. */
  private static final Path FOLDER = Path.of("../docs/api");

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final JsonNode document;
  private final List<String> flaws = new ArrayList<>();
  private final Set<String> ids = new TreeSet<>();

  private ApiDocument(JsonNode document) {
    this.document = document;
  }

  /** Asks a running service. */
  public static ApiDocument of(int port) {
    return of(get(port, "/v3/api-docs"));
  }

  /** Reads one that is at hand. */
  public static ApiDocument of(String json) {
    return new ApiDocument(JsonMapper.shared().readTree(json));
  }

  /**
   * Returns the document as it is kept in the repository and as the service has it now, after
   * writing it where {@value #REFRESH} is set.
   *
   * @param service as its file is named
   */
  public static Kept kept(String service, int port) {
    var now = get(port, "/v3/api-docs.yaml");
    var file = FOLDER.resolve(service + ".yaml");
    try {
      if (System.getProperty(REFRESH) != null) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, now);
      }
      return new Kept(Files.exists(file) ? Files.readString(file) : "", now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document in the repository, and the one of the service. */
  public record Kept(String inRepository, String ofService) {}

  /** The operations that handlers of ours are mapped to, as {@code GET /path}. */
  public static Set<String> handled(ApplicationContext service) {
    var handled = new TreeSet<String>();
    service
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .forEach(
            (mapping, handler) -> {
              if (handler.getBeanType().getName().startsWith("se.rond.")) {
                operations(mapping).forEach(handled::add);
              }
            });
    return handled;
  }

  private static Stream<String> operations(RequestMappingInfo mapping) {
    return mapping.getPatternValues().stream()
        .flatMap(
            path ->
                mapping.getMethodsCondition().getMethods().stream()
                    .map(RequestMethod::name)
                    .map(method -> method + " " + path));
  }

  /** The operations that the document describes, as {@code GET /path}. */
  public Set<String> operations() {
    var operations = new TreeSet<String>();
    document
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.propertyNames().stream()
                    .filter(METHODS::contains)
                    .forEach(
                        method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return operations;
  }

  /** The first example of what an operation is sent, where it is sent something. */
  Optional<JsonNode> example(String operation) {
    var words = operation.split(" ");
    for (var media :
        resolved(
                document
                    .path("paths")
                    .path(words[1])
                    .path(words[0].toLowerCase(Locale.ROOT))
                    .path("requestBody"))
            .path("content")) {
      for (var one : media.path("examples")) {
        return Optional.of(resolved(one).path("value"));
      }
      return Optional.ofNullable(media.get("example"));
    }
    return Optional.empty();
  }

  /** What keeps a reader from using an operation, a sentence for each. */
  public List<String> flaws() {
    flaws.clear();
    ids.clear();
    references(document);
    if (!flaws.isEmpty()) {
      // No schema can be followed before these are right.
      return List.copyOf(flaws);
    }
    document
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) -> {
                      if (METHODS.contains(method)) {
                        check(method.toUpperCase(Locale.ROOT) + " " + path, operation);
                      }
                    }));
    return List.copyOf(flaws);
  }

  private void check(String name, JsonNode operation) {
    text(name, operation, "summary");
    var id = text(name, operation, "operationId");
    if (!id.isEmpty() && !ids.add(id)) {
      flaws.add(name + ": another operation has the operationId " + id);
    }
    if (operation.path("tags").isEmpty()) {
      flaws.add(name + ": no tag");
    }
    if (operation.path("security").isEmpty()
        && (operation.has("security") || document.path("security").isEmpty())) {
      flaws.add(name + ": no security requirement");
    }
    operation.path("parameters").forEach(parameter -> parameter(name, resolved(parameter)));
    if (operation.has("requestBody")) {
      body(name, resolved(operation.get("requestBody")).path("content"));
    }
    answers(name, operation.path("responses"));
  }

  private String text(String name, JsonNode node, String property) {
    var text = node.path(property).asString("").strip();
    if (text.isEmpty()) {
      flaws.add(name + ": no " + property);
    }
    return text;
  }

  private void parameter(String name, JsonNode parameter) {
    var place = name + ", parameter " + parameter.path("name").asString("?");
    text(place, parameter, "description");
    if (parameter.path("schema").isEmpty()) {
      flaws.add(place + ": no schema");
    }
    examples(place, parameter);
  }

  private void body(String name, JsonNode content) {
    if (content.isEmpty()) {
      flaws.add(name + ": a request body without content");
    }
    content.forEachEntry(
        (form, media) -> {
          var place = name + ", body in " + form;
          if (media.path("schema").isEmpty()) {
            flaws.add(place + ": no schema");
          }
          if (examples(place, media) == 0) {
            flaws.add(place + ": no example");
          }
        });
  }

  private void answers(String name, JsonNode answers) {
    var problems = 0;
    var successes = 0;
    for (var status : answers.propertyNames()) {
      var answer = resolved(answers.get(status));
      var place = name + ", answer " + status;
      text(place, answer, "description");
      answer
          .path("content")
          .forEachEntry(
              (form, media) -> {
                if (media.path("schema").isEmpty()) {
                  flaws.add(place + " in " + form + ": no schema");
                }
                examples(place, media);
              });
      if (status.startsWith("2") || status.startsWith("3")) {
        successes++;
      } else if (answer.path("content").has("application/problem+json")) {
        problems++;
      } else {
        flaws.add(place + ": no problem document");
      }
    }
    if (successes == 0) {
      flaws.add(name + ": no success");
    }
    if (problems == 0) {
      flaws.add(name + ": no problem response");
    }
  }

  /** Checks every example there is, and returns how many. */
  private int examples(String place, JsonNode media) {
    var examples = new ArrayList<JsonNode>();
    if (media.has("example")) {
      examples.add(media.get("example"));
    }
    media.path("examples").forEach(one -> examples.add(resolved(one).path("value")));
    for (var example : examples) {
      errors(media.path("schema"), example)
          .forEach(error -> flaws.add(place + ": an example is not valid, " + error));
    }
    return examples.size();
  }

  /** What is wrong with a value by a schema of the document. */
  public List<String> errors(String schema, JsonNode value) {
    return errors(document.at("/components/schemas/" + schema), value);
  }

  private List<String> errors(JsonNode schema, JsonNode value) {
    if (!(schema instanceof ObjectNode known)) {
      return List.of("there is no schema");
    }
    var whole = known.deepCopy();
    whole.set("components", document.path("components"));
    return SCHEMAS.getSchema(whole).validate(value).stream().map(Object::toString).toList();
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  /** References that lead nowhere, wherever they stand. */
  private void references(JsonNode node) {
    var reference = node.path("$ref");
    if (reference.isString() && resolved(node).isMissingNode()) {
      flaws.add(reference.asString() + " leads nowhere");
    }
    node.forEach(this::references);
  }

  private static String get(int port, String path) {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                  .header("Accept-Language", "en")
                  .build(),
              BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "Expected a document at " + path + ", but found status " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the service was asked", e);
    }
  }
}
