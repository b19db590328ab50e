package se.rond.dispatch.intake.jdbc;

import static java.sql.Types.VARCHAR;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.intake.FirstAnswer;
import se.rond.dispatch.intake.Submissions;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.RequestTouched;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcSubmissions implements Submissions {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ApplicationEventPublisher listeners;

  JdbcSubmissions(JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher listeners) {
    this.jdbc = jdbc;
    this.json = json;
    this.listeners = listeners;
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

  @Override
  public boolean add(NewRequest request) {
    listeners.publishEvent(new RequestTouched(request.id()));
    return jdbc.sql(
                """
                insert into assessment_request
                  (id, state, patient, municipality, care_unit, care_provider, requester, callback, latitude, longitude, nurse_level,
                   agreement, raised_at, received_at, triage_by, marks, marked, vitals_measured_at, content, joined_to,
                   protected_identity, raised_by, body, body_digest, first_answer)
                values
                  (:id, :state, :patient, :municipality, :careUnit, :careProvider, :requester, :callback, :latitude, :longitude,
                   :nurseLevel, :agreement, :raisedAt, :receivedAt, :triageBy, :marks, :marked::json,
                   :vitalsMeasuredAt, :content::json, :joinedTo, :protectedIdentity, :raisedBy, :body::json, :digest, :answer::json)
                on conflict (id) do nothing
                """)
            .param("id", request.id().value())
            .param("state", request.state().name())
            .param("patient", request.patient().value())
            .param("municipality", request.municipality().value())
            .param("careUnit", request.careUnit().value())
            .param("careProvider", request.careProvider().value())
            .param("requester", request.requester().value())
            .param("callback", request.callback())
            .param("latitude", request.place().latitude())
            .param("longitude", request.place().longitude())
            .param("nurseLevel", request.nurseLevel().name())
            .param("agreement", request.agreement().value())
            .param("raisedAt", request.raisedAt().atOffset(ZoneOffset.UTC))
            .param("receivedAt", request.receivedAt().atOffset(ZoneOffset.UTC))
            .param("triageBy", utc(request.triageBy()))
            .param(
                "marks",
                request.marks().stream()
                    .map(marked -> marked.mark().name())
                    .distinct()
                    .toArray(String[]::new))
            .param("marked", json.writeValueAsString(request.marks()))
            .param("vitalsMeasuredAt", utc(request.vitalsMeasuredAt()))
            .param("content", json.writeValueAsString(request.content()))
            .param("joinedTo", request.joinedTo() == null ? null : request.joinedTo().value())
            .param(
                "protectedIdentity",
                request.protectedIdentity() == null ? null : request.protectedIdentity().name(),
                VARCHAR)
            .param("raisedBy", request.raisedBy().value())
            .param("body", json.writeValueAsString(request.body()))
            .param("digest", request.digest().sha256())
            .param("answer", json.writeValueAsString(request.answer()))
            .update()
        == 1;
  }

  @Override
  public void keepAnswer(FirstAnswer answer) {
    jdbc.sql("update assessment_request set first_answer = ?::json where id = ?")
        .params(json.writeValueAsString(answer), answer.id().value())
        .update();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
