package se.rond.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TryFilesTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-21T11:00:00.5Z"));
  private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

  private final JsonMapper json = JsonMapper.shared();

  @TempDir Path folder;

  @Test
  void anExampleGetsAFreshIdAndIsRaisedAndMeasuredNow() throws Exception {
    var files = TryFiles.write(folder, NOON, STOCKHOLM);

    var request = json.readTree(Files.readString(folder.resolve("pneumonia.json")));
    assertThat(request.path("id").stringValue()).isEqualTo(files.id("pneumonia").toString());
    assertThat(request.path("raisedAt").stringValue()).isEqualTo("2026-11-21T12:00:00+01:00");
    assertThat(request.path("vitals").path("measuredAt").stringValue())
        .isEqualTo("2026-11-21T12:00:00+01:00");
  }

  @Test
  void nothingElseOfAnExampleIsTouched() throws Exception {
    TryFiles.write(folder, NOON, STOCKHOLM);

    var example = Files.readAllLines(Path.of("..", "docs", "examples", "pneumonia.json"));
    var written = Files.readAllLines(folder.resolve("pneumonia.json"));
    assertThat(written).hasSameSizeAs(example);
    written.removeAll(example);
    assertThat(written).hasSize(3);
  }

  @Test
  void everyStartHasOtherIds() {
    var first = TryFiles.write(folder, NOON, STOCKHOLM).id("sepsis");

    var second = TryFiles.write(folder, NOON, STOCKHOLM).id("sepsis");

    assertThat(second).isNotEqualTo(first);
  }
}
