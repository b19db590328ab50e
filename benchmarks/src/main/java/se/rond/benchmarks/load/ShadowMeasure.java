package se.rond.benchmarks.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how long a shadow run takes over recorded requests, with the whole quickstart running
 * beside it, and the most heap that triage uses meanwhile. The requests are the examples, raised
 * through dispatch and judged by triage, and then copied in triage's tables.
 */
public final class ShadowMeasure {

  /** All copies were raised in it, evenly. Years ago, so that nothing else is. */
  private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");

  private static final Duration WHOLE = Duration.ofDays(1_000);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final Duration JUDGED_WITHIN = Duration.ofSeconds(60);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final UUID candidate = UUID.randomUUID();

  private ShadowMeasure(int port) {
    this.port = port;
  }

  /**
   * Prints a table in Markdown: a tenth of the period first, then all of it. Ends with 1 if a run
   * did not judge all that was recorded.
   *
   * @param args the checkout, a folder for the run's data, how many requests
   */
  public static void main(String[] args) throws Exception {
    var checkout = Path.of(args[0]);
    var count = Integer.parseInt(args[2]);
    var port = Processes.freePorts(3);
    var parts = new Processes(Path.of(args[1])).startQuickstart(checkout, port);
    var measure = new ShadowMeasure(port);
    var examples = measure.raiseExamples(checkout);
    try (var database = database(parts.database());
        var connection = database.getConnection()) {
      awaitJudged(connection, examples);
      copy(connection, count);
    }
    measure.draft();
    System.out.println(
        "| recorded | judged | changed | s | per s | most heap used, MB |\n|---|---|---|---|---|---|");
    var isComplete = measure.run(WHOLE.dividedBy(10)) & measure.run(WHOLE);
    System.exit(isComplete ? 0 : 1);
  }

  private static HikariDataSource database(String url) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername("triage");
    config.setPassword("triage");
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  private int raiseExamples(Path checkout) throws IOException, InterruptedException {
    var raised = 0;
    try (Stream<Path> files = Files.list(checkout.resolve("docs/examples"))) {
      for (var file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        var body = (ObjectNode) JSON.readTree(Files.readString(file));
        var now = Instant.now().toString();
        body.put("id", UUID.randomUUID().toString()).put("raisedAt", now);
        if (body.get("vitals") instanceof ObjectNode vitals) {
          vitals.put("measuredAt", now);
        }
        // In Blekinge, whose rules are tried, at the centre of the municipality.
        ((ObjectNode) body.get("place")).put("municipality", "1080").remove("position");
        send("POST", port, "/assessment-requests", body.toString());
        raised++;
      }
    }
    return raised;
  }

  private static void awaitJudged(Connection connection, int examples)
      throws SQLException, InterruptedException {
    var until = System.nanoTime() + JUDGED_WITHIN.toNanos();
    while (count(connection) < examples) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("Expected triage to judge " + examples + " examples");
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from assessment")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void copy(Connection connection, int count) throws SQLException {
    try (var insert =
            connection.prepareStatement(
                """
                with example as (
                  select *, row_number() over (order by request, revision) - 1 as place, count(*) over () as examples
                  from assessment),
                copied as (
                  select gen_random_uuid() as new_request, gen_random_uuid() as new_patient, number, example.*
                  from generate_series(0, ? - 1) as number join example on number % examples = place),
                requests as (
                  insert into assessed_request (request, municipality, patient, revision)
                  select new_request, municipality, new_patient, revision from copied)
                insert into assessment (request, revision, municipality, patient, raised_at, assessed_at, level, rule_set,
                  rule_set_version, event, decision)
                select new_request, revision, municipality, new_patient, ?::timestamptz + number * ?::interval / ?,
                  assessed_at, level, rule_set, rule_set_version, event, decision
                from copied
                """);
        var analyse = connection.createStatement()) {
      insert.setInt(1, count);
      insert.setString(2, BEGINNING.toString());
      insert.setString(3, WHOLE.toString());
      insert.setInt(4, count);
      insert.execute();
      // As it is on a database that has had the time.
      analyse.execute("analyze assessment");
    }
  }

  /** What is in force with another level for catheters. */
  private void draft() throws IOException, InterruptedException {
    var document =
        send("GET", port + 1, "/rule-sets/active?region=10", "")
            .replace("id: rond-default\n", "id: blekinge\n  region: \"10\"\n")
            .replace(": rond-default", ": blekinge")
            .replace(
                "Catheter problem\n    usual: NURSE\n",
                "Catheter problem\n    usual: PHYSICIAN_TODAY\n");
    send("PUT", port + 1, "/rule-sets/" + candidate, document);
  }

  private boolean run(Duration period) throws IOException, InterruptedException {
    var path = "/rule-sets/" + candidate + "/shadow-runs/" + UUID.randomUUID();
    var begin = System.nanoTime();
    var run =
        JSON.readTree(
            send(
                "PUT",
                port + 1,
                path,
                "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(BEGINNING, BEGINNING.plus(period))));
    var mostHeap = 0.0;
    while (run.get("endedAt").isNull()) {
      Thread.sleep(LOOK_EVERY);
      mostHeap = Math.max(mostHeap, heapBytes());
      run = JSON.readTree(send("GET", port + 1, path, ""));
    }
    var seconds = (System.nanoTime() - begin) / 1e9;
    print(run, seconds, mostHeap);
    return run.get("state").asString().equals("DONE")
        && run.get("judged").asLong() == run.get("total").asLong();
  }

  private static void print(JsonNode run, double seconds, double mostHeap) {
    var judged = run.get("judged").asLong();
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %d | %d | %d | %.1f | %.0f | %.0f |",
            run.get("total").asLong(),
            judged,
            run.get("changed").asLong(),
            seconds,
            judged / seconds,
            mostHeap / 1e6));
  }

  private double heapBytes() throws IOException, InterruptedException {
    return send("GET", port + 1, "/actuator/prometheus", "")
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("\"heap\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private String send(String method, int at, String path, String body)
      throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .header(
                    "X-Rond-Caller",
                    path.startsWith("/rule-sets") ? "COORDINATOR" : "MUNICIPAL_NURSE")
                .header("Accept", "application/yaml, application/json, text/plain")
                .header(
                    "Content-Type", body.startsWith("{") ? "application/json" : "application/yaml")
                .method(
                    method,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
