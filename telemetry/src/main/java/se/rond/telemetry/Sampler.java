package se.rond.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Asks in the background what gauges show, so that whoever scrapes waits for no query, and the
 * database is asked as often with ten scrapers as with one.
 */
public final class Sampler implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Sampler.class);

  private final Duration every;
  private final List<Sample<?>> samples = new CopyOnWriteArrayList<>();
  private volatile boolean running;
  private @Nullable Thread asking;

  Sampler(Duration every) {
    this.every = every;
  }

  /**
   * Asks this, again and again.
   *
   * @param query bounded: it is asked every few seconds for as long as the process lives
   */
  public <T> Sample<T> of(Supplier<T> query) {
    var sample = new Sample<>(query);
    samples.add(sample);
    return sample;
  }

  /** What was found last. */
  public static final class Sample<T> {
    private final Supplier<T> query;
    private volatile @Nullable T latest;
    private boolean failed;

    private Sample(Supplier<T> query) {
      this.query = query;
    }

    /** A number out of it; NaN if it is not known, because the last query failed. */
    public double read(ToDoubleFunction<T> number) {
      var known = latest;
      return known == null ? Double.NaN : number.applyAsDouble(known);
    }

    private void ask() {
      try {
        latest = query.get();
        failed = false;
      } catch (RuntimeException e) {
        // Whatever it was, the next sample is taken: until then the gauge says that nobody knows.
        latest = null;
        if (!failed) {
          log.warn("Gauges show nothing until they can be read again: {}", e.getClass().getName());
          failed = true;
        }
      }
    }
  }

  private void askAll() {
    try {
      while (running) {
        samples.forEach(Sample::ask);
        Thread.sleep(every);
      }
    } catch (InterruptedException _) {
      // Only stop() interrupts.
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    asking = Thread.ofVirtual().name("gauge sampler").start(this::askAll);
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (asking != null) {
      asking.interrupt();
      asking = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
