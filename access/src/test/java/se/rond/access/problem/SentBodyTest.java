package se.rond.access.problem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.ServletRequestEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.intake.JsonBody;

class SentBodyTest {

  private static final Instant NOON = Instant.parse("2026-11-21T11:00:00Z");

  private final LargeBodies places = new LargeBodies();
  private final List<Set<RedFlag>> told = new ArrayList<>();

  @Test
  void aFlagFarBehindTheLargestBodyIsRead() {
    var refused = refused(request(padded(300_000)));

    assertThat(refused.status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
    assertThat(told).containsExactly(Set.of(RedFlag.RF_A1));
  }

  @Test
  void beyondItsBoundNoFlagIsLookedFor() {
    refused(request(padded(SentBody.MAX_SCANNED_BYTES)));

    assertThat(told).containsExactly(Set.of());
  }

  @Test
  void aBodyOfMoreNodesThanAFormHasIsRefusedWithItsFlags() {
    var refused =
        refused(request("{\"x\": [" + "[],".repeat(5_000) + "[]], \"redFlags\": [\"RF-A1\"]}"));

    assertThat(refused.status()).isEqualTo(HttpStatus.BAD_REQUEST);
    assertThat(told).containsExactly(Set.of(RedFlag.RF_A1));
  }

  @Test
  void oneLargeBodyTooManyIsRefusedWithItsFlagsAndKeepsNoOrdinaryOneWaiting() throws IOException {
    var first = request(padded(20_000));
    read(first);
    for (var taken = 1; taken < LargeBodies.MOST_AT_ONCE; taken++) {
      read(request(padded(20_000)));
    }

    var refused = refused(request(padded(200_000)));

    assertThat(refused.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(told).containsExactly(Set.of(RedFlag.RF_A1));
    assertThat(read(request(padded(2_000))).tree().isObject()).isTrue();

    places.requestDestroyed(event(first));

    assertThat(read(request(padded(200_000))).tree().isObject()).isTrue();
  }

  private Problem refused(MockHttpServletRequest request) {
    return catchThrowableOfType(Problem.class, () -> read(request));
  }

  private JsonBody read(MockHttpServletRequest request) throws IOException {
    return SentBody.read(request, NOON, content -> told.add(content.redFlags()));
  }

  private MockHttpServletRequest request(String body) {
    var request = new MockHttpServletRequest();
    request.setContent(body.getBytes(UTF_8));
    places.requestInitialized(event(request));
    return request;
  }

  private static ServletRequestEvent event(MockHttpServletRequest request) {
    return new ServletRequestEvent(new MockServletContext(), request);
  }

  private static String padded(int padding) {
    return "{\"x\": \"" + "x".repeat(padding) + "\", \"redFlags\": [\"RF-A1\"]}";
  }
}
