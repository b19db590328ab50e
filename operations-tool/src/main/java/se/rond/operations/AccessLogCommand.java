package se.rond.operations;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.rond.contracts.accesslog.ChainCheck;
import se.rond.contracts.accesslog.ChainCheck.Finding;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.accesslog.SealHash;
import se.rond.operations.DatabaseOptions.Service;
import se.rond.operations.Operations.NotDone;
import se.rond.operations.ToldHeads.Head;

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

  /** How long a head may take until it is told: the outbox needs a second. */
  private static final String TOLD_WITHIN = "5 minutes";

  private static final String IN_NEITHER =
      """
      not exists (select from access_log_seal where entry = access_log.id)
        and not exists (select from access_log_unsealed where entry = access_log.id)
      """;

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
          boolean withoutBroker)
      throws SQLException {
    var check = new ChainCheck();
    var found = new ArrayList<String>();
    try (var session = database.connect(Service.DISPATCH)) {
      var jdbc = new JdbcTemplate(session);
      if (withoutBroker) {
        beginSnapshot(session);
        readChain(jdbc, check);
      } else {
        try (var heads =
            ToldHeads.open(BrokerOptions.properties(bootstrapServers, file, database.data()))) {
          // What is told by now was committed before, and so is in the snapshot.
          beginSnapshot(session);
          heads.readAll(batch -> compare(batch, jdbc, check));
        }
        readChain(jdbc, check);
        found.addAll(untold(jdbc, check));
      }
      found.addAll(outsideTheChain(jdbc));
      check.findings().stream().map(AccessLogCommand::words).forEach(found::add);
      return tell(check, found, waiting(jdbc), withoutBroker);
    }
  }

  @Command(
      description = {
        "Gives what is in neither the chain nor the queue to the sealer, after somebody has found out why.",
        "It says how many entries that were; from then on they are in the chain, as they are now."
      },
      mixinStandardHelpOptions = true)
  int requeue(@Mixin DatabaseOptions database) {
    try (var session = database.connect(Service.DISPATCH)) {
      var queued =
          new JdbcTemplate(session)
              .update(
                  "insert into access_log_unsealed (entry, at) select id, at from access_log where "
                      + IN_NEITHER);
      out().printf("%d queued%n", queued);
      return 0;
    }
  }

  /** All queries see one state: whoever seals meanwhile is not taken for somebody who edits. */
  private static void beginSnapshot(SingleConnectionDataSource session) throws SQLException {
    session.getConnection().setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    session.getConnection().setAutoCommit(false);
    new JdbcTemplate(session).queryForObject("select 1", Integer.class);
  }

  private static void readChain(JdbcTemplate jdbc, ChainCheck check) {
    // A cursor: the log is longer than what fits in here.
    jdbc.setFetchSize(FETCH);
    jdbc.query(
        """
        select sequence, hash, log.id, call, at, activity, operation, resource, patient, criteria::text as criteria, purpose,
               person, role, commission, care_unit, care_provider
        from access_log_seal seal left join access_log log on log.id = seal.entry
        order by sequence
        """,
        (RowCallbackHandler) row -> check.next(link(row)));
  }

  private static void compare(List<Head> told, JdbcTemplate jdbc, ChainCheck check) {
    var stored = new HashMap<Long, SealHash>();
    jdbc.query(
        "select sequence, hash from access_log_seal where sequence = any (?)",
        (RowCallbackHandler)
            row -> stored.put(row.getLong("sequence"), SealHash.stored(row.getBytes("hash"))),
        (Object) told.stream().map(Head::sequence).distinct().toArray(Long[]::new));
    for (var head : told) {
      check.told(head.sequence(), head.hash(), stored.get(head.sequence()));
    }
  }

  /** Heads leave within seconds; where none did, what follows the last one proves nothing. */
  private static List<String> untold(JdbcTemplate jdbc, ChainCheck check) {
    return jdbc
        .queryForList(
            """
            select 1 from access_log_seal
            where sequence = (select min(sequence) from access_log_seal where sequence > ?)
              and sealed_at < now() - cast(? as interval)
            """,
            Integer.class,
            check.lastTold(),
            TOLD_WITHIN)
        .stream()
        .map(_ -> "NOT TOLD after %d, sealed up to %d".formatted(check.lastTold(), check.last()))
        .toList();
  }

  /** Trigger and sealer move entries in one commit: nobody else takes one out of both. */
  private static List<String> outsideTheChain(JdbcTemplate jdbc) {
    var found = new ArrayList<String>();
    jdbc.queryForList("select id from access_log where " + IN_NEITHER, UUID.class)
        .forEach(id -> found.add("UNQUEUED " + id));
    jdbc.queryForList(
            """
            select entry from access_log_unsealed
            where not exists (select from access_log where id = entry)
            """,
            UUID.class)
        .forEach(id -> found.add("REMOVED " + id));
    return found;
  }

  private static long waiting(JdbcTemplate jdbc) {
    var waiting = jdbc.queryForObject("select count(*) from access_log_unsealed", Long.class);
    return waiting == null ? 0 : waiting;
  }

  private int tell(ChainCheck check, List<String> found, long waiting, boolean withoutBroker) {
    found.stream().limit(MOST_PRINTED).forEach(out()::println);
    if (!found.isEmpty()) {
      throw new NotDone(
          "The access log is not as it was written: %d findings in %d entries."
              .formatted(found.size(), check.last()));
    }
    out()
        .printf(
            "%s %d entries, head %s, %d more wait to be sealed%n",
            withoutBroker ? "COMPARED WITH NOTHING OUTSIDE, and sound in itself:" : "OK",
            check.last(),
            check.head(),
            waiting);
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

  private PrintWriter out() {
    return Operations.out(spec);
  }
}
