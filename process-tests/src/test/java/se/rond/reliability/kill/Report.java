package se.rond.reliability.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import se.rond.reliability.live.Part;
import se.rond.reliability.live.Verdict;

/** The numbers of a run, as a table for docs/reliability.md. */
final class Report {
  private static final Path FILE = Path.of("target", "reliability", "kill.md");

  private Report() {}

  /** Writes the table beside the other results and returns it. */
  static String write(long seed, List<Kill> kills, Verdict verdict) throws IOException {
    var table =
        """
        %s, %d processors, %s %s, seed %d: %d kills, %d requests accepted

        | Killed | Times | In flight, at least | Recovered: median, s | slowest, s |
        |---|---|---|---|---|
        %s

        | Lost | Double bookings | Repeated to a recipient | Not told | Parked | Wrong answers |
        |---|---|---|---|---|---|
        | %d | %d | %d | %d | %d | %d |
        """
            .formatted(
                LocalDate.now(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                seed,
                kills.size(),
                verdict.accepted(),
                Arrays.stream(Part.values())
                    .map(part -> kills.stream().filter(kill -> kill.part() == part).toList())
                    .filter(same -> !same.isEmpty())
                    .map(Report::line)
                    .collect(Collectors.joining("\n")),
                verdict.lost().size(),
                verdict.doubleBookings().size(),
                verdict.repeated().size(),
                verdict.untold().size(),
                verdict.parked().size(),
                verdict.violations().size());
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, table);
    return table;
  }

  private static String line(List<Kill> same) {
    var seconds = same.stream().mapToDouble(Kill::seconds).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.1f | %.1f |",
        same.getFirst().part().title(),
        same.size(),
        same.stream().mapToInt(Kill::inFlight).min().orElseThrow(),
        (seconds[(seconds.length - 1) / 2] + seconds[seconds.length / 2]) / 2,
        seconds[seconds.length - 1]);
  }
}
