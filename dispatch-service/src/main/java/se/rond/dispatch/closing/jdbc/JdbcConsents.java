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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Caller;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.PatientReference;
import se.rond.dispatch.closing.Basis;
import se.rond.dispatch.closing.Consent;
import se.rond.dispatch.closing.Consents;

@Repository
class JdbcConsents implements Consents {

  private final JdbcClient jdbc;

  JdbcConsents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(Consent consent) {
    var unit = consent.unit();
    jdbc.sql(
            """
            insert into patient_consent (
              id, patient, care_unit, care_provider, basis, attitude, valid_from, valid_until, recorded_by)
            values (
              :id, :patient, upper(cast(:unit as text)), upper(:provider), :basis, :attitude, :from, :until, :recordedBy)
            on conflict (id) do nothing
            """)
        .param("id", consent.id())
        .param("patient", consent.patient().value())
        .param("unit", unit == null ? null : unit.value(), VARCHAR)
        .param("provider", consent.provider().value())
        .param("basis", consent.basis().name())
        .param("attitude", consent.attitude(), VARCHAR)
        .param("from", consent.from().atOffset(ZoneOffset.UTC))
        .param("until", consent.until().atOffset(ZoneOffset.UTC))
        .param("recordedBy", consent.recordedBy().value())
        .update();
  }

  @Override
  public Optional<Consent> find(UUID id) {
    return jdbc.sql("select * from patient_consent where id = ?")
        .param(id)
        .query((row, _) -> consent(row))
        .optional();
  }

  @Override
  public List<Consent> list(PatientReference patient, HsaId provider) {
    return jdbc.sql(
            """
            select * from patient_consent
            where patient = ? and care_provider = upper(?)
            order by valid_from desc, id
            """)
        .params(patient.value(), provider.value())
        .query((row, _) -> consent(row))
        .list();
  }

  @Override
  public void withdraw(UUID id, Instant now, Caller caller) {
    jdbc.sql(
            """
            update patient_consent set withdrawn_at = ?, withdrawn_by = ?
            where id = ? and withdrawn_at is null
            """)
        .params(now.atOffset(ZoneOffset.UTC), caller.person().value(), id)
        .update();
  }

  private static Consent consent(ResultSet row) throws SQLException {
    var unit = row.getString("care_unit");
    var withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
    return new Consent(
        row.getObject("id", UUID.class),
        new PatientReference(row.getObject("patient", UUID.class)),
        unit == null ? null : new HsaId(unit),
        new HsaId(row.getString("care_provider")),
        Basis.valueOf(row.getString("basis")),
        row.getString("attitude"),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        row.getObject("valid_until", OffsetDateTime.class).toInstant(),
        new HsaId(row.getString("recorded_by")),
        withdrawn == null ? null : withdrawn.toInstant());
  }
}
