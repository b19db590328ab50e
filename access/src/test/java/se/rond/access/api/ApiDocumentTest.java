package se.rond.access.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.testsupport.ApiDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a small service says of itself, and what is found where it says too little. */
class ApiDocumentTest {

  private static ConfigurableApplicationContext service;
  private static int port;

  @BeforeAll
  static void start() {
    service =
        new SpringApplicationBuilder(Service.class)
            .web(WebApplicationType.SERVLET)
            .properties("server.port=0", "rond.demo=true", "spring.main.banner-mode=off")
            .run();
    port = ((WebServerApplicationContext) service).getWebServer().getPort();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void saysWhatHandlersShowAndWhatTheirFeatureSays() throws Exception {
    var document = document();

    assertThat(ApiDocument.of(port).operations())
        .isEqualTo(ApiDocument.handled(service))
        .containsExactly("GET /parts/{id}", "PUT /parts/{id}");
    assertThat(ApiDocument.of(port).flaws()).isEmpty();
    assertThat(document.at("/paths/~1parts~1{id}/get/parameters")).hasSize(1);
    assertThat(document.at("/components/schemas/PartsPart/required").toString())
        .isEqualTo("[\"id\",\"role\"]");
    assertThat(document.at("/components/schemas/PartsPart/properties/remark/type").toString())
        .contains("null");
    assertThat(
            document
                .at(
                    "/paths/~1parts~1{id}/put/requestBody/content/application~1json/schema/properties/role/enum")
                .size())
        .isEqualTo(Role.values().length);
  }

  /** One that cannot fail would hold nothing up. */
  @ParameterizedTest(name = "without {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /paths/~1parts~1{id}/get | summary     | no summary
          /paths/~1parts~1{id}/get | operationId | no operationId
          /paths/~1parts~1{id}/get | tags        | no tag
          /paths/~1parts~1{id}/get | responses   | no problem response
          /paths/~1parts~1{id}/get/parameters/0 | description | no description
          /paths/~1parts~1{id}/put/requestBody/content/application~1json | schema  | no schema
          /paths/~1parts~1{id}/put/requestBody/content/application~1json | example | no example
          '' | security | no security requirement
          /components/schemas | Problem | leads nowhere
          """)
  void findsWhatIsMissing(String place, String property, String flaw) throws Exception {
    var document = document();
    document.at(place).asObject().remove(property);

    assertThat(ApiDocument.of(document.toString()).flaws())
        .anySatisfy(found -> assertThat(found).contains(flaw));
  }

  @Test
  void findsAnExampleThatIsNotValid() throws Exception {
    var document = document();
    document
        .at("/paths/~1parts~1{id}/put/requestBody/content/application~1json/example")
        .asObject()
        .put("role", "NOBODY");

    assertThat(ApiDocument.of(document.toString()).flaws())
        .singleElement()
        .asString()
        .contains("an example is not valid");
  }

  /** What writes the document could write any answer so. */
  @Test
  void answersAreInNoOtherForm() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + port + "/parts/" + UUID.randomUUID()))
                  .header("Accept", "application/yaml")
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(406);
    }
  }

  private static JsonNode document() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return JsonMapper.shared()
          .readTree(
              http.send(
                      HttpRequest.newBuilder(
                              URI.create("http://localhost:" + port + "/v3/api-docs"))
                          .build(),
                      BodyHandlers.ofString())
                  .body());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Service {
    @Bean
    PartsController parts() {
      return new PartsController();
    }
  }

  @RestController
  static class PartsController {
    record Part(UUID id, Role role, @Nullable String remark) {}

    @AllowedTo.Everybody
    @GetMapping("/parts/{id}")
    Part show(@PathVariable UUID id, Caller caller) {
      return new Part(id, caller.role(), null);
    }

    @AllowedTo.Everybody
    @PutMapping("/parts/{id}")
    ResponseEntity<?> put(@PathVariable UUID id, Caller caller) {
      return ResponseEntity.noContent().build();
    }
  }
}
