package se.rond.operations;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The command {@code ./operations}, of which all others are a part. */
@Command(
    name = "./operations",
    description =
        "What an operator of Rond does with records that were parked, with outboxes and with the access log.",
    subcommands = {ParkedCommand.class, OutboxCommand.class, AccessLogCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 not done, 2 wrong words. docs/how-to tells when to use what."
    })
final class Operations {

  private Operations() {}

  static void main(String... words) {
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    System.exit(run(out, err, words));
  }

  /** Runs one command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... words) {
    return new CommandLine(new Operations())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(Operations::tell)
        .execute(words);
  }

  /** What went wrong, in one line where the world is in the way, and whole where we are wrong. */
  private static int tell(Exception e, CommandLine command, ParseResult words) throws Exception {
    switch (e) {
      case NotDone refusal -> command.getErr().println(refusal.getMessage());
      case KafkaException broker ->
          command.getErr().println("The broker did not do it: " + broker.getMessage());
      case DataAccessException database ->
          command
              .getErr()
              .println(
                  "The database did not do it: " + database.getMostSpecificCause().getMessage());
      default -> throw e;
    }
    return ExitCode.SOFTWARE;
  }

  /** Where a command says what it found. */
  static PrintWriter out(@Nullable CommandSpec spec) {
    return requireNonNull(spec, "spec").commandLine().getOut();
  }

  /** One of a command's own commands, whose usage is shown beside what was wrong. */
  static CommandLine command(@Nullable CommandSpec spec, String name) {
    return requireNonNull(requireNonNull(spec, "spec").subcommands().get(name), name);
  }

  /** The command cannot do what it was asked; the message says why, and what may help. */
  static final class NotDone extends RuntimeException {
    NotDone(String message) {
      super(message);
    }

    NotDone(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
