package se.rond.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class MetersTest {

  enum Colour {
    RED,
    BLUE,
    UNSEEN
  }

  enum Probe implements DocumentedMeter {
    CARS(
        Definition.counter(
            "probe.cars",
            "Cars",
            ClosedTag.of("colour", EnumSet.of(Colour.RED, Colour.BLUE), Colour::name))),
    TRIP(Definition.timer("probe.trip", "Trips", List.of(Duration.ofSeconds(1)))),
    PARKED(Definition.number("probe.parked", "Parked")),
    FORGOTTEN(Definition.counter("probe.forgotten", "In no list"));

    private final Definition definition;

    Probe(Definition definition) {
      this.definition = definition;
    }

    @Override
    public Definition definition() {
      return definition;
    }
  }

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters =
      new Meters(
          registry,
          List.of(DeclaredMeters.of(Probe.CARS, Probe.TRIP), DeclaredMeters.of(Probe.PARKED)));

  @Test
  void everySeriesOfACounterIsThereFromTheStart() {
    assertThat(registry.get("probe.cars").counters())
        .extracting(counter -> counter.getId().getTag("colour") + " " + counter.count())
        .containsExactlyInAnyOrder("RED 0.0", "BLUE 0.0");
  }

  @Test
  void refusesWhatWasNotDeclared() {
    assertThatThrownBy(() -> meters.count(Probe.FORGOTTEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> meters.count(Probe.CARS, Colour.UNSEEN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> meters.count(Probe.CARS)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> meters.count(Probe.TRIP)).isInstanceOf(IllegalArgumentException.class);
    assertThat(registry.find("probe.forgotten").meters()).isEmpty();
    assertThat(registry.get("probe.cars").counters()).hasSize(2);
  }

  @Test
  void countsWithTheCommitAndNotAtAllWithoutOne() {
    TransactionSynchronizationManager.initSynchronization();
    try {
      meters.count(Probe.CARS, Colour.RED);
      meters.record(Probe.TRIP, Duration.ofSeconds(2));
      assertThat(cars()).isZero();

      TransactionSynchronizationManager.getSynchronizations()
          .forEach(TransactionSynchronization::afterCommit);
    } finally {
      TransactionSynchronizationManager.clearSynchronization();
    }

    assertThat(cars()).isEqualTo(1);
    assertThat(registry.get("probe.trip").timer().count()).isEqualTo(1);
  }

  @Test
  void aGaugeSaysThatNobodyKnowsWhenItsQueryFails() {
    var away = new AtomicBoolean();
    var sampler = new Sampler(Duration.ofMillis(100));
    var sample =
        sampler.of(
            () -> {
              if (away.get()) {
                throw new IllegalStateException("away");
              }
              return 7;
            });
    meters.gauge(Probe.PARKED, () -> sample.read(Integer::doubleValue));
    assertThat(parked()).isNaN();
    sampler.start();
    try {
      await().until(() -> parked() == 7);
      away.set(true);
      await().until(() -> Double.isNaN(parked()));
      away.set(false);
      await().until(() -> parked() == 7);
    } finally {
      sampler.stop();
    }
  }

  private double cars() {
    return registry.get("probe.cars").tag("colour", "RED").counter().count();
  }

  private double parked() {
    return registry.get("probe.parked").gauge().value();
  }
}
