package se.rond.notification.stream;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of {@code GET /stream}, under {@code rond.notification.stream}. All are chosen, not
 * measured.
 *
 * @param heartbeat how long a stream may be silent before a comment line is sent, 100 ms to 1 min.
 *     15 s: shorter than the 30 s after which proxies commonly give up on a silent connection
 * @param poll how long news that another instance took in may wait for its reader here, 10 ms to 1
 *     min
 * @param connections most streams that one instance keeps open, 1 to 100,000. 4,000: half of the
 *     connections Tomcat accepts, so that streams never keep everything else out
 */
@ConfigurationProperties("rond.notification.stream")
public record StreamSettings(
    @DefaultValue("15s") Duration heartbeat,
    @DefaultValue("1s") Duration poll,
    @DefaultValue("4000") int connections) {

  public StreamSettings {
    expect("heartbeat", heartbeat, Duration.ofMillis(100));
    expect("poll", poll, Duration.ofMillis(10));
    if (connections < 1 || connections > 100_000) {
      throw new IllegalArgumentException(
          "Expected rond.notification.stream.connections from 1 to 100000, but found "
              + connections);
    }
  }

  private static void expect(String name, Duration value, Duration shortest) {
    var longest = Duration.ofMinutes(1);
    if (value.compareTo(shortest) < 0 || value.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "Expected rond.notification.stream.%s from %s to %s, but found %s"
              .formatted(name, shortest, longest, value));
    }
  }
}
