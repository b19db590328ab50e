package se.rond.dispatch.accesslog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.accesslog.SealHash;

/** The chain, as it is stored. */
public interface Seals {

  /** The end of the chain. */
  record Head(long sequence, SealHash hash) {
    static final Head OF_NOTHING = new Head(0, SealHash.beforeAll());
  }

  /** Holds the chain until the end of the transaction; false if somebody else holds it. */
  boolean lock();

  /** Finds the end of the chain; nothing if nothing is sealed. */
  Optional<Head> findHead();

  /**
   * Takes entries that are committed and not sealed, the oldest first, so that no other transaction
   * takes them, too. What is sealed already is passed over.
   *
   * @throws IllegalStateException if one of them is gone: then all stay where they are, since that
   *     is the only trace of it
   */
  List<LoggedAccess> takeUnsealed(int limit);

  /** Adds to the chain. */
  void add(List<Seal> seals);

  /** Finds since when the oldest entry waits to be sealed; nothing if none does. */
  Optional<Instant> findOldestUnsealed();
}
