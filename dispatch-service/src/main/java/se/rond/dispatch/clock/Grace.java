package se.rond.dispatch.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Until when nothing lapses, shared by all instances. */
public interface Grace {

  /** Keeps that nothing lapses until then, in the place of what was kept before. */
  void keep(Instant until, Duration jump, Instant seenAt);

  /** Finds until when nothing lapses, or lapsed last; nothing if no clock ever jumped. */
  Optional<Instant> findUntil();
}
