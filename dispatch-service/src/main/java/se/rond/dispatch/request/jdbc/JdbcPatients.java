package se.rond.dispatch.request.jdbc;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.dispatch.request.Patients;

@Repository
class JdbcPatients implements Patients {

  private final JdbcClient jdbc;

  JdbcPatients(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An update that changes nothing locks and returns the row that is there. */
  @Override
  public PatientReference referenceAndLock(PatientIdentifier patient, PatientReference ifNew) {
    return new PatientReference(
        jdbc.sql(
                """
                insert into patient (reference, identifier_system, identifier_value) values (?, ?, ?)
                on conflict (identifier_system, identifier_value)
                  do update set identifier_value = excluded.identifier_value
                returning reference
                """)
            .params(ifNew.value(), patient.system(), patient.value())
            .query(UUID.class)
            .single());
  }
}
