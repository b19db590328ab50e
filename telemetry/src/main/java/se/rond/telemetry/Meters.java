package se.rond.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts and times what was declared, and nothing else.
 *
 * <p>Every series of a counter or timer exists from the start, at zero: an alert on an increase
 * sees the first event too.
 *
 * <p>Inside a transaction, what is counted or timed counts with the commit. Work that is rolled
 * back and done again is counted once.
 */
public final class Meters {

  private final MeterRegistry registry;
  private final Set<DocumentedMeter> declared;

  Meters(MeterRegistry registry, Collection<DeclaredMeters> declared) {
    this.registry = registry;
    this.declared =
        declared.stream()
            .flatMap(some -> some.meters().stream())
            .collect(Collectors.toUnmodifiableSet());
    for (var meter : this.declared) {
      switch (meter.getType()) {
        case COUNTER -> series(meter).forEach(tags -> counter(meter, tags));
        case TIMER -> series(meter).forEach(tags -> timer(meter, tags));
        case GAUGE -> {}
        case LONG_TASK_TIMER, DISTRIBUTION_SUMMARY, OTHER ->
            throw new IllegalArgumentException(
                "Expected %s to be a counter, timer or gauge, found %s"
                    .formatted(meter.getName(), meter.getType()));
      }
    }
  }

  /** Counts one. */
  public void count(DocumentedMeter meter, Enum<?>... values) {
    var counter = counter(expect(meter, Meter.Type.COUNTER), tags(meter, values));
    onCommit(counter::increment);
  }

  /** Notes how long something took; less than nothing, as clocks may have it, is nothing. */
  public void record(DocumentedMeter meter, Duration took, Enum<?>... values) {
    var timer = timer(expect(meter, Meter.Type.TIMER), tags(meter, values));
    onCommit(() -> timer.record(took.isNegative() ? Duration.ZERO : took));
  }

  /** Does something, and notes how long it took, also if it fails. */
  public <T> T timed(DocumentedMeter meter, Supplier<T> work, Enum<?>... values) {
    var started = System.nanoTime();
    try {
      return work.get();
    } finally {
      record(meter, Duration.ofNanos(System.nanoTime() - started), values);
    }
  }

  /**
   * Shows a value whenever somebody looks.
   *
   * @param value answers at once, without a query; NaN where it is not known. Must stay reachable
   */
  public void gauge(DocumentedMeter meter, DoubleSupplier value, Enum<?>... values) {
    Gauge.builder(expect(meter, Meter.Type.GAUGE).getName(), value::getAsDouble)
        .description(meter.definition().description())
        .baseUnit(meter.getBaseUnit())
        .tags(tags(meter, values))
        .strongReference(true)
        .register(registry);
  }

  private DocumentedMeter expect(DocumentedMeter meter, Meter.Type type) {
    if (!declared.contains(meter) || meter.getType() != type) {
      throw new IllegalArgumentException(
          "Expected a declared %s, found %s, a %s.\nMaybe its enum is not offered as %s"
              .formatted(
                  type, meter.getName(), meter.getType(), DeclaredMeters.class.getSimpleName()));
    }
    return meter;
  }

  private Counter counter(DocumentedMeter meter, Tags tags) {
    return Counter.builder(meter.getName())
        .description(meter.definition().description())
        .baseUnit(meter.getBaseUnit())
        .tags(tags)
        .register(registry);
  }

  private Timer timer(DocumentedMeter meter, Tags tags) {
    return Timer.builder(meter.getName())
        .description(meter.definition().description())
        .tags(tags)
        .serviceLevelObjectives(meter.definition().buckets().toArray(Duration[]::new))
        .register(registry);
  }

  private static Tags tags(DocumentedMeter meter, Enum<?>... values) {
    var tags = meter.definition().tags();
    if (tags.size() != values.length) {
      throw new IllegalArgumentException(
          "Expected %d tags for %s, found %d"
              .formatted(tags.size(), meter.getName(), values.length));
    }
    var spelt = new ArrayList<Tag>();
    for (var i = 0; i < values.length; i++) {
      spelt.add(Tag.of(tags.get(i).asString(), tags.get(i).spell(values[i])));
    }
    return Tags.of(spelt);
  }

  /** All combinations of the values of its tags. */
  private static List<Tags> series(DocumentedMeter meter) {
    var all = List.of(Tags.empty());
    for (var tag : meter.definition().tags()) {
      all =
          all.stream()
              .flatMap(tags -> tag.values().stream().map(value -> tags.and(tag.asString(), value)))
              .toList();
    }
    return all;
  }

  private static void onCommit(Runnable measured) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      measured.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            measured.run();
          }
        });
  }
}
