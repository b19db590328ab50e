package se.rond.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the pneumonia from the nurse to its end through everything that {@code docker-compose.yml}
 * brings up. Skipped where no Docker engine answers; the same story without Docker is the
 * quickstart's acceptance test.
 */
@EnabledIf(value = "dockerAnswers", disabledReason = ContainersIT.NO_DOCKER)
@Testcontainers
class ContainersIT {
  static final String NO_DOCKER =
      "Skipped: no Docker engine answers here, and this test needs one to bring docker-compose.yml up";

  /** Images are built and five containers start: minutes on a busy build server. */
  private static final Duration UP_WITHIN = Duration.ofMinutes(5);

  /** From intake over triage to the offer takes milliseconds. */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

  private static final int DISPATCH_PORT = freePort();
  private static final int NOTIFICATION_PORT = freePort();

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @Container
  private static final ComposeContainer ROND =
      new ComposeContainer(CHECKOUT.resolve("docker-compose.yml").toFile())
          .withOptions("--profile app")
          .withBuild(true)
          // Images of our own come from the build, the others may be there already.
          .withPull(false)
          // Images that somebody runs keep their tag.
          .withEnv("ROND_TAG", "containers-test")
          .withEnv("DATABASE_PORT", "0")
          .withEnv("BROKER_PORT", Integer.toString(freePort()))
          .withEnv("DISPATCH_PORT", Integer.toString(DISPATCH_PORT))
          .withEnv("TRIAGE_PORT", "0")
          .withEnv("NOTIFICATION_PORT", Integer.toString(NOTIFICATION_PORT))
          .withStartupTimeout(UP_WITHIN)
          .waitingFor("dispatch", Wait.forHealthcheck().withStartupTimeout(UP_WITHIN))
          .waitingFor("triage", Wait.forHealthcheck().withStartupTimeout(UP_WITHIN))
          .waitingFor("notification", Wait.forHealthcheck().withStartupTimeout(UP_WITHIN));

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();

  @Test
  void aPneumoniaTravelsFromTheNurseToTheTeamAndToItsEnd() throws Exception {
    var pneumonia = freshPneumonia();
    var requests = URI.create("http://localhost:" + DISPATCH_PORT + "/assessment-requests");
    var request = URI.create(requests + "/" + text(pneumonia.path("id")));
    var told = watch(text(pneumonia.path("requester").path("hsaId")));

    assertThat(send("POST", requests, null, pneumonia)).isEqualTo(201);
    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(
            () -> assertThat(text(get(request).path("neededLevel"))).isEqualTo("MOBILE_TEAM_2H"));
    var offer = get(request).path("assignments").path(0);
    var status = URI.create(request + "/assignments/" + text(offer.path("id")) + "/status");
    var answers =
        List.of(
            send(
                "PUT",
                URI.create(request + "/offers/" + text(offer.path("token")) + "/acceptance"),
                "MOBILE_TEAM",
                null),
            send("PUT", status, "MOBILE_TEAM", "{\"status\":\"EN_ROUTE\"}"),
            send("PUT", status, "MOBILE_TEAM", "{\"status\":\"WITH_PATIENT\",\"mode\":\"VISIT\"}"),
            send(
                "PUT",
                status,
                "MOBILE_TEAM",
                "{\"status\":\"COMPLETED\",\"outcome\":\"ADMISSION\",\"journalReference\":\"J-1\"}"));

    assertThat(answers).containsOnly(204);
    assertThat(text(get(request).path("state"))).isEqualTo("CLOSED");
    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(
            () ->
                assertThat(told)
                    .containsSubsequence(
                        "event:ResponderOffered",
                        "event:OfferAccepted",
                        "event:EnRoute",
                        "event:WithPatient",
                        "event:Completed",
                        "event:RequestClosed"));
  }

  /** The example, raised now under an id of its own. */
  private ObjectNode freshPneumonia() {
    var body =
        (ObjectNode) json.readTree(CHECKOUT.resolve("docs/examples/pneumonia.json").toFile());
    var now = Instant.now().toString();
    body.put("id", UUID.randomUUID().toString()).put("raisedAt", now);
    ((ObjectNode) body.path("vitals")).put("measuredAt", now);
    return body;
  }

  private int send(String method, URI uri, @Nullable String role, @Nullable Object body)
      throws Exception {
    var publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, publisher);
    if (role != null) {
      request.header("X-Rond-Caller", role);
    }
    return http.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private JsonNode get(URI uri) throws Exception {
    return json.readTree(
        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
  }

  /** Opens the stream of one recipient; the list grows by the names of what it is told. */
  private List<String> watch(String recipient) {
    var told = new CopyOnWriteArrayList<String>();
    var stream =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + NOTIFICATION_PORT + "/stream?recipient=" + recipient))
            .build();
    http.sendAsync(stream, BodyHandlers.ofLines())
        .thenAccept(
            answer -> answer.body().filter(line -> line.startsWith("event:")).forEach(told::add));
    return told;
  }

  private static String text(JsonNode node) {
    return node.asString("");
  }

  /** Says on the console why nothing ran, since the build's summary counts skipped tests only. */
  static boolean dockerAnswers() {
    var answers = DockerClientFactory.instance().isDockerAvailable();
    if (!answers) {
      System.out.println(NO_DOCKER);
    }
    return answers;
  }

  /** Chosen before the start: the broker tells its port to those who connect from outside. */
  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
