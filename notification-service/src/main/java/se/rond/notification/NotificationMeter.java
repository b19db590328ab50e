package se.rond.notification;

import java.time.Duration;
import java.util.stream.Stream;
import se.rond.telemetry.DocumentedMeter;

/** What notification measures. */
public enum NotificationMeter implements DocumentedMeter {
  NOTICES(
      Definition.timer(
          "rond.notification.notices",
          "How long after its event each notice could be read by its recipient's device",
          Stream.of(50, 100, 250, 500, 1_000, 5_000, 30_000, 120_000)
              .map(Duration::ofMillis)
              .toList())),
  STREAMS(
      Definition.number(
          "rond.notification.streams", "Devices that listen at this instance at the moment"));

  private final Definition definition;

  NotificationMeter(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Definition definition() {
    return definition;
  }
}
