package se.rond.operations;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import se.rond.operations.DatabaseOptions.Service;
import se.rond.operations.Operations.NotDone;

/** Rows in the services' outboxes: {@code ./operations outbox …}. */
@Command(
    name = "outbox",
    description = {
      "Messages in the services' databases that no broker would take, or that are to be sent again.",
      "A role's password is read from ROND_DISPATCH_PASSWORD, ROND_TRIAGE_PASSWORD and ROND_NOTIFICATION_PASSWORD."
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class OutboxCommand {

  private static final String SERVICES = "dispatch, triage or notification; by default all three";

  @Spec private @Nullable CommandSpec spec;

  OutboxCommand() {}

  @Command(
      description = "Lists the rows that no broker would take, without any content.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin DatabaseOptions database,
      @Option(names = "--service", description = SERVICES) @Nullable List<Service> services) {
    var count = 0;
    for (var service : DatabaseOptions.orAll(services)) {
      try (var session = database.connect(service)) {
        for (var row : new OutboxRows(session).parked()) {
          if (count++ == 0) {
            out()
                .println(
                    "SERVICE POSITION | ADDED AT | REASON | TYPE | TOPIC | ID | TRIED | BYTES");
          }
          out()
              .printf(
                  "%s %d | %s | %s | %s | %s | %s | %d | %d%n",
                  service,
                  row.position(),
                  row.occurredAt(),
                  row.parkedReason(),
                  row.type(),
                  row.topic(),
                  row.messageId(),
                  row.attempts(),
                  row.bytes());
        }
      }
    }
    out().printf("%d parked%n", count);
    return 0;
  }

  @Command(
      description = "Shows one such row, and its content only when asked for.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin DatabaseOptions database,
      @Parameters(index = "0", paramLabel = "SERVICE") Service service,
      @Parameters(index = "1", paramLabel = "POSITION") long position,
      @Option(
              names = "--with-content",
              description = "also the message itself: health data of a patient")
          boolean withContent) {
    try (var session = database.connect(service)) {
      var rows = new OutboxRows(session);
      out().println(parked(rows, service, position));
      if (withContent) {
        out().println(ParkedRecord.printable(rows.payload(position)));
      }
    }
    return 0;
  }

  @Command(
      description = {
        "Lets parked rows be tried again; the service's relay sends them within seconds.",
        "Cure first what the broker had against them: otherwise they are parked again."
      },
      mixinStandardHelpOptions = true)
  int release(
      @Mixin DatabaseOptions database,
      @Parameters(index = "0", paramLabel = "SERVICE") Service service,
      @Parameters(index = "1", arity = "0..1", paramLabel = "POSITION") @Nullable Long position,
      @Option(names = "--all", description = "every row of the service that 'list' shows")
          boolean all) {
    if (all == (position != null)) {
      throw new ParameterException(
          Operations.command(spec, "release"), "Expected SERVICE POSITION, or SERVICE --all");
    }
    try (var session = database.connect(service)) {
      var rows = new OutboxRows(session);
      if (position != null) {
        parked(rows, service, position);
      }
      out().printf("%d released%n", rows.release(position));
    }
    return 0;
  }

  @Command(
      description = {
        "Sends again what was sent before, in the order it was sent first: for a broker that has lost its data.",
        "Consumers drop what they have seen. Stop the services first, so that nothing new goes before it."
      },
      mixinStandardHelpOptions = true)
  int replay(
      @Mixin DatabaseOptions database,
      @ArgGroup(multiplicity = "1") From from,
      @Option(names = "--service", description = SERVICES) @Nullable List<Service> services,
      @Option(
              names = "--while-running",
              description =
                  "do not ask that the services are stopped: what they send meanwhile may come before older messages")
          boolean whileRunning) {
    var sessions = new ArrayList<SingleConnectionDataSource>();
    try {
      var outboxes = DatabaseOptions.orAll(services);
      for (var service : outboxes) {
        var session = database.connect(service);
        sessions.add(session);
        if (!whileRunning && !new OutboxRows(session).takeLeases()) {
          throw new NotDone(
              "Nothing was done: "
                  + service
                  + " is running, and would send new messages before the old ones."
                  + "\nStop the services first, or add --while-running; docs/how-to/the-brokers-data-is-lost.md says what that costs.");
        }
      }
      for (var i = 0; i < outboxes.size(); i++) {
        out()
            .printf(
                "%s: %d to send again%n",
                outboxes.get(i), new OutboxRows(sessions.get(i)).unsend(from.since));
      }
    } finally {
      sessions.forEach(SingleConnectionDataSource::destroy);
    }
    return 0;
  }

  /** How far back. */
  static final class From {
    @Option(
        names = "--since",
        paramLabel = "INSTANT",
        required = true,
        description = "what was sent then or later, as 2026-11-22T03:10:00Z")
    private @Nullable Instant since;

    @Option(
        names = "--all-kept",
        required = true,
        description = "everything the outboxes still have: 7 days")
    private boolean allKept;
  }

  private static OutboxRows.Parked parked(OutboxRows rows, Service service, long position) {
    return rows.find(position)
        .orElseThrow(
            () ->
                new NotDone(
                    "No parked row %d in the outbox of %s; './operations outbox list' shows what there is."
                        .formatted(position, service)));
  }

  private PrintWriter out() {
    return Operations.out(spec);
  }
}
