package se.rond.dispatch.request.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.request.Responsibilities;
import se.rond.dispatch.request.Responsible;
import se.rond.dispatch.request.Responsible.Held;
import se.rond.dispatch.request.Responsible.KeepingNurse;

@Repository
class JdbcResponsibilities implements Responsibilities {

  private final JdbcClient jdbc;

  JdbcResponsibilities(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Responsible load(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select requester, assessment_request.callback, keeper, person_name, own_task.callback as keepers, kept_at
            from assessment_request left join own_task on own_task.request = assessment_request.id and own_task.state = 'KEPT'
            where assessment_request.id = :request
            """)
        .param("request", request.value())
        .query(
            (row, number) ->
                Responsible.of(
                    new HsaId(row.getString("requester")),
                    row.getString("callback"),
                    keeping(row),
                    listHeld(request)))
        .single();
  }

  private List<Held> listHeld(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select responder, name, accepted_at, ended_at is not null as is_over
            from assignment join responder on responder.id = assignment.responder
            where request = ? and accepted_at is not null
            """)
        .param(request.value())
        .query(
            (row, number) ->
                new Held(
                    new ResponderId(row.getString("responder")),
                    row.getString("name"),
                    row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("is_over")))
        .list();
  }

  private static @Nullable KeepingNurse keeping(ResultSet row) throws SQLException {
    var keeper = row.getString("keeper");
    return keeper == null
        ? null
        : new KeepingNurse(
            new HsaId(keeper),
            row.getString("person_name"),
            row.getString("keepers"),
            row.getObject("kept_at", OffsetDateTime.class).toInstant());
  }
}
