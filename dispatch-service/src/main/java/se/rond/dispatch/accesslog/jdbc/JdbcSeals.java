package se.rond.dispatch.accesslog.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.accesslog.SealHash;
import se.rond.dispatch.accesslog.Seal;
import se.rond.dispatch.accesslog.Seals;

@Repository
class JdbcSeals implements Seals {

  private final JdbcClient jdbc;

  JdbcSeals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The table's own number, so that two schemas in one database are not in each other's way. */
  @Override
  public boolean lock() {
    return jdbc.sql("select pg_try_advisory_xact_lock('access_log_seal'::regclass::oid::bigint)")
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<Head> findHead() {
    return jdbc.sql("select sequence, hash from access_log_seal order by sequence desc limit 1")
        .query((row, _) -> new Head(row.getLong("sequence"), SealHash.stored(row.getBytes("hash"))))
        .optional();
  }

  /** Taken by being removed: rolled back, it is there again. */
  @Override
  public List<LoggedAccess> takeUnsealed(int limit) {
    var taken =
        jdbc.sql(
                """
                with taken as (
                  delete from access_log_unsealed
                  where (at, entry) in (select at, entry from access_log_unsealed order by at, entry limit ?)
                  returning entry)
                select taken.entry, access_log.*, exists (select from access_log_seal where entry = taken.entry) as sealed
                from taken left join access_log on access_log.id = taken.entry
                order by at, id
                """)
            .param(limit)
            .query((row, _) -> new Taken(access(row), row.getBoolean("sealed")))
            .list();
    return taken.stream().filter(one -> !one.sealed()).map(Taken::access).toList();
  }

  private record Taken(LoggedAccess access, boolean sealed) {}

  private static LoggedAccess access(ResultSet row) throws SQLException {
    if (row.getObject("id", UUID.class) == null) {
      throw new IllegalStateException(
          "Expected the entry "
              + row.getObject("entry", UUID.class)
              + " in the access log, but found none.\n"
              + "Somebody may have removed it before it was sealed.");
    }
    return LoggedRows.read(row);
  }

  @Override
  public void add(List<Seal> seals) {
    jdbc.sql(
            """
            insert into access_log_seal (sequence, entry, hash)
            select sequence, entry, decode(hash, 'hex')
            from unnest(cast(:sequences as bigint[]), cast(:entries as uuid[]), cast(:hashes as text[])) seal (sequence, entry, hash)
            """)
        .param("sequences", seals.stream().map(Seal::sequence).toArray(Long[]::new))
        .param("entries", seals.stream().map(Seal::entry).toArray(UUID[]::new))
        .param("hashes", seals.stream().map(seal -> seal.hash().toString()).toArray(String[]::new))
        .update();
  }

  @Override
  public Optional<Instant> findOldestUnsealed() {
    return Optional.ofNullable(
            jdbc.sql("select min(at) from access_log_unsealed")
                .query(OffsetDateTime.class)
                .optional()
                .orElse(null))
        .map(OffsetDateTime::toInstant);
  }
}
