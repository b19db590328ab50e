package se.rond.dispatch.escalation.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ReserveRoutineId;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.escalation.Hired;
import se.rond.dispatch.escalation.ReserveRoutine;
import se.rond.dispatch.escalation.ReserveRoutine.Reached;
import se.rond.dispatch.escalation.ReserveRoutines;
import se.rond.dispatch.escalation.Resolution;
import se.rond.dispatch.escalation.ResolutionCause;
import se.rond.dispatch.escalation.Unmet;
import se.rond.dispatch.request.AssessmentRequest;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcReserveRoutines implements ReserveRoutines {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcReserveRoutines(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<ReserveRoutine> findOpen(AssessmentRequestId request) {
    return jdbc.sql("select * from reserve_routine where request = ? and resolved_at is null")
        .param(request.value())
        .query((row, number) -> routine(row))
        .optional();
  }

  @Override
  public Optional<ReserveRoutine> find(AssessmentRequestId request, ReserveRoutineId id) {
    return jdbc.sql("select * from reserve_routine where request = ? and id = ?")
        .params(request.value(), id.value())
        .query((row, number) -> routine(row))
        .optional();
  }

  @Override
  public void add(ReserveRoutine routine) {
    jdbc.sql(
            """
            insert into reserve_routine (id, request, role, managers, contacts, activated_at)
            values (:id, :request, :role, :managers, :contacts::json, :at)
            """)
        .param("id", routine.id().value())
        .param("request", routine.request().value())
        .param("role", routine.role())
        .param("managers", managers(routine))
        .param("contacts", json.writeValueAsString(routine.contacts()))
        .param("at", routine.activatedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  @Override
  public void keepTold(ReserveRoutine routine) {
    jdbc.sql(
            "update reserve_routine set managers = :managers, contacts = :contacts::json where id = :id")
        .param("managers", managers(routine))
        .param("contacts", json.writeValueAsString(routine.contacts()))
        .param("id", routine.id().value())
        .update();
  }

  private static String[] managers(ReserveRoutine routine) {
    return routine.managers().stream().map(ResponderId::value).toArray(String[]::new);
  }

  @Override
  public void resolve(Resolution resolution, Instant at, String actor) {
    var hired = resolution.hired();
    jdbc.sql(
            """
            update reserve_routine
            set resolved_at = :at, resolved_by = :actor, cause = :cause, hired_name = :name,
                hired_care_provider = :careProvider, hired_cost_sek = :cost
            where id = :id
            """)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("actor", actor)
        .param("cause", resolution.cause().name())
        .param("name", hired == null ? null : hired.name())
        .param("careProvider", hired == null ? null : hired.careProvider().value())
        .param("cost", hired == null ? null : hired.costSek())
        .param("id", resolution.routine().value())
        .update();
  }

  @Override
  public void addUnmet(
      ReserveRoutineId routine, Unmet unmet, AssessmentRequest request, Instant at) {
    jdbc.sql(
            """
            insert into unmet_obligation
              (routine, need, request, region, municipality, level, accept_by, contact_by, at)
            select :routine, :need, :request, agreement.region, :municipality, :level, :acceptBy, :contactBy, :at
            from agreement
            where agreement.id = :agreement
            on conflict (routine, need) do nothing
            """)
        .param("routine", routine.value())
        .param("need", unmet.need().value())
        .param("request", request.id().value())
        .param("municipality", request.municipality().value())
        .param("level", unmet.level().name())
        .param("acceptBy", unmet.acceptBy().atOffset(ZoneOffset.UTC))
        .param("contactBy", unmet.contactBy().atOffset(ZoneOffset.UTC))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("agreement", request.agreement().value())
        .update();
  }

  private ReserveRoutine routine(ResultSet row) throws SQLException {
    var id = new ReserveRoutineId(row.getObject("id", UUID.class));
    return new ReserveRoutine(
        id,
        new AssessmentRequestId(row.getObject("request", UUID.class)),
        row.getString("role"),
        Stream.of((String[]) row.getArray("managers").getArray()).map(ResponderId::new).toList(),
        List.of(json.readValue(row.getString("contacts"), Reached[].class)),
        row.getObject("activated_at", OffsetDateTime.class).toInstant(),
        resolution(row, id));
  }

  private static @Nullable Resolution resolution(ResultSet row, ReserveRoutineId id)
      throws SQLException {
    var cause = row.getString("cause");
    var name = row.getString("hired_name");
    return cause == null
        ? null
        : new Resolution(
            id,
            ResolutionCause.valueOf(cause),
            name == null
                ? null
                : new Hired(
                    name,
                    new HsaId(row.getString("hired_care_provider")),
                    row.getInt("hired_cost_sek")));
  }
}
