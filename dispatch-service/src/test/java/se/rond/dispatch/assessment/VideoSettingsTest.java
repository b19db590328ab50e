package se.rond.dispatch.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoSettingsTest {

  private static final Duration USUAL = Duration.ofHours(4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://video.example/rooms/",
        "https://video.example/rooms",
        "https://video.example/rooms/?key=1",
        "https://video.example/rooms/#room",
        "https://somebody@video.example/rooms/",
        "https:/rooms/",
        "video.example/rooms/",
        ""
      })
  void aBaseThatMakesNoGoodLinkIsNamedWithWhatWasExpected(String base) {
    assertThatThrownBy(() -> new VideoSettings(URI.create(base), USUAL))
        .hasMessageContaining("rond.dispatch.video.base")
        .hasMessageContaining("https://video.example/rooms/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT14M", "PT24H1S", "-PT4H"})
  void aTimeOutsideItsRangeIsNamedWithWhatWasExpected(Duration openFor) {
    assertThatThrownBy(() -> new VideoSettings(null, openFor))
        .hasMessageContaining("rond.dispatch.video.open-for")
        .hasMessageContaining("PT15M");
  }

  @Test
  void aRoomStandsBehindTheBase() {
    var base = URI.create("https://video.example/rooms/");

    assertThat(new VideoSettings(base, USUAL).base()).isEqualTo(base);
    assertThat(VideoSettings.link(base, new UUID(0, 1)))
        .hasToString("https://video.example/rooms/00000000-0000-0000-0000-000000000001");
  }
}
