package se.rond.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  private final Calls calls;
  private final UUID candidate = UUID.randomUUID();

  private ShadowMeasure(Calls calls) {
    this.calls = calls;
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
    var calls = new Calls(port);
    var examples = calls.raiseExamples(checkout);
    try (var database = new TriageDatabase(parts.database())) {
      database.awaitJudged(examples, JUDGED_WITHIN);
      copy(database.connection(), count);
    }
    var measure = new ShadowMeasure(calls);
    measure.draft();
    System.out.println(
        "| recorded | judged | changed | s | per s | most heap used, MB |\n|---|---|---|---|---|---|");
    var isComplete = measure.run(WHOLE.dividedBy(10)) & measure.run(WHOLE);
    System.exit(isComplete ? 0 : 1);
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
        calls
            .triage("GET", "/rule-sets/active?region=10", "")
            .replace("id: rond-default\n", "id: blekinge\n  region: \"10\"\n")
            .replace(": rond-default", ": blekinge")
            .replace(
                "Catheter problem\n    usual: NURSE\n",
                "Catheter problem\n    usual: PHYSICIAN_TODAY\n");
    calls.triage("PUT", "/rule-sets/" + candidate, document);
  }

  private boolean run(Duration period) throws IOException, InterruptedException {
    var path = "/rule-sets/" + candidate + "/shadow-runs/" + UUID.randomUUID();
    var begin = System.nanoTime();
    var run =
        JSON.readTree(
            calls.triage(
                "PUT",
                path,
                "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(BEGINNING, BEGINNING.plus(period))));
    var mostHeap = 0.0;
    while (run.get("endedAt").isNull()) {
      Thread.sleep(LOOK_EVERY);
      mostHeap = Math.max(mostHeap, heapBytes());
      run = JSON.readTree(calls.triage("GET", path, ""));
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
    return calls
        .triage("GET", "/actuator/prometheus", "")
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("\"heap\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
