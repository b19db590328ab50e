package se.rond.dispatch.imaging.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ExaminationId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.imaging.Examination;
import se.rond.dispatch.imaging.ExaminationState;
import se.rond.dispatch.imaging.Examinations;
import se.rond.dispatch.imaging.Owner;
import se.rond.dispatch.request.BodyDigest;

/** See {@code db/migration/V10__examinations.sql}. */
@Repository
class JdbcExaminations implements Examinations {

  private final JdbcClient jdbc;

  JdbcExaminations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Stored> find(ExaminationId id) {
    return jdbc.sql(
            """
            select id, request, state, owner_responder, owner_name, owner_phone, body_digest,
                   (select said from examination_step
                    where examination_step.examination = examination.id and step = 'ANSWERED'
                    order by position desc limit 1) as answer,
                   (select said from examination_step
                    where examination_step.examination = examination.id and step = 'ACTED_ON'
                    order by position desc limit 1) as action
            from examination
            where id = ?
            """)
        .param(id.value())
        .query((row, number) -> stored(row))
        .optional();
  }

  private static Stored stored(ResultSet row) throws SQLException {
    var digest = row.getBytes("body_digest");
    var responder = row.getString("owner_responder");
    return new Stored(
        new AssessmentRequestId(row.getObject("request", UUID.class)),
        new Examination(
            new ExaminationId(row.getObject("id", UUID.class)),
            ExaminationState.valueOf(row.getString("state")),
            responder == null
                ? null
                : new Owner(
                    new ResponderId(responder),
                    row.getString("owner_name"),
                    row.getString("owner_phone")),
            row.getString("answer"),
            row.getString("action")),
        digest == null ? null : new BodyDigest(digest));
  }

  @Override
  public boolean propose(
      ExaminationId id,
      AssessmentRequestId request,
      Question question,
      @Nullable BodyDigest digest,
      Instant dueAt) {
    return jdbc.sql(
                """
                insert into examination (id, request, regions, question, history, findings, state, due_at, body_digest)
                values (:id, :request, :regions, :question, :history, :findings, 'PROPOSED', :dueAt, :digest)
                on conflict (id) do nothing
                """)
            .param("id", id.value())
            .param("request", request.value())
            .param(
                "regions",
                question.regions().stream().map(Enum::name).sorted().toArray(String[]::new))
            .param("question", question.question())
            .param("history", question.history())
            .param("findings", question.findings())
            .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
            .param("digest", digest == null ? null : digest.sha256())
            .update()
        == 1;
  }

  @Override
  public void store(Examination after, @Nullable Instant dueAt, Instant now) {
    jdbc.sql(
            """
            update examination
            set state = :state, due_at = :dueAt, alarmed_at = null,
                justified_at = case when :state = 'JUSTIFIED' then :now else justified_at end
            where id = :id
            """)
        .param("state", after.state().name())
        .param("dueAt", dueAt == null ? null : dueAt.atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("id", after.id().value())
        .update();
  }

  @Override
  public void passOn(ExaminationId id, Owner owner) {
    jdbc.sql(
            "update examination set owner_responder = ?, owner_name = ?, owner_phone = ? where id = ?")
        .params(owner.responder().value(), owner.name(), owner.phone(), id.value())
        .update();
  }

  @Override
  public void note(ExaminationId id, String step, Instant at, String actor, @Nullable String said) {
    jdbc.sql(
            """
            insert into examination_step (examination, position, step, at, actor, said)
            select :id, coalesce(max(position), 0) + 1, :step, :at, :actor, :said
            from examination_step
            where examination = :id
            """)
        .param("id", id.value())
        .param("step", step)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("actor", actor)
        .param("said", said)
        .update();
  }

  @Override
  public boolean keepAlarm(ExaminationId id, Instant at) {
    return jdbc.sql(
                "update examination set due_at = null, alarmed_at = :at where id = :id and due_at <= :at")
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("id", id.value())
            .update()
        == 1;
  }

  @Override
  public List<Due> listDue(Instant now, int limit) {
    return jdbc.sql("select request, id from examination where due_at <= ? order by due_at limit ?")
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query(
            (row, number) ->
                new Due(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new ExaminationId(row.getObject("id", UUID.class))))
        .list();
  }

  @Override
  public boolean isKnown(ResponderId responder) {
    return jdbc.sql("select exists (select from responder where id = ?)")
        .param(responder.value())
        .query(Boolean.class)
        .single();
  }
}
