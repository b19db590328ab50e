package se.rond.dispatch.closing.jdbc;

import static java.sql.Types.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Caller;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.PatientReference;
import se.rond.dispatch.closing.Block;
import se.rond.dispatch.closing.Blocks;

@Repository
class JdbcBlocks implements Blocks {

  private final JdbcClient jdbc;

  JdbcBlocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Block block) {
    jdbc.sql(
            """
            insert into patient_block (id, patient, care_unit, care_provider, since, informed_at, recorded_by)
            values (:id, :patient, upper(cast(:unit as text)), upper(:provider), :since, :informedAt, :recordedBy)
            on conflict do nothing
            """)
        .param("id", block.id())
        .param("patient", block.patient().value())
        .param("unit", value(block.unit()), VARCHAR)
        .param("provider", block.provider().value())
        .param("since", block.since().atOffset(ZoneOffset.UTC))
        .param("informedAt", block.informedAt().atOffset(ZoneOffset.UTC))
        .param("recordedBy", block.recordedBy().value())
        .update();
  }

  @Override
  public Optional<Block> find(UUID id) {
    return jdbc.sql("select * from patient_block where id = ?")
        .param(id)
        .query((row, _) -> block(row))
        .optional();
  }

  @Override
  public Optional<Block> findSame(Block block) {
    return jdbc.sql(
            """
            select * from patient_block
            where patient = :patient and care_provider = upper(:provider) and lifted_at is null
              and care_unit is not distinct from upper(cast(:unit as text))
            """)
        .param("patient", block.patient().value())
        .param("provider", block.provider().value())
        .param("unit", value(block.unit()), VARCHAR)
        .query((row, _) -> block(row))
        .optional();
  }

  @Override
  public List<Block> list(PatientReference patient, HsaId provider) {
    return jdbc.sql(
            """
            select * from patient_block
            where patient = ? and care_provider = upper(?)
            order by lifted_at desc nulls first, since desc, id
            """)
        .params(patient.value(), provider.value())
        .query((row, _) -> block(row))
        .list();
  }

  @Override
  public void lift(UUID id, Instant now, Caller caller) {
    jdbc.sql(
            "update patient_block set lifted_at = ?, lifted_by = ? where id = ? and lifted_at is null")
        .params(now.atOffset(ZoneOffset.UTC), caller.person().value(), id)
        .update();
  }

  static Block block(ResultSet row) throws SQLException {
    var unit = row.getString("care_unit");
    var lifted = row.getObject("lifted_at", OffsetDateTime.class);
    return new Block(
        row.getObject("id", UUID.class),
        new PatientReference(row.getObject("patient", UUID.class)),
        unit == null ? null : new HsaId(unit),
        new HsaId(row.getString("care_provider")),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getObject("informed_at", OffsetDateTime.class).toInstant(),
        new HsaId(row.getString("recorded_by")),
        lifted == null ? null : lifted.toInstant());
  }

  private static @Nullable String value(@Nullable HsaId id) {
    return id == null ? null : id.value();
  }
}
