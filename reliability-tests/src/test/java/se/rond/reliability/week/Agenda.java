package se.rond.reliability.week;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What people are going to do, in the order of time; of what is due at once, what was planned
 * first.
 */
final class Agenda {

  private record Entry(Instant at, long number, Runnable what) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(comparing(Entry::at).thenComparing(Entry::number));
  private long planned;

  void plan(Instant at, Runnable what) {
    entries.add(new Entry(at, planned++, what));
  }

  /** When the next is to be done; nothing if nobody is going to do anything. */
  Optional<Instant> findNext() {
    return Optional.ofNullable(entries.peek()).map(Entry::at);
  }

  /** Does the next. */
  void doNext() {
    entries.remove().what().run();
  }
}
