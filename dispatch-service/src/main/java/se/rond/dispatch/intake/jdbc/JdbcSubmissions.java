package se.rond.dispatch.intake.jdbc;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.dispatch.intake.BodyDigest;
import se.rond.dispatch.intake.FirstAnswer;
import se.rond.dispatch.intake.Submissions;
import se.rond.dispatch.matching.Position;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcSubmissions implements Submissions {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcSubmissions(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Stored> find(AssessmentRequestId id) {
    return jdbc.sql("select body_digest, first_answer from assessment_request where id = ?")
        .param(id.value())
        .query(
            (row, number) ->
                new Stored(
                    new BodyDigest(row.getBytes("body_digest")),
                    json.readValue(row.getString("first_answer"), FirstAnswer.class)))
        .optional();
  }

  /** An update that changes nothing returns the row that is there, also to one of two at once. */
  @Override
  public PatientReference reference(PatientIdentifier patient, PatientReference ifNew) {
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
  public Optional<Position> findCentre(MunicipalityCode municipality) {
    return jdbc.sql("select latitude, longitude from municipality where code = ?")
        .param(municipality.value())
        .query((row, number) -> new Position(row.getDouble(1), row.getDouble(2)))
        .optional();
  }

  @Override
  public List<String> listServed(Caller caller) {
    return jdbc.sql("select code from municipality where code = any (?) order by code")
        .param(caller.municipalities().stream().map(MunicipalityCode::value).toArray(String[]::new))
        .query(String.class)
        .list();
  }

  @Override
  public boolean add(NewRequest request) {
    return jdbc.sql(
                """
                insert into assessment_request
                  (id, state, patient, municipality, care_unit, requester, callback, latitude, longitude, nurse_level,
                   needed_level, agreement, raised_at, received_at, marks, marked, vitals_measured_at, body, body_digest,
                   first_answer)
                values
                  (:id, :state, :patient, :municipality, :careUnit, :requester, :callback, :latitude, :longitude,
                   :nurseLevel, :neededLevel, :agreement, :raisedAt, :receivedAt, :marks, :marked::json,
                   :vitalsMeasuredAt, :body::json, :digest, :answer::json)
                on conflict (id) do nothing
                """)
            .param("id", request.id().value())
            .param("state", request.state().name())
            .param("patient", request.patient().value())
            .param("municipality", request.municipality().value())
            .param("careUnit", request.careUnit().value())
            .param("requester", request.requester().value())
            .param("callback", request.callback())
            .param("latitude", request.place().latitude())
            .param("longitude", request.place().longitude())
            .param("nurseLevel", request.nurseLevel().name())
            .param(
                "neededLevel", request.neededLevel() == null ? null : request.neededLevel().name())
            .param("agreement", request.agreement().value())
            .param("raisedAt", request.raisedAt().atOffset(ZoneOffset.UTC))
            .param("receivedAt", request.receivedAt().atOffset(ZoneOffset.UTC))
            .param(
                "marks",
                request.marks().stream()
                    .map(marked -> marked.mark().name())
                    .distinct()
                    .toArray(String[]::new))
            .param("marked", json.writeValueAsString(request.marks()))
            .param(
                "vitalsMeasuredAt",
                request.vitalsMeasuredAt() == null
                    ? null
                    : request.vitalsMeasuredAt().atOffset(ZoneOffset.UTC))
            .param("body", json.writeValueAsString(request.body()))
            .param("digest", request.digest().sha256())
            .param("answer", json.writeValueAsString(request.answer()))
            .update()
        == 1;
  }
}
