package se.rond.operations;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.rond.contracts.accesslog.ChainCheck;
import se.rond.contracts.accesslog.ChainCheck.Finding;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.accesslog.SealHash;
import se.rond.contracts.topic.Topic;
import se.rond.operations.DatabaseOptions.Service;
import se.rond.operations.Operations.NotDone;

/** The access log of dispatch: {@code ./operations access-log …}. */
@Command(
    name = "access-log",
    description = "Who read and changed whose data, and whether it still is what was written.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class AccessLogCommand {

  /** Most findings that are printed; one who edits more is found by them, too. */
  private static final int MOST_PRINTED = 100;

  /** Rows read at a time. */
  private static final int FETCH = 5_000;

  /** What the sealer may take, as a multiple of the second that it waits. */
  private static final String SEALED_WITHIN = "1 minute";

  /** As dispatch writes it; a later version may add properties. */
  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\"\\s*:\\s*(\\d{1,18})\\b");

  private static final Pattern HASH = Pattern.compile("\"hash\"\\s*:\\s*\"([0-9a-f]{64})\"");

  @Spec private @Nullable CommandSpec spec;

  AccessLogCommand() {}

  @Command(
      description = {
        "Says whether the log is as it was written, or which place is not.",
        "Compares it with the heads that dispatch told on dispatch.access-log.v1: without them a tail that was cut is not found."
      },
      mixinStandardHelpOptions = true)
  int verify(
      @Mixin DatabaseOptions database,
      @Option(
              names = "--bootstrap-servers",
              paramLabel = "HOST:PORT",
              defaultValue = "${env:ROND_BOOTSTRAP_SERVERS}",
              description = "the Kafka cluster; by default the quickstart's")
          @Nullable String bootstrapServers,
      @Option(
              names = "--command-config",
              paramLabel = "FILE",
              description = "properties for Kafka's clients, as TLS and credentials")
          @Nullable Path file,
      @Option(names = "--without-broker", description = "compare with nothing outside the database")
          boolean withoutBroker) {
    var check = new ChainCheck();
    var heads =
        withoutBroker
            ? 0
            : readHeads(
                BrokerOptions.properties(bootstrapServers, file, database.data()), check::told);
    try (var session = database.connect(Service.DISPATCH)) {
      // One snapshot, and a cursor: the log is longer than what fits in here.
      session.setAutoCommit(false);
      var jdbc = new JdbcTemplate(session);
      jdbc.setFetchSize(FETCH);
      jdbc.query(
          """
          select sequence, hash, log.id, call, at, activity, operation, resource, patient, criteria::text as criteria, purpose,
                 person, role, commission, care_unit, care_provider
          from access_log_seal seal left join access_log log on log.id = seal.entry
          order by sequence
          """,
          (RowCallbackHandler) row -> check.next(link(row)));
      var forgotten =
          jdbc.queryForObject(
              """
              select count(*) from access_log
              where at < clock_timestamp() - cast(? as interval)
                and not exists (select from access_log_seal where entry = access_log.id)
              """,
              Long.class,
              SEALED_WITHIN);
      return tell(check, heads, forgotten == null ? 0 : forgotten);
    }
  }

  private int tell(ChainCheck check, long heads, long forgotten) {
    var findings = check.findings();
    findings.stream().limit(MOST_PRINTED).map(AccessLogCommand::words).forEach(out()::println);
    if (forgotten > 0) {
      out().printf("NOT SEALED %d entries of more than %s ago%n", forgotten, SEALED_WITHIN);
    }
    if (!findings.isEmpty() || forgotten > 0) {
      throw new NotDone(
          "The access log is not as it was written: %d findings in %d entries."
              .formatted(findings.size() + (forgotten > 0 ? 1 : 0), check.last()));
    }
    out()
        .printf(
            "OK %d entries, head %s, compared with %d heads%n", check.last(), check.head(), heads);
    return 0;
  }

  private static String words(Finding finding) {
    return switch (finding) {
      case Finding.Missing(var first, var last) ->
          first == last ? "MISSING " + first : "MISSING " + first + " to " + last;
      case Finding.Edited(var sequence) -> "EDITED " + sequence;
      case Finding.Rewritten(var sequence) -> "REWRITTEN up to " + sequence;
      case Finding.Cut(var last, var told) -> "CUT after " + last + ", told up to " + told;
    };
  }

  private static ChainCheck.Link link(ResultSet row) throws SQLException {
    return new ChainCheck.Link(
        row.getLong("sequence"),
        SealHash.stored(row.getBytes("hash")),
        row.getObject("id", UUID.class) == null ? null : entry(row));
  }

  private static LoggedAccess entry(ResultSet row) throws SQLException {
    return new LoggedAccess(
        row.getObject("id", UUID.class),
        row.getObject("call", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("activity"),
        row.getString("operation"),
        row.getObject("resource", UUID.class),
        row.getObject("patient", UUID.class),
        row.getString("criteria"),
        row.getString("purpose"),
        row.getString("person"),
        row.getString("role"),
        row.getString("commission"),
        row.getString("care_unit"),
        row.getString("care_provider"));
  }

  /** All heads there are, up to the moment of asking. */
  private static long readHeads(Map<String, Object> broker, BiConsumer<Long, String> head) {
    var properties = new HashMap<>(broker);
    var answer = (int) BrokerOptions.ANSWER_WITHIN.toMillis();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, answer);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, answer);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    var heads = 0L;
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topic.DISPATCH_ACCESS_LOG_V1).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      var ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream()
          .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          var sequence = SEQUENCE.matcher(record.value());
          var hash = HASH.matcher(record.value());
          if (sequence.find() && hash.find()) {
            head.accept(Long.valueOf(sequence.group(1)), hash.group(1));
            heads++;
          }
        }
      }
    }
    return heads;
  }

  private PrintWriter out() {
    return Operations.out(spec);
  }
}
