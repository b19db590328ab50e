package se.rond.reliability.week;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What somebody happens to do, in numbers that people can argue about; the same for each seed. */
final class Chance {

  private final Random random;

  Chance(long seed, String whose) {
    random = new Random(seed * 31 + whose.hashCode());
    // The first numbers of seeds that lie close together are alike.
    random.setSeed(random.nextLong());
  }

  /** Whether it happens this time, being that often in a thousand. */
  boolean has(int inThousand) {
    return random.nextInt(1_000) < inThousand;
  }

  Duration seconds(int from, int to) {
    return Duration.ofSeconds(from + random.nextInt(to - from + 1));
  }

  Duration minutes(int from, int to) {
    return seconds(from * 60, to * 60);
  }

  int number(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** An id as a device makes it. */
  String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
