package se.rond.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;

/**
 * The example requests as they can be posted now: a fresh id each, raised and measured at this
 * moment.
 */
final class TryFiles {
  static final List<String> NAMES =
      List.of(
          "pneumonia",
          "stroke-red-flag",
          "catheter",
          "sepsis",
          "wrist-after-fall",
          "hip-after-fall",
          "vitals-missing");

  private final Path folder;
  private final Map<String, UUID> ids;

  private TryFiles(Path folder, Map<String, UUID> ids) {
    this.folder = folder;
    this.ids = ids;
  }

  /** Writes them into {@code folder}, over those of the start before. */
  static TryFiles write(Path folder, InstantSource clock, ZoneId zone) {
    var now =
        ZonedDateTime.ofInstant(clock.instant(), zone)
            .truncatedTo(ChronoUnit.SECONDS)
            .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    var ids = new LinkedHashMap<String, UUID>();
    try {
      Files.createDirectories(folder);
      for (var name : NAMES) {
        var id = UUID.randomUUID();
        Files.writeString(folder.resolve(name + ".json"), refreshed(example(name), id, now));
        ids.put(name, id);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TryFiles(folder, Map.copyOf(ids));
  }

  Path folder() {
    return folder;
  }

  UUID id(String name) {
    var id = ids.get(name);
    if (id == null) {
      throw new IllegalArgumentException("Expected one of " + NAMES + ", found " + name);
    }
    return id;
  }

  static String refreshed(String example, UUID id, String now) {
    return example
        .replaceFirst("\"id\": *\"[^\"]*\"", Matcher.quoteReplacement("\"id\": \"" + id + "\""))
        .replaceAll(
            "\"(raisedAt|measuredAt)\": *\"[^\"]*\"",
            "\"$1\": \"" + Matcher.quoteReplacement(now) + "\"");
  }

  private static String example(String name) throws IOException {
    try (var file = TryFiles.class.getResourceAsStream("/examples/" + name + ".json")) {
      if (file == null) {
        throw new IllegalStateException("Expected examples/" + name + ".json on the classpath");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
