package se.rond.dispatch.clock.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.dispatch.clock.Grace;

@Repository
class JdbcGrace implements Grace {

  private final JdbcClient jdbc;

  JdbcGrace(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(Instant until, Duration jump, Instant seenAt) {
    jdbc.sql(
            """
            insert into clock_jump (seen_at, jump_ms, held_until) values (:seenAt, :jump, :until)
            on conflict (singleton) do update
            set seen_at = excluded.seen_at, jump_ms = excluded.jump_ms, held_until = excluded.held_until
            """)
        .param("seenAt", seenAt.atOffset(ZoneOffset.UTC))
        .param("jump", jump.toMillis())
        .param("until", until.atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public Optional<Instant> findUntil() {
    return jdbc.sql("select held_until from clock_jump")
        .query((row, number) -> row.getObject("held_until", OffsetDateTime.class).toInstant())
        .optional();
  }
}
