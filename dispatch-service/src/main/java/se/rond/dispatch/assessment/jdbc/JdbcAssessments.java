package se.rond.dispatch.assessment.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assessment.Assessments;
import se.rond.dispatch.assessment.Earlier;
import se.rond.dispatch.assessment.PendingReassessment;
import se.rond.dispatch.assessment.Receipt;
import se.rond.dispatch.assignment.Reassessments;
import se.rond.dispatch.request.BodyDigest;
import tools.jackson.databind.json.JsonMapper;

/** See {@code db/migration/V9__contacts_and_assessments.sql}. */
@Repository
class JdbcAssessments implements Assessments, Reassessments {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcAssessments(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Earlier> find(UUID id) {
    return jdbc.sql(
            "select request, told_of, received_at, body_digest, first_answer from assessment where id = ?")
        .param(id)
        .query(
            (row, number) ->
                new Earlier(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new AssessmentRequestId(row.getObject("told_of", UUID.class)),
                    row.getObject("received_at", OffsetDateTime.class).toInstant(),
                    new BodyDigest(row.getBytes("body_digest")),
                    json.readValue(row.getString("first_answer"), Receipt.class)))
        .optional();
  }

  @Override
  public Optional<Standing> findStanding(AssessmentRequestId request, AssessmentId id) {
    return jdbc.sql(
            """
            select role, exists (select from assessment later where later.supersedes = assessment.id) as superseded
            from assessment
            where request = ? and id = ?
            """)
        .params(request.value(), id.value())
        .query(
            (row, number) ->
                new Standing(Role.valueOf(row.getString("role")), row.getBoolean("superseded")))
        .optional();
  }

  @Override
  public boolean add(NewAssessment assessment) {
    var told = assessment.told();
    var reassessment = assessment.reassessment();
    var supersedes = told.supersedes();
    var isNew =
        jdbc.sql(
                    """
                    insert into assessment
                      (id, request, told_of, assignment, mode, at, received_at, role, actor, conclusion, conclusion_text,
                       interim_instructions, read_back_by, read_back_at, supersedes, reassess_at, reassess_from,
                       reassess_due_at, body_digest, first_answer)
                    values
                      (:id, :request, :toldOf, :assignment, :mode, :at, :receivedAt, :role, :actor, :conclusion, :text,
                       :interim, :readBackBy, :readBackAt, :supersedes, :reassessAt, :reassessFrom, :reassessAt,
                       :digest, :answer::json)
                    on conflict (id) do nothing
                    """)
                .param("id", told.id().value())
                .param("request", assessment.request().value())
                .param("toldOf", assessment.toldOf().value())
                .param(
                    "assignment",
                    assessment.assignment() == null ? null : assessment.assignment().value())
                .param("mode", told.mode().name())
                .param("at", utc(assessment.at()))
                .param("receivedAt", utc(assessment.receivedAt()))
                .param("role", assessment.role().name())
                .param("actor", assessment.actor())
                .param("conclusion", told.conclusion().name())
                .param("text", told.text())
                .param("interim", told.interimInstructions())
                .param("readBackBy", told.readBack() == null ? null : told.readBack().by())
                .param("readBackAt", utc(assessment.readBackAt()))
                .param("supersedes", supersedes == null ? null : supersedes.value())
                .param("reassessAt", utc(reassessment == null ? null : reassessment.at()))
                .param("reassessFrom", utc(reassessment == null ? null : reassessment.from()))
                .param("digest", assessment.digest().sha256())
                .param("answer", json.writeValueAsString(assessment.receipt()))
                .update()
            == 1;
    if (isNew) {
      addOrders(told.id(), assessment.orders());
      if (supersedes != null) {
        endReassessment(supersedes);
      }
    }
    return isNew;
  }

  private void addOrders(AssessmentId assessment, List<NumberedOrder> orders) {
    for (var position = 0; position < orders.size(); position++) {
      var order = orders.get(position);
      jdbc.sql(
              "insert into assessment_order (id, assessment, position, kind, content) values (?, ?, ?, ?, ?::json)")
          .params(
              order.id(),
              assessment.value(),
              position,
              order.order().kind().name(),
              json.writeValueAsString(order.order()))
          .update();
    }
  }

  @Override
  public void keepReceipt(Receipt receipt) {
    jdbc.sql("update assessment set first_answer = ?::json where id = ?")
        .params(json.writeValueAsString(receipt), receipt.id())
        .update();
  }

  @Override
  public boolean isPending(AssessmentRequestId request) {
    return jdbc.sql(
            "select exists (select from assessment where assessment.request = ? and\n"
                + PendingReassessment.CONDITION
                + ")")
        .param(request.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean isReassessmentPending(AssessmentId id) {
    return jdbc.sql(
            "select exists (select from assessment where assessment.id = ? and\n"
                + PendingReassessment.CONDITION
                + ")")
        .param(id.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean keepAlarm(AssessmentId id, Instant at) {
    return jdbc.sql(
                """
                update assessment set reassess_due_at = null, reassess_alarmed_at = :at
                where id = :id and reassess_due_at <= :at
                """)
            .param("at", utc(at))
            .param("id", id.value())
            .update()
        == 1;
  }

  @Override
  public void endReassessment(AssessmentId id) {
    jdbc.sql("update assessment set reassess_due_at = null where id = ?")
        .param(id.value())
        .update();
  }

  @Override
  public List<Due> listDue(Instant now, int limit) {
    return jdbc.sql(
            """
            select request, id from assessment
            where reassess_due_at <= ?
            order by reassess_due_at
            limit ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query(
            (row, number) ->
                new Due(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new AssessmentId(row.getObject("id", UUID.class))))
        .list();
  }

  @Override
  public Optional<ResponderId> findLead(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select responder from assignment
            where request = ? and state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT')
            order by accepted_at, responder
            limit 1
            """)
        .param(request.value())
        .query((row, number) -> new ResponderId(row.getString("responder")))
        .optional();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
