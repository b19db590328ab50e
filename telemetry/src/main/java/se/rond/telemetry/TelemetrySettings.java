package se.rond.telemetry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param sampleEvery how old what a gauge shows of the database may be, 100 ms to 1 min. 10 s: more
 *     often than Prometheus commonly scrapes
 */
@ConfigurationProperties("rond.telemetry")
record TelemetrySettings(@DefaultValue("10s") Duration sampleEvery) {

  TelemetrySettings {
    if (sampleEvery.compareTo(Duration.ofMillis(100)) < 0
        || sampleEvery.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "Expected rond.telemetry.sample-every from 100ms to 1m, found " + sampleEvery);
    }
  }
}
