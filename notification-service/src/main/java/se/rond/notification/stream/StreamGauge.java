package se.rond.notification.stream;

import org.springframework.stereotype.Component;
import se.rond.notification.NotificationMeter;
import se.rond.telemetry.Meters;

/** Shows how many devices listen. */
@Component
class StreamGauge {

  StreamGauge(OpenStreams streams, Meters meters) {
    meters.gauge(NotificationMeter.STREAMS, streams::count);
  }
}
