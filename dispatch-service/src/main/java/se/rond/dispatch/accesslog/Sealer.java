package se.rond.dispatch.accesslog;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import se.rond.dispatch.DispatchMeter;
import se.rond.telemetry.Meters;
import se.rond.telemetry.Sampler;
import se.rond.telemetry.Thrown;

/**
 * Seals once a second. Of several instances one does at a time; one that dies leaves its batch to
 * the next. What commits late is sealed when it comes.
 */
@Component
class Sealer {

  private static final long EVERY_MILLIS = 1_000;

  /** Most entries of one transaction: each takes a few hundred bytes here. */
  private static final int BATCH = 1_000;

  /** Most batches of one start, so that a flood lets the others have a turn. */
  private static final int MOST_BATCHES = 50;

  private static final Logger log = LoggerFactory.getLogger(Sealer.class);

  private final SealDesk desk;
  private volatile boolean failed;

  Sealer(SealDesk desk, Seals seals, InstantSource clock, Sampler sampler, Meters meters) {
    this.desk = desk;
    var waiting =
        sampler.of(
            () ->
                seals
                    .findOldestUnsealed()
                    .map(oldest -> Duration.between(oldest, clock.instant()))
                    .orElse(Duration.ZERO));
    meters.gauge(
        DispatchMeter.ACCESS_LOG_UNSEALED, () -> waiting.read(age -> age.toMillis() / 1_000.0));
  }

  /**
   * Never throws: what is not sealed now is sealed a second later, and the gauge tells of it. At a
   * fixed rate, since all that has a fixed delay shares one thread, and deadlines wait for nobody's
   * log; a start that meets another one does nothing.
   */
  @Scheduled(fixedRate = EVERY_MILLIS)
  void seal() {
    try {
      for (var i = 0; i < MOST_BATCHES && desk.seal(BATCH) == BATCH; i++) {}
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        log.error("The access log is not sealed until this works again: {}", Thrown.causes(e));
        failed = true;
      }
    }
  }
}
