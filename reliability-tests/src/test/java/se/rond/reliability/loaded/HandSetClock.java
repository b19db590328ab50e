package se.rond.reliability.loaded;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until it is set. */
public final class HandSetClock implements InstantSource {

  private volatile Instant now;

  public HandSetClock(Instant now) {
    this.now = now;
  }

  public void set(Instant time) {
    now = time;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
