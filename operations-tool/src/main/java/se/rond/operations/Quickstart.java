package se.rond.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import se.rond.operations.Operations.NotDone;

/** Where the broker and the database of a running {@code ./quickstart} listen. */
final class Quickstart {

  /** The line of a PostgreSQL's {@code postmaster.pid} that holds its port, from 0. */
  private static final int PORT_LINE = 3;

  private Quickstart() {}

  static String bootstrapServers(Path data) {
    var file = data.resolve("broker/server.properties");
    var settings = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      settings.load(reader);
    } catch (IOException e) {
      throw notRunning(file, "--bootstrap-servers", e);
    }
    return settings.getProperty("advertised.listeners", "").replaceFirst("^[A-Z]+://", "");
  }

  static String databaseUrl(Path data) {
    var file = data.resolve("database/postmaster.pid");
    try {
      var port = Files.readAllLines(file).get(PORT_LINE).strip();
      return "jdbc:postgresql://127.0.0.1:" + port + "/rond?logServerErrorDetail=false";
    } catch (IOException | IndexOutOfBoundsException e) {
      throw notRunning(file, "--database-url", e);
    }
  }

  private static NotDone notRunning(Path file, String option, Exception e) {
    return new NotDone(
        "Found no running quickstart (looked at "
            + file
            + ").\nMaybe start it, name its folder with --data, or say with "
            + option
            + " where to go.",
        e);
  }
}
