package se.rond.dispatch.request.jdbc;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.dispatch.request.MayIdentify;
import se.rond.dispatch.request.MaySee;
import se.rond.dispatch.request.Protections;

@Repository
class JdbcProtections implements Protections {

  private final JdbcClient jdbc;

  JdbcProtections(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean mayIdentify(AssessmentRequestId request, Caller caller) {
    return jdbc.sql(
            """
            select not exists (
                     select from assessment_request said
                     where said.patient = assessment_request.patient and said.protected_identity is not null)
                   or
            """
                + MayIdentify.CONDITION
                + "from assessment_request where id = :request")
        .param("request", request.value())
        .params(MaySee.parameters(caller))
        .query(Boolean.class)
        .single();
  }

  @Override
  public void mark(AssessmentRequestId request, ProtectedIdentity why) {
    jdbc.sql(
            "update assessment_request set protected_identity = least(?, protected_identity) where id = ?")
        .params(why.name(), request.value())
        .update();
  }

  @Override
  public boolean mayTakeBack(PatientReference patient, Caller caller) {
    return jdbc.sql(
            """
            select coalesce(bool_and(
            """
                + MayIdentify.CONDITION
                + """
                  ), true)
                  from assessment_request where patient = :patient and protected_identity is not null
                  """)
        .param("patient", patient.value())
        .params(MaySee.parameters(caller))
        .query(Boolean.class)
        .single();
  }

  @Override
  public void carry(PatientReference patient, AssessmentRequestId request) {
    jdbc.sql(
            """
            update assessment_request set protected_identity = protection_of(:patient)
            where id = :request and protected_identity is null
            """)
        .param("patient", patient.value())
        .param("request", request.value())
        .update();
  }

  @Override
  public void lockRequests(PatientReference patient) {
    jdbc.sql(
            "select id from assessment_request where patient = ? order by received_at, id for update")
        .param(patient.value())
        .query(UUID.class)
        .list();
  }

  @Override
  public void unmark(PatientReference patient) {
    jdbc.sql(
            "update assessment_request set protected_identity = null where patient = ? and protected_identity is not null")
        .param(patient.value())
        .update();
  }

  @Override
  public void keepFor(PatientReference patient, AssessmentRequestId takenAway) {
    jdbc.sql(
            """
            update assessment_request
            set protected_identity = taken.protected_identity
            from assessment_request taken
            where taken.id = :taken and taken.protected_identity is not null
              and assessment_request.id = (
                select id from assessment_request
                where patient = :patient and id <> :taken
                order by received_at, id
                limit 1)
              and assessment_request.protected_identity is null
            """)
        .param("taken", takenAway.value())
        .param("patient", patient.value())
        .update();
  }
}
