package se.rond.reliability.live;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was promised to the people outside, kept by them: every request that was answered with 201,
 * and every answer that should not have been given. It shares nothing with the system.
 */
public final class Ledger {

  /**
   * One request that a nurse was told has been received.
   *
   * @param example the file in docs/examples that it was made of
   * @param acceptedAt when the 201 came, by the nurse's clock
   */
  public record Entry(UUID id, String example, Instant acceptedAt) {}

  private final ConcurrentHashMap<UUID, Entry> accepted = new ConcurrentHashMap<>();
  private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
  private final AtomicInteger putOff = new AtomicInteger();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  void accepted(Entry entry) {
    accepted.put(entry.id(), entry);
  }

  /** A nurse was told, with advice, that her request cannot be stored at present. */
  void putOff() {
    putOff.incrementAndGet();
  }

  public int countPutOff() {
    return putOff.get();
  }

  void ended(UUID id) {
    ended.add(id);
  }

  /** Writes down what must not happen, such as a refusal without a reason. */
  void violation(String text) {
    violations.add(text);
  }

  public Collection<Entry> accepted() {
    return List.copyOf(accepted.values());
  }

  /** Requests that were accepted and of whose end nobody has been told. */
  public int inFlight() {
    return (int) accepted.keySet().stream().filter(id -> !ended.contains(id)).count();
  }

  /** Requests of whose end somebody was told. */
  public int countEnded() {
    return ended.size();
  }

  public List<String> violations() {
    return List.copyOf(violations);
  }
}
