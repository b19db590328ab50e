package se.rond.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends at an even rate, whether or not what was sent before has come through. */
final class OpenLoop {

  private final int perSecond;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger refused = new AtomicInteger();

  OpenLoop(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Sends for {@code length}, and returns when all of it was answered. */
  void run(Target target, Latencies latencies, Duration length) {
    var count = length.toSeconds() * perSecond;
    var start = System.nanoTime();
    try (var sending = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long n = 0; n < count; n++) {
        var due = start + n * TimeUnit.SECONDS.toNanos(1) / perSecond;
        waitUntil(due);
        sending.execute(() -> send(target, latencies, due));
      }
    }
  }

  /** A parked thread may wake early. */
  private static void waitUntil(long nanoTime) {
    for (var left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void send(Target target, Latencies latencies, long due) {
    var id = UUID.randomUUID().toString();
    latencies.due(id, due);
    try {
      target.send(id, sent.getAndIncrement());
    } catch (IOException e) {
      if (refused.incrementAndGet() == 1) {
        System.err.println("Not taken by " + target.name() + ": " + e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the target did not take. */
  int refused() {
    return refused.get();
  }
}
