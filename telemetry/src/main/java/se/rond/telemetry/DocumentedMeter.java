package se.rond.telemetry;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A meter as it is declared, in one enum per service. What stands there is all there is: {@link
 * Meters} knows no other names and no other values of tags, and docs/metrics.md is drawn from it.
 *
 * <p>A tag never carries an id, nor anything that a client may choose: each of its values is a
 * series that is kept for as long as the process lives.
 */
public interface DocumentedMeter extends MeterDocumentation {

  /**
   * All there is to know about a meter.
   *
   * @param unit of a gauge, null for a plain number; timers have seconds and counters count
   * @param description one sentence; also the help text at {@code /actuator/prometheus}
   * @param buckets where the buckets of a timer end; none without a histogram
   * @param tags in the order in which their values are given to {@link Meters}
   */
  record Definition(
      String name,
      Meter.Type type,
      @Nullable String unit,
      String description,
      List<Duration> buckets,
      List<ClosedTag> tags) {

    public Definition {
      buckets = List.copyOf(buckets);
      tags = List.copyOf(tags);
    }

    public static Definition counter(String name, String description, ClosedTag... tags) {
      return new Definition(name, Meter.Type.COUNTER, null, description, List.of(), List.of(tags));
    }

    public static Definition timer(
        String name, String description, List<Duration> buckets, ClosedTag... tags) {
      return new Definition(name, Meter.Type.TIMER, null, description, buckets, List.of(tags));
    }

    /** How many there are. */
    public static Definition number(String name, String description, ClosedTag... tags) {
      return new Definition(name, Meter.Type.GAUGE, null, description, List.of(), List.of(tags));
    }

    /** How old something is, in seconds. */
    public static Definition age(String name, String description, ClosedTag... tags) {
      return new Definition(
          name, Meter.Type.GAUGE, "seconds", description, List.of(), List.of(tags));
    }
  }

  Definition definition();

  @Override
  default String getName() {
    return definition().name();
  }

  @Override
  default Meter.Type getType() {
    return definition().type();
  }

  @Override
  default @Nullable String getBaseUnit() {
    return definition().unit();
  }

  @Override
  default KeyName[] getKeyNames() {
    return definition().tags().toArray(KeyName[]::new);
  }
}
