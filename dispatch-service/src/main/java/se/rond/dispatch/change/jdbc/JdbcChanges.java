package se.rond.dispatch.change.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.intake.Change.CancellationReason;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.dispatch.change.ChangeAnswer;
import se.rond.dispatch.change.Changes;
import se.rond.dispatch.change.KnownContent.Told;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.ToldOf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * See {@code db/migration/V3__changes_and_emergencies.sql} and {@code
 * V5__whom_a_change_was_told_of.sql}.
 */
@Repository
class JdbcChanges implements Changes {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcChanges(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Stored> find(UUID id) {
    return jdbc.sql(
            """
            select coalesce(told.joined_to, told.id) as request, kind, change.received_at, change.body_digest,
                   change.first_answer
            from request_change change join assessment_request told on told.id = change.told_of
            where change.id = ?
            """)
        .param(id)
        .query(
            (row, number) ->
                new Stored(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    DispatchEvent.Change.valueOf(row.getString("kind")),
                    row.getObject("received_at", OffsetDateTime.class).toInstant(),
                    new BodyDigest(row.getBytes("body_digest")),
                    json.readValue(row.getString("first_answer"), ChangeAnswer.class)))
        .optional();
  }

  @Override
  public boolean add(NewChange change) {
    return jdbc.sql(
                """
                insert into request_change
                  (id, request, told_of, revision, kind, at, received_at, actor, content, body, body_digest)
                values
                  (:id, :request, :toldOf, :revision, :kind, :at, :receivedAt, :actor, :content::json, :body::json, :digest)
                on conflict (id) do nothing
                """)
            .param("id", change.id())
            .param("request", change.request().value())
            .param("toldOf", change.toldOf().value())
            .param("revision", change.revision())
            .param("kind", change.kind().name())
            .param("at", change.at().atOffset(ZoneOffset.UTC))
            .param("receivedAt", change.receivedAt().atOffset(ZoneOffset.UTC))
            .param("actor", change.actor())
            .param(
                "content",
                change.content() == null ? null : json.writeValueAsString(change.content()))
            .param("body", json.writeValueAsString(change.body()))
            .param("digest", change.digest().sha256())
            .update()
        == 1;
  }

  @Override
  public void keepAnswer(UUID id, ChangeAnswer answer) {
    jdbc.sql("update request_change set first_answer = ?::json where id = ?")
        .params(json.writeValueAsString(answer), id)
        .update();
  }

  @Override
  public History loadHistory(AssessmentRequestId request) {
    var raised =
        jdbc.sql(
                "select content, body, raised_at, received_at from assessment_request where id = ?")
            .param(request.value())
            .query(
                (row, number) ->
                    Told.whenRaised(
                        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        raisedContent(row)))
            .single();
    var after =
        jdbc.sql(
                """
                select at, received_at, content from request_change
                where not (kind = 'JOINED' and id = :request) and content is not null and
                """
                    + ToldOf.CONDITION
                    + "order by revision")
            .param("request", request.value())
            .query(
                (row, number) ->
                    new Told(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        json.readValue(row.getString("content"), ClinicalContent.class)))
            .list();
    return new History(raised, after);
  }

  /** A request from before contents were kept is read again. */
  private ClinicalContent raisedContent(ResultSet row) throws SQLException {
    var content = row.getString("content");
    return content == null
        ? SubmissionReader.read(
                json.readTree(row.getString("body")),
                row.getObject("received_at", OffsetDateTime.class).toInstant())
            .content()
        : json.readValue(content, ClinicalContent.class);
  }

  @Override
  public void keepVitalsTime(AssessmentRequestId request, @Nullable Instant measuredAt) {
    jdbc.sql("update assessment_request set vitals_measured_at = :at where id = :id")
        .param("at", measuredAt == null ? null : measuredAt.atOffset(ZoneOffset.UTC))
        .param("id", request.value())
        .update();
  }

  @Override
  public void replacePlace(AssessmentRequestId request, UUID change, JsonNode place) {
    var body = body(request);
    jdbc.sql("update request_change set old_place = ?::json where id = ?")
        .params(json.writeValueAsString(body.path("place")), change)
        .update();
    var current = ((ObjectNode) place.deepCopy());
    current.remove("id");
    body.set("place", current);
    keepBody(request, body);
  }

  @Override
  public void replacePatient(
      AssessmentRequestId request,
      UUID change,
      PatientReference before,
      PatientIdentifier patient,
      @Nullable Integer ageYears) {
    jdbc.sql("update request_change set old_patient = ? where id = ?")
        .params(before.value(), change)
        .update();
    var body = body(request);
    var identifier = body.putObject("patient").putObject("identifier");
    identifier.put("system", patient.system()).put("value", patient.value());
    keepBody(request, body);
    var content = (ObjectNode) json.valueToTree(loadHistory(request).raised().content());
    content.put("ageYears", ageYears);
    jdbc.sql("update assessment_request set content = ?::json where id = ?")
        .params(json.writeValueAsString(content), request.value())
        .update();
  }

  private ObjectNode body(AssessmentRequestId request) {
    return (ObjectNode)
        json.readTree(
            jdbc.sql("select body from assessment_request where id = ?")
                .param(request.value())
                .query(String.class)
                .single());
  }

  private void keepBody(AssessmentRequestId request, ObjectNode body) {
    jdbc.sql("update assessment_request set body = ?::json where id = ?")
        .params(json.writeValueAsString(body), request.value())
        .update();
  }

  @Override
  public Optional<CancellationReason> findCancellation(AssessmentRequestId request) {
    return jdbc.sql(
            "select cancellation_reason from assessment_request where id = ? and cancellation_reason is not null")
        .param(request.value())
        .query((row, number) -> CancellationReason.valueOf(row.getString(1)))
        .optional();
  }

  @Override
  public void keepCancellation(AssessmentRequestId request, CancellationReason reason) {
    jdbc.sql("update assessment_request set cancellation_reason = ? where id = ?")
        .params(reason.name(), request.value())
        .update();
  }
}
