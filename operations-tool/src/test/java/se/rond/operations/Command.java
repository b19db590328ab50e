package se.rond.operations;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import se.rond.testsupport.EmbeddedBroker;
import se.rond.testsupport.EmbeddedDatabase;

/** One run of the tool, as from the shell. */
record Command(int exitCode, String out, String err) {

  static Command parked(String... words) {
    return run(
        Stream.concat(
            Stream.of("parked"),
            Stream.concat(
                Stream.of(words),
                Stream.of("--bootstrap-servers", EmbeddedBroker.bootstrapServers()))));
  }

  static Command outbox(String... words) {
    return run(
        Stream.concat(
            Stream.of("outbox"),
            Stream.concat(Stream.of(words), Stream.of("--database-url", EmbeddedDatabase.url()))));
  }

  static Command run(Stream<String> words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exitCode =
        Operations.run(
            new PrintWriter(out, true), new PrintWriter(err, true), words.toArray(String[]::new));
    return new Command(exitCode, out.toString(), err.toString());
  }
}
