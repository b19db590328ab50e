package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Drives the whole of Rond, as processes and over HTTP: what docs/examples promises comes true. */
class QuickstartAcceptanceIT {
  /**
   * From intake over triage to the offer takes milliseconds; the bound is for a busy build server.
   */
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static RunningQuickstart rond;

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();

  @BeforeAll
  static void start() throws Exception {
    // A folder with a blank and a quote in its name, since people have such folders.
    rond = RunningQuickstart.start(Ports.rowFree(), folder.resolve("anna's data")).awaitReady();
  }

  @AfterAll
  static void stop() throws Exception {
    rond.stop();
  }

  @ParameterizedTest(name = "{0} needs {1}")
  @CsvSource({
    "catheter, NURSE",
    "sepsis, EMERGENCY_112",
    "vitals-missing, MOBILE_TEAM_TODAY",
    "wrist-after-fall, MOBILE_TEAM_TODAY"
  })
  void anExampleLeadsToItsLevel(String example, String level) throws Exception {
    var id = raise(example).path("id").stringValue();

    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(() -> assertThat(text(request(id), "neededLevel")).isEqualTo(level));
  }

  /**
   * What dispatch remembers of the patient reaches triage, and what triage makes of it comes back.
   */
  @Test
  void whoIsRaisedAgainWithinThreeDaysNeedsOneLevelMore() throws Exception {
    var patient = String.valueOf(System.nanoTime());
    var first = raise(ofAnother("wrist-after-fall", patient)).path("id").stringValue();
    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(
            () -> assertThat(text(request(first), "neededLevel")).isEqualTo("MOBILE_TEAM_TODAY"));
    cancel(first);

    var again = raise(ofAnother("wrist-after-fall", patient)).path("id").stringValue();

    await()
        .atMost(SETTLED_WITHIN)
        .untilAsserted(
            () -> assertThat(text(request(again), "neededLevel")).isEqualTo("MOBILE_TEAM_2H"));
    var decision = request(again).path("decision");
    assertThat(decision.path("fired").findValuesAsString("rule")).contains("REPEAT-CONTACT");
    assertThat(decision.path("contextUsed").path("lastContact").path("at").stringValue())
        .isEqualTo(request(first).path("raisedAt").stringValue());
  }

  /** The stroke is among the printed lines; here its request is looked at afterwards. */
  @Test
  void thePrintedLinesTakeTheRequestFromTheNurseToTheTeamAndToItsEnd() throws Exception {
    var told = watch("SE2120000829-N001");

    var printed = paste(rond.linesToPaste());

    assertThat(printed.lines().filter("204"::equals))
        .as("accepted, driven, met, completed:%n%s", printed)
        .hasSize(4);
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
    assertThat(printed).contains("event:ResponderOffered");
    assertThat(printed).contains("\"advice\":\"RING_112_NU\"");
    var pneumonia = request(id("pneumonia"));
    assertThat(text(pneumonia, "state")).isEqualTo("CLOSED");
    assertThat(text(pneumonia, "neededLevel")).isEqualTo("MOBILE_TEAM_2H");
    assertThat(pneumonia.path("decision").path("news2").path("total").intValue()).isEqualTo(4);
    assertThat(needs(pneumonia)).isEqualTo("TEAM_VISIT");
    assertThat(pneumonia.path("needs").path(0).path("capabilities").toString())
        .contains("SAMPLING.CRP", "SAMPLING.ISTAT", "SAMPLING.LACTATE", "XRAY.CHEST");
    var stroke = request(id("stroke-red-flag"));
    assertThat(text(stroke, "neededLevel")).isEqualTo("EMERGENCY_112");
    assertThat(stroke.path("assignments")).isEmpty();
  }

  /** The next start also meets a start cache that a disk has spoilt. */
  @Test
  void everyStoredRequestAnswersAfterAllProcessesWereKilled() throws Exception {
    var id = raise("hip-after-fall").path("id").stringValue();
    await().atMost(SETTLED_WITHIN).until(() -> request(id).path("decision").isObject());
    var before = request(id).path("decision");
    var token = rond.token("MAS").output().strip();
    var cache = startCache("notification");

    rond.killEverything();
    var intact = Files.readAllBytes(cache);
    replace(cache, spoilt(intact));
    try {
      rond = RunningQuickstart.start(rond.port(), folder.resolve("anna's data")).awaitReady();

      assertThat(rond.output())
          .contains("notification ended (exit code 1), starting it again without its start cache")
          .doesNotContain("dispatch ended");
      assertThat(cache).doesNotExist();
    } finally {
      replace(cache, intact);
    }
    assertThat(request(id).path("decision")).isEqualTo(before);
    assertThat(status("/assessment-requests/" + id, token)).isEqualTo(200);
    var afterwards = raise("hip-after-fall").path("id").stringValue();
    await().atMost(SETTLED_WITHIN).until(() -> request(afterwards).path("decision").isObject());
  }

  @Test
  void aTokenSaysWhoCallsAndWhatTheyMaySee() throws Exception {
    var id = raise("catheter").path("id").stringValue();
    var path = "/assessment-requests/" + id;

    // The patient is at home in Halmstad.
    assertThat(rond.token("coordinator").output()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
    assertThat(status(path, rond.token("COORDINATOR").output().strip())).isEqualTo(200);
    assertThat(status(path, rond.token("nurse_varberg").output().strip())).isEqualTo(404);
    assertThat(status(path, rond.token("INTEGRATION").output().strip()))
        .isLessThan(500)
        .isNotEqualTo(401);
    assertThat(status(path, "not.a.token")).isEqualTo(401);
  }

  @Test
  void aTokenForNobodyListsWhoThereIs() throws Exception {
    var run = rond.token("SURGEON");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors())
        .contains("'SURGEON'", "MUNICIPAL_NURSE", "NURSE_KARLSKRONA", "INTEGRATION");
  }

  @Test
  void aTokenOfNoRunningRondIsAnError() throws Exception {
    var run = RunningQuickstart.token("MAS", folder.resolve("nothing here"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).contains("Expected a ./quickstart", "nothing here");
  }

  @Test
  void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
    var elsewhere = folder.resolve("elsewhere");

    var second = RunningQuickstart.start(rond.port(), elsewhere);

    assertThat(second.awaitExit()).isEqualTo(1);
    assertThat(second.output())
        .contains("Port " + rond.port() + " for dispatch is taken", "--port N");
    assertThat(elsewhere.resolve("database")).doesNotExist();
  }

  @Test
  void aSecondStartOnTheSameFolderIsRefused() throws Exception {
    var second = RunningQuickstart.start(Ports.rowFree(), folder.resolve("anna's data"));

    assertThat(second.awaitExit()).isEqualTo(1);
    assertThat(second.output()).contains("Another ./quickstart", "is using the data folder");
  }

  @Test
  void aServiceThatDiesIsStartedAgain() throws Exception {
    var health = "/actuator/health/readiness";
    var triage =
        rond.children().stream()
            .filter(
                child ->
                    child
                        .info()
                        .commandLine()
                        .filter(line -> line.contains("triage-service"))
                        .isPresent())
            .findFirst()
            .orElseThrow();

    triage.destroyForcibly();

    await().atMost(SETTLED_WITHIN).until(() -> !triage.isAlive());
    await()
        .atMost(SETTLED_WITHIN.multipliedBy(4))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> get(rond.port() + 1, health).path("status").stringValue().equals("UP"));
    assertThat(rond.output()).contains("triage ended (exit code 137), starting it again");
  }

  /** The one that the service runs with at this moment. */
  private static Path startCache(String service) {
    var option = "-XX:AOTCache=";
    return rond.children().stream()
        .map(child -> List.of(child.info().arguments().orElse(new String[0])))
        .filter(words -> words.stream().anyMatch(word -> word.contains(service + "-service")))
        .flatMap(List::stream)
        .filter(word -> word.startsWith(option))
        .map(word -> Path.of(word.substring(option.length())))
        .findFirst()
        .orElseThrow();
  }

  /** Another file in its place: who has the old one mapped, another quickstart too, keeps it. */
  private static void replace(Path file, byte[] content) throws IOException {
    var beside = Files.createTempFile(file.getParent(), "replaced", ".tmp");
    Files.write(beside, content);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** One bit in the middle is another. */
  private static byte[] spoilt(byte[] intact) {
    var spoilt = intact.clone();
    spoilt[spoilt.length / 2] ^= 1;
    return spoilt;
  }

  /** The example, raised now under an id of its own, about somebody in a local numbering system. */
  private JsonNode ofAnother(String example, String patient) throws IOException {
    var body = (ObjectNode) json.readTree(rond.body(example));
    body.put("id", UUID.randomUUID().toString()).put("raisedAt", Instant.now().toString());
    body.withObject("patient")
        .withObject("identifier")
        .put("system", "urn:uuid:3c1f7a52-9f0b-4a8e-8f6d-0c4e1f2a7b91")
        .put("value", patient);
    return body;
  }

  private void cancel(String id) throws Exception {
    var put =
        HttpRequest.newBuilder(
                uri(rond.port(), "/assessment-requests/%s/cancellation".formatted(id)))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"reason\": \"NO_LONGER_NEEDED\"}"))
            .build();
    assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /** Posts the example of this start and returns the answer. */
  private JsonNode raise(String example) throws Exception {
    return raise(json.readTree(rond.body(example)));
  }

  private JsonNode raise(JsonNode body) throws Exception {
    var post =
        HttpRequest.newBuilder(uri(rond.port(), "/assessment-requests"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
            .build();
    var answer = http.send(post, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(201);
    return json.readTree(answer.body());
  }

  private String id(String example) throws IOException {
    return json.readTree(rond.body(example)).path("id").stringValue();
  }

  private JsonNode request(String id) throws Exception {
    return get(rond.port(), "/assessment-requests/" + id);
  }

  private int status(String path, String token) throws Exception {
    var call =
        HttpRequest.newBuilder(uri(rond.port(), path))
            .header("Authorization", "Bearer " + token)
            .build();
    return http.send(call, BodyHandlers.discarding()).statusCode();
  }

  private JsonNode get(int port, String path) throws Exception {
    return json.readTree(
        http.send(HttpRequest.newBuilder(uri(port, path)).build(), BodyHandlers.ofString()).body());
  }

  /** Opens the stream of one recipient; the list grows by the names of what it is told. */
  private List<String> watch(String recipient) {
    var told = new CopyOnWriteArrayList<String>();
    var stream =
        HttpRequest.newBuilder(uri(rond.port() + 2, "/stream?recipient=" + recipient)).build();
    http.sendAsync(stream, BodyHandlers.ofLines())
        .thenAccept(
            answer -> answer.body().filter(line -> line.startsWith("event:")).forEach(told::add));
    return told;
  }

  private static URI uri(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static String needs(JsonNode request) {
    return String.join(
        " ",
        StreamSupport.stream(request.path("decision").path("needs").spliterator(), false)
            .map(need -> need.path("need").stringValue())
            .toList());
  }

  /** Runs the lines in bash as they stand, and returns all they print. */
  private static String paste(String lines) throws Exception {
    var output = Files.createTempFile(folder, "pasted", ".out");
    var bash =
        new ProcessBuilder("bash", "-c", lines)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(bash.waitFor(SETTLED_WITHIN.toSeconds(), TimeUnit.SECONDS))
          .as("%s", Files.readString(output))
          .isTrue();
      return Files.readString(output);
    } finally {
      bash.descendants().forEach(ProcessHandle::destroyForcibly);
      bash.destroyForcibly();
    }
  }
}
