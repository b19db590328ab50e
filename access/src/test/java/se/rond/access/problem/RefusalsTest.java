package se.rond.access.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server is asked for what it refuses, byte by byte where no client would send it. */
@ExtendWith(OutputCaptureExtension.class)
class RefusalsTest {

  private static final String SECRET = "193310148410";

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

  /** What Spring refuses, then what Tomcat refuses before it. */
  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET /nowhere/{secret} HTTP/1.1                     | 404 | NOT_FOUND
          GET /error HTTP/1.1                                | 404 | NOT_FOUND
          POST /things HTTP/1.1                              | 404 | NOT_FOUND
          DELETE /things/{secret} HTTP/1.1                   | 405 | METHOD_NOT_ALLOWED
          GET /things/{secret} HTTP/1.1                      | 400 | INVALID_FIELDS
          GET /defect HTTP/1.1                               | 500 | DEFECT
          GET /doubled HTTP/1.1                              | 500 | DEFECT
          GET /away HTTP/1.1                                 | 503 | CANNOT_STORE
          GET /things/%00{secret} HTTP/1.1                   | 400 | BAD_REQUEST
          GET /things%2F{secret} HTTP/1.1                    | 400 | BAD_REQUEST
          GET /things/{secret}%zz HTTP/1.1                   | 400 | BAD_REQUEST
          GET /things/<{secret}> HTTP/1.1                    | 400 | BAD_REQUEST
          GET /../../{secret} HTTP/1.1                       | 400 | BAD_REQUEST
          TRACE /{secret} HTTP/1.1                           | 405 | METHOD_NOT_ALLOWED
          GET /{secret} HTTP/7.1                             | 505 | REFUSED
          {secret}                                           | 400 | BAD_REQUEST
          """)
  void everyRefusalIsAProblemThatRepeatsNothing(
      String requestLine, int status, String type, CapturedOutput output) throws IOException {
    var answer = send(requestLine.replace("{secret}", SECRET), "");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.head()).contains("Content-Type: application/problem+json");
    assertThat(answer.body().get("type").stringValue()).isEqualTo("urn:rond:problem:" + type);
    assertThat(answer.body().get("status").intValue()).isEqualTo(status);
    assertThat(answer.raw()).doesNotContain(SECRET);
    assertThat(output).doesNotContain(SECRET);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "/nowhere, sv-SE, Finns inte, sv",
    "/nowhere, en, Not found, en",
    "/things/%00, sv, Anropet går inte att läsa, sv",
    "/things/%00, de, The request cannot be read, en"
  })
  void aRefusalIsInTheLanguageOfTheCaller(String path, String wanted, String title, String language)
      throws IOException {
    var answer =
        send(
            "GET " + path + " HTTP/1.1",
            "Accept-Language: " + wanted + "\r\nAccept: text/html\r\n");

    assertThat(answer.body().get("title").stringValue()).isEqualTo(title);
    assertThat(answer.head()).contains("Content-Language: " + language, "Vary: Accept-Language");
  }

  @Test
  void aDefectIsLoggedByItsClassAndOurLine(CapturedOutput output) throws IOException {
    send("GET /doubled HTTP/1.1", "");

    assertThat(output)
        .contains(
            "Could not answer GET /doubled: org.springframework.dao.DuplicateKeyException"
                + " at se.rond.access.problem.RefusalsTest$Things.doubled");
  }

  @Test
  void aMethodThatDoesNotFitIsAnsweredWithThoseThatDo() throws IOException {
    assertThat(send("DELETE /things/1 HTTP/1.1", "").head()).contains("Allow: GET");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, '{', 400, INVALID_FIELDS",
    "text/plain, '{}', 415, UNSUPPORTED_MEDIA_TYPE",
    "banana, '{}', 415, UNSUPPORTED_MEDIA_TYPE"
  })
  void aBodyThatSpringReadsIsRefusedAlike(String contentType, String body, int status, String type)
      throws IOException {
    var answer =
        send(
            "POST /small HTTP/1.1",
            "Content-Type: %s\r\nContent-Length: %d\r\n".formatted(contentType, body.length()),
            body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().get("type").stringValue()).isEqualTo("urn:rond:problem:" + type);
  }

  @Test
  void anAnswerInAFormThatNobodyHasIsRefused() throws IOException {
    var answer = send("GET /things/" + UUID.randomUUID() + " HTTP/1.1", "Accept: image/png\r\n");

    assertThat(answer.status()).isEqualTo(406);
    assertThat(answer.body().get("type").stringValue())
        .isEqualTo("urn:rond:problem:NOT_ACCEPTABLE");
  }

  @Test
  void headersWithoutEndAreRefused() throws IOException {
    var answer = send("GET /things/1 HTTP/1.1", "X: " + "x".repeat(100_000) + "\r\n");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("type").stringValue()).isEqualTo("urn:rond:problem:BAD_REQUEST");
  }

  private record Answer(String raw) {
    String head() {
      return raw.substring(0, raw.indexOf("\r\n\r\n"));
    }

    int status() {
      return Integer.parseInt(raw.split(" ", 3)[1]);
    }

    JsonNode body() {
      var body = raw.substring(raw.indexOf("\r\n\r\n") + 4);
      return JsonMapper.shared()
          .readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
    }
  }

  private static Answer send(String requestLine, String headers) throws IOException {
    return send(requestLine, headers, "");
  }

  private static Answer send(String requestLine, String headers, String body) throws IOException {
    var request =
        requestLine + "\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n" + body;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new Answer(new String(socket.getInputStream().readAllBytes(), UTF_8));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Service {
    @Bean
    Things things() {
      return new Things();
    }
  }

  @RestController
  static class Things {
    @AllowedTo.Everybody
    @GetMapping("/things/{id}")
    List<UUID> show(@PathVariable UUID id) {
      return List.of(id);
    }

    @AllowedTo.Everybody
    @PostMapping("/small")
    JsonNode take(@RequestBody JsonNode body) {
      return body;
    }

    @AllowedTo.Everybody
    @GetMapping("/defect")
    String defect() {
      throw new IllegalStateException("Expected to be right, found " + SECRET);
    }

    /** Sent again it would be doubled again. */
    @AllowedTo.Everybody
    @GetMapping("/doubled")
    String doubled() {
      throw new DuplicateKeyException("Key (patient)=(" + SECRET + ") already exists");
    }

    @AllowedTo.Everybody
    @GetMapping("/away")
    String away() {
      throw new DataAccessResourceFailureException("of " + SECRET);
    }
  }
}
