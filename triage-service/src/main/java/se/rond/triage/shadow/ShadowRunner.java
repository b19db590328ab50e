package se.rond.triage.shadow;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import se.rond.telemetry.Thrown;

/** Carries on whatever shadow run is under way, one batch at a time, beside everything else. */
@Component
public class ShadowRunner implements SmartLifecycle {

  /** Longest a run waits that another instance has begun and not ended. Chosen. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** How long a batch may take to finish when the service stops. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(ShadowRunner.class);

  private final ShadowDesk desk;
  private final ShadowRuns runs;
  private final Semaphore work = new Semaphore(0);
  private @Nullable Thread thread;
  private volatile boolean running;

  ShadowRunner(ShadowDesk desk, ShadowRuns runs) {
    this.desk = desk;
    this.runs = runs;
  }

  /** There is something to carry on. Returns at once. */
  public void wake() {
    if (work.availablePermits() == 0) {
      work.release();
    }
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      thread = Thread.ofVirtual().name("shadow runs").start(this::carryOn);
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    wake();
    var carrying = thread;
    try {
      if (carrying != null && !carrying.join(STOP_WITHIN)) {
        carrying.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void carryOn() {
    while (running) {
      try {
        if (!isThereMore()) {
          desk.forget();
          work.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException away) {
        log.warn("Could not look for shadow runs: {}", Thrown.causes(away));
        pause();
      }
    }
  }

  /** Returns false if nothing was done, and there is nothing to do at once. */
  private boolean isThereMore() {
    var next = runs.findNext();
    return next.isPresent() && isCarriedOn(next.get());
  }

  private boolean isCarriedOn(ShadowRunId id) {
    try {
      return desk.carryOn(id);
    } catch (RuntimeException thrown) {
      if (Thrown.isDatabaseFault(thrown)) {
        throw thrown;
      }
      log.error("Shadow run {} cannot be carried on: {}", id, Thrown.causes(thrown));
      desk.fail(id);
      return true;
    }
  }

  private void pause() {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }
}
