package se.rond.dispatch.request.jdbc;

import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.dispatch.request.Patients;

@Repository
class JdbcPatients implements Patients {

  private static final Comparator<PatientIdentifier> BY_NUMBER =
      Comparator.comparing(PatientIdentifier::system).thenComparing(PatientIdentifier::value);

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

  @Override
  public PatientReference referenceAndLock(
      PatientIdentifier patient, PatientReference ifNew, PatientReference known) {
    if (BY_NUMBER.compare(patient, identifier(known)) < 0) {
      var reference = referenceAndLock(patient, ifNew);
      lock(known);
      return reference;
    }
    lock(known);
    return referenceAndLock(patient, ifNew);
  }

  @Override
  public Optional<PatientReference> find(PatientIdentifier patient) {
    return jdbc.sql(
            "select reference from patient where identifier_system = ? and identifier_value = ?")
        .params(patient.system(), patient.value())
        .query(UUID.class)
        .optional()
        .map(PatientReference::new);
  }

  private PatientIdentifier identifier(PatientReference patient) {
    return jdbc.sql("select identifier_system, identifier_value from patient where reference = ?")
        .param(patient.value())
        .query((row, number) -> new PatientIdentifier(row.getString(1), row.getString(2)))
        .single();
  }

  /** The same strength as an update; rows that refer to the patient can still be added. */
  @Override
  public void lock(PatientReference patient) {
    jdbc.sql("select 1 from patient where reference = ? for no key update")
        .param(patient.value())
        .query(Integer.class)
        .single();
  }
}
