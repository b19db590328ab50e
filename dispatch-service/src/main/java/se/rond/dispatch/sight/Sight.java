package se.rond.dispatch.sight;

import java.lang.ScopedValue.CallableOp;
import java.util.Optional;
import se.rond.access.Caller;

/**
 * Whose eyes this thread reads with. What Rond does by itself, and what it decides, is seen by
 * nobody and reads everything; what it shows is read as the caller, so that a query that has
 * forgotten its condition finds no more than the caller may see.
 */
public final class Sight {

  private static final ScopedValue<Caller> CALLER = ScopedValue.newInstance();

  private Sight() {}

  /** Does something in which each transaction that begins reads as that caller. */
  public static <T, X extends Throwable> T as(Caller caller, CallableOp<T, X> reading) throws X {
    return ScopedValue.where(CALLER, caller).call(reading);
  }

  /** Returns as whom transactions read that begin now; nothing where they read everything. */
  public static Optional<Caller> find() {
    return CALLER.isBound() ? Optional.of(CALLER.get()) : Optional.empty();
  }
}
