package se.rond.dispatch.assessment.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HealthCentreId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PhysicianTaskId;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.assessment.TaskDesk;

/** Shows a health centre what its physicians have to look at, and takes that they have. */
@RestController
@RequestMapping("/health-centres/{centre}/tasks")
class TaskController {

  /** Most tasks shown; a health centre has a handful in a day. */
  private static final int LIMIT = 200;

  private final TaskDesk desk;
  private final JdbcClient jdbc;
  private final AccessLog log;

  TaskController(TaskDesk desk, JdbcClient jdbc, AccessLog log) {
    this.desk = desk;
    this.jdbc = jdbc;
    this.log = log;
  }

  /**
   * Something that waits; what was concluded is read with the request.
   *
   * @param overdue whether it should have been done by now
   */
  record Task(
      UUID id, UUID request, UUID assessment, Instant raisedAt, Instant dueAt, boolean overdue) {}

  /** What nobody has completed, the most urgent first; at most {@value #LIMIT}. */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.CARE_COORDINATION_NURSE})
  @AccessLogged(Activity.SEARCH)
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  @GetMapping
  public List<Task> list(@PathVariable String centre, Caller caller) {
    if (!isTheirs(centre, caller)) {
      throw Problem.notFound(Text.of("a health centre", "en vårdcentral"));
    }
    var tasks =
        jdbc.sql(
                """
            select id, request, assessment, raised_at, due_at, due_at < clock_timestamp() as overdue
            from physician_task
            where health_centre = :centre and completed_at is null and municipality = any (:municipalities)
            order by due_at, id
            limit :limit
            """)
            .param("centre", centre)
            .param("municipalities", municipalities(caller))
            .param("limit", LIMIT)
            .query(
                (row, number) ->
                    new Task(
                        row.getObject("id", UUID.class),
                        row.getObject("request", UUID.class),
                        row.getObject("assessment", UUID.class),
                        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                        row.getObject("due_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("overdue")))
            .list();
    log.search(
        Map.of("healthCentre", centre),
        tasks.stream().map(Task::request).map(AssessmentRequestId::new).toList());
    return tasks;
  }

  /** Takes that somebody has looked at it; no body, and the same again changes nothing. */
  @AllowedTo({Role.PHYSICIAN, Role.CARE_COORDINATION_NURSE})
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/{task}/completion")
  public ResponseEntity<Void> complete(
      @PathVariable String centre, @PathVariable UUID task, Caller caller) {
    if (!HealthCentreId.isWellFormed(centre)
        || !desk.complete(new HealthCentreId(centre), new PhysicianTaskId(task), caller)) {
      throw Problem.notFound(Text.of("a task", "en uppgift"));
    }
    return ResponseEntity.noContent().build();
  }

  private boolean isTheirs(String centre, Caller caller) {
    return jdbc.sql(
            "select exists (select from health_centre where id = :centre and municipality = any (:municipalities))")
        .param("centre", centre)
        .param("municipalities", municipalities(caller))
        .query(Boolean.class)
        .single();
  }

  private static String[] municipalities(Caller caller) {
    return caller.municipalities().stream().map(MunicipalityCode::value).toArray(String[]::new);
  }
}
