package se.rond.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The example requests, made hostile: whatever is sent is taken or refused in the form of a
 * problem, a red flag that can be read rings 112, and nothing that tells who a patient is comes
 * back or is logged.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
@ExtendWith(OutputCaptureExtension.class)
class HostileIntakeIT {

  private static final int BODIES_PER_SEED = 70;

  private static final List<String> EXAMPLES =
      List.of(
          "catheter",
          "hip-after-fall",
          "pneumonia",
          "sepsis",
          "stroke-red-flag",
          "vitals-missing",
          "wrist-after-fall");

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "application/vnd.rond+json",
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "banana");

  private final JsonMapper json = new JsonMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI edge;

  @Autowired
  HostileIntakeIT(@LocalServerPort int port) {
    edge = URI.create("http://localhost:" + port + "/assessment-requests");
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverIsSentIsTakenOrRefusedAsAProblem(long seed, CapturedOutput output)
      throws IOException, InterruptedException {
    var random = new Random(seed);
    var taken = 0;
    var refused = 0;
    for (var i = 0; i < BODIES_PER_SEED; i++) {
      var body = example(EXAMPLES.get(random.nextInt(EXAMPLES.size())));
      var secrets = secrets(body);
      if (random.nextBoolean()) {
        body.putArray("redFlags").add("RF-D2");
      }
      mutate(body, secrets, random);
      var bytes = damaged(json.writeValueAsBytes(body), random);
      var contentType =
          random.nextInt(4) == 0
              ? CONTENT_TYPES.get(random.nextInt(CONTENT_TYPES.size()))
              : CONTENT_TYPES.getFirst();

      var answer = post(bytes, contentType, random.nextBoolean() ? "sv" : "en");

      var sent = "seed " + seed + ", body " + i + ": " + new String(bytes, UTF_8);
      var said = answer.body();
      if (answer.statusCode() == 201) {
        taken++;
      } else {
        refused++;
        assertThat(answer.statusCode()).as(sent).isIn(400, 409, 413, 415);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
            .as(sent)
            .startsWith("application/problem+json");
        assertThat(json.readTree(said).get("type").stringValue())
            .as(sent)
            .startsWith("urn:rond:problem:");
        assertThat(said).as(sent).doesNotContain(secrets);
      }
      if (new String(bytes, UTF_8).contains("\"RF-D2\"")) {
        assertThat(json.readTree(said).get("advice").stringValue())
            .as(sent)
            .isEqualTo("RING_112_NU");
      }
      assertThat(output).as(sent).doesNotContain(secrets);
    }
    assertThat(taken).as("taken").isPositive();
    assertThat(refused).as("refused").isPositive();
  }

  /** The patient's number and address, the number to call back, and everything written freely. */
  private static List<String> secrets(JsonNode body) {
    return Stream.of(
            "/patient/identifier/value",
            "/place/address",
            "/requester/callback",
            "/sbar/situation",
            "/sbar/background",
            "/sbar/assessment",
            "/sbar/recommendation")
        .map(place -> body.at(place).stringValue())
        .toList();
  }

  private static void mutate(ObjectNode body, List<String> secrets, Random random) {
    for (var count = random.nextInt(4); count > 0; count--) {
      var places = new ArrayList<String>();
      collect(body, "", places);
      // The flags stay, so that they can be read as far as the body can.
      places.removeIf(place -> place.startsWith("/redFlags"));
      replace(body, places.get(random.nextInt(places.size())), secrets, random);
    }
  }

  private static void collect(JsonNode node, String at, List<String> places) {
    node.forEachEntry(
        (name, child) -> {
          places.add(at + "/" + name);
          collect(child, at + "/" + name, places);
        });
  }

  /** Puts something else there, or what stands elsewhere: also a name into a number's place. */
  private static void replace(ObjectNode body, String place, List<String> secrets, Random random) {
    var end = place.lastIndexOf('/');
    var name = place.substring(end + 1);
    if (!(body.at(place.substring(0, end)) instanceof ObjectNode object)) {
      return;
    }
    switch (random.nextInt(16)) {
      case 0 -> object.remove(name);
      case 1 -> object.putNull(name);
      case 2 -> object.put(name, "x".repeat(random.nextInt(10_000)));
      case 3 -> object.put(name, "\u0000\u0007\ud800");
      case 4 -> object.put(name, random.nextLong());
      case 5 -> object.put(name, random.nextGaussian() * 1_000);
      case 6 -> object.set(name, JsonMapper.shared().readTree("1e400"));
      case 7 -> object.put(name, random.nextBoolean());
      case 8 -> object.putObject(name).put("a", 1);
      case 9 -> nested(object.putArray(name), 100);
      case 10 -> object.put(name, secrets.get(random.nextInt(secrets.size())));
      case 11 -> object.putArray(name).add(secrets.get(random.nextInt(secrets.size())));
      case 12 -> object.set(name, body.at("/vitals").deepCopy());
      case 13 -> object.put(name, (1_000 + random.nextInt(2_000)) + "-13-32T25:61:61+19:00");
      case 14 -> body.put(secrets.getFirst(), "\u0000");
      default -> object.put(name.toLowerCase(Locale.ROOT) + "s", random.nextInt());
    }
  }

  private static void nested(ArrayNode list, int depth) {
    var innermost = list;
    for (var i = 0; i < depth; i++) {
      innermost = innermost.addArray();
    }
  }

  private static byte[] damaged(byte[] body, Random random) {
    var damaged = body.clone();
    return switch (random.nextInt(12)) {
      case 0 -> Arrays.copyOf(body, random.nextInt(body.length));
      case 1 -> {
        damaged[random.nextInt(body.length)] = (byte) random.nextInt(256);
        yield damaged;
      }
      case 2 -> {
        damaged[random.nextInt(body.length)] = (byte) 0xc3;
        yield damaged;
      }
      case 3 -> Arrays.copyOf(body, 300 * 1024);
      case 4 -> new String(body, UTF_8).replaceFirst("\\{", "{\"id\": 1,").getBytes(UTF_8);
      default -> body;
    };
  }

  private HttpResponse<String> post(byte[] body, String contentType, String language)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(edge)
            .header("Content-Type", contentType)
            .header("Accept-Language", language)
            .POST(BodyPublishers.ofByteArray(body))
            .build(),
        BodyHandlers.ofString());
  }
}
