package se.rond.dispatch.owntask.jdbc;

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
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.CareDeclined;
import se.rond.dispatch.assignment.CareDeclined.DecisionCapacity;
import se.rond.dispatch.assignment.Ending;
import se.rond.dispatch.assignment.Outcome;
import se.rond.dispatch.owntask.OwnTask;
import se.rond.dispatch.owntask.OwnTask.Asking;
import se.rond.dispatch.owntask.OwnTask.Done;
import se.rond.dispatch.owntask.OwnTask.GivenBack;
import se.rond.dispatch.owntask.OwnTask.Kept;
import se.rond.dispatch.owntask.OwnTaskId;
import se.rond.dispatch.owntask.OwnTasks;
import se.rond.dispatch.owntask.ReturnReason;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.NeedId;

@Repository
class JdbcOwnTasks implements OwnTasks {

  private final JdbcClient jdbc;

  JdbcOwnTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Earlier> findEarlier(OwnTaskId id) {
    return jdbc.sql("select * from own_task where id = ?")
        .param(id.value())
        .query((row, number) -> earlier(row, new Said.Kept(task(row))))
        .optional()
        .or(
            () ->
                jdbc.sql("select * from colleague_asked where id = ?")
                    .param(id.value())
                    .query(
                        (row, number) ->
                            earlier(
                                row,
                                new Said.Asked(
                                    new Asking(id, new ResponderId(row.getString("responder"))))))
                    .optional());
  }

  private static Earlier earlier(ResultSet row, Said said) throws SQLException {
    return new Earlier(
        new AssessmentRequestId(row.getObject("request", UUID.class)),
        new BodyDigest(row.getBytes("body_digest")),
        said);
  }

  @Override
  public Keeper loadKeeper(AssessmentRequestId named) {
    return jdbc.sql("select requester, callback from assessment_request where id = ?")
        .param(named.value())
        .query(
            (row, number) ->
                new Keeper(new HsaId(row.getString("requester")), row.getString("callback")))
        .single();
  }

  @Override
  public Optional<OwnTask> find(AssessmentRequestId request, OwnTaskId id) {
    return jdbc.sql("select * from own_task where request = ? and id = ?")
        .params(request.value(), id.value())
        .query((row, number) -> task(row))
        .optional();
  }

  @Override
  public Optional<Kept> findKept(AssessmentRequestId request) {
    return jdbc.sql("select * from own_task where request = ? and state = 'KEPT'")
        .param(request.value())
        .query((row, number) -> kept(row))
        .optional();
  }

  @Override
  public void add(AssessmentRequestId request, Kept task, By by, BodyDigest digest) {
    jdbc.sql(
            """
            insert into own_task (
              id, request, need, person, person_name, keeper, callback, state, kept_at, due_at, body_digest)
            values (
              :id, :request, :need, :person, :name, :keeper, :callback, 'KEPT', :keptAt, :dueAt, :digest)
            """)
        .param("id", task.id().value())
        .param("request", request.value())
        .param("need", task.need().value())
        .param("person", by.person().value())
        .param("name", by.name())
        .param("keeper", task.keeper().value())
        .param("callback", by.keeper().callback())
        .param("keptAt", task.keptAt().atOffset(ZoneOffset.UTC))
        .param("dueAt", task.dueAt().atOffset(ZoneOffset.UTC))
        .param("digest", digest.sha256())
        .update();
    jdbc.sql("update need set match_at = null where id = ?").param(task.need().value()).update();
  }

  @Override
  public void add(AssessmentRequestId request, Asking asking, Instant at, BodyDigest digest) {
    jdbc.sql(
            "insert into colleague_asked (id, request, responder, asked_at, body_digest) values (?, ?, ?, ?, ?)")
        .params(
            asking.id().value(),
            request.value(),
            asking.colleague().value(),
            at.atOffset(ZoneOffset.UTC),
            digest.sha256())
        .update();
  }

  @Override
  public void keepDueAt(Kept kept) {
    jdbc.sql("update own_task set due_at = ? where id = ?")
        .params(kept.dueAt().atOffset(ZoneOffset.UTC), kept.id().value())
        .update();
  }

  @Override
  public void keep(Done done, Instant at) {
    var declined = done.ending().declined();
    jdbc.sql(
            """
            update own_task
            set state = 'DONE', ended_at = :at, outcome = :outcome, journal_reference = :journal,
                declined_capacity = :capacity, declined_informed = :informed, safety_net = :safetyNet,
                given_back_reason = null
            where id = :id
            """)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("outcome", done.ending().outcome().name())
        .param("journal", done.journalReference())
        .param("capacity", declined == null ? null : declined.capacity().name())
        .param("informed", declined == null ? null : declined.informed())
        .param("safetyNet", declined == null ? null : declined.safetyNet())
        .param("id", done.id().value())
        .update();
  }

  @Override
  public void keep(GivenBack givenBack, Instant at) {
    jdbc.sql(
            "update own_task set state = 'GIVEN_BACK', ended_at = :at, given_back_reason = :reason where id = :id")
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("reason", givenBack.reason().name())
        .param("id", givenBack.id().value())
        .update();
    jdbc.sql("update need set match_at = :at where id = :need and ended_at is null")
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("need", givenBack.need().value())
        .update();
  }

  @Override
  public List<Overdue> listOverdue(Instant now, int limit) {
    return jdbc.sql(
            """
            select request, id from own_task
            where state = 'KEPT' and due_at <= ?
            order by due_at
            limit ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query(
            (row, number) ->
                new Overdue(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new OwnTaskId(row.getObject("id", UUID.class))))
        .list();
  }

  private static OwnTask task(ResultSet row) throws SQLException {
    var state = row.getString("state");
    return switch (state) {
      case "KEPT" -> kept(row);
      case "DONE" ->
          new Done(
              id(row), need(row), keeper(row), ending(row), row.getString("journal_reference"));
      case "GIVEN_BACK" ->
          new GivenBack(
              id(row),
              need(row),
              keeper(row),
              ReturnReason.valueOf(row.getString("given_back_reason")));
      default ->
          throw new IllegalStateException(
              "Expected a state of an own task, but found " + state + " in " + id(row));
    };
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        id(row), need(row), keeper(row), instant(row, "kept_at"), instant(row, "due_at"));
  }

  private static OwnTaskId id(ResultSet row) throws SQLException {
    return new OwnTaskId(row.getObject("id", UUID.class));
  }

  private static NeedId need(ResultSet row) throws SQLException {
    return new NeedId(row.getObject("need", UUID.class));
  }

  private static HsaId keeper(ResultSet row) throws SQLException {
    return new HsaId(row.getString("keeper"));
  }

  private static Ending ending(ResultSet row) throws SQLException {
    var capacity = row.getString("declined_capacity");
    return new Ending(
        Outcome.valueOf(row.getString("outcome")),
        capacity == null
            ? null
            : new CareDeclined(
                DecisionCapacity.valueOf(capacity),
                row.getBoolean("declined_informed"),
                row.getString("safety_net")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
