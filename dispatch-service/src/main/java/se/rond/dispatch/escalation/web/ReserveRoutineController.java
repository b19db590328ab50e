package se.rond.dispatch.escalation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.escalation.ReserveDesk;
import se.rond.dispatch.escalation.ReserveDesk.Result;
import se.rond.dispatch.escalation.ReserveRoutine;
import se.rond.dispatch.request.Closed;
import se.rond.dispatch.request.Closed.Line;
import se.rond.dispatch.request.MaySee;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows reserve routines, the longest open first, and takes what they were. */
@RestController
class ReserveRoutineController {

  /** Most routines shown: more than a region has in a quarter. */
  private static final int LIMIT = 200;

  private final ReserveDesk desk;
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AccessLog log;
  private final InstantSource clock;

  ReserveRoutineController(ReserveDesk desk, JdbcClient jdbc, JsonMapper json, AccessLog log) {
    this.desk = desk;
    this.jdbc = jdbc;
    this.json = json;
    this.log = log;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /** One routine; everything else about the request is a GET away. */
  record RoutineLine(
      UUID id,
      UUID request,
      String requestState,
      String municipality,
      String role,
      List<String> managers,
      JsonNode contacts,
      Instant activatedAt,
      @Nullable Instant resolvedAt,
      @Nullable String resolvedBy,
      @Nullable String cause) {}

  /**
   * Lists those of requests that the caller may see, also of requests that are over.
   *
   * @param open true for those that nobody has resolved, false for the others; all without it
   */
  @AllowedTo.Readers
  @AccessLogged(Activity.SEARCH)
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  @GetMapping("/reserve-routines")
  public List<RoutineLine> list(
      @RequestParam(required = false) @Nullable Boolean open,
      HttpServletResponse response,
      Caller caller) {
    var found =
        jdbc.sql(
                """
            select reserve_routine.*, assessment_request.state, assessment_request.municipality,
            """
                    + MaySee.CLOSED
                    + """
                 as closed
            from reserve_routine join assessment_request on assessment_request.id = reserve_routine.request
            where (cast(:open as boolean) is null or (resolved_at is null) = :open) and
            """
                    + MaySee.CONDITION
                    + """
                  order by (resolved_at is null) desc, activated_at, reserve_routine.id
                  limit :limit
                  """)
            .param("open", open)
            .param("limit", LIMIT)
            .params(MaySee.parameters(caller))
            .query((row, number) -> new Line<>(line(row), row.getString("closed")))
            .list();
    var shown = Closed.leaveOut(found, RoutineLine::request);
    response.setHeader(Closed.HEADER, Long.toString(shown.closed()));
    var routines = shown.lines();
    log.search(
        open == null ? Map.of() : Map.of("open", open.toString()),
        routines.stream()
            .map(RoutineLine::request)
            .distinct()
            .map(AssessmentRequestId::new)
            .toList());
    return routines;
  }

  private RoutineLine line(ResultSet row) throws SQLException {
    return new RoutineLine(
        row.getObject("id", UUID.class),
        row.getObject("request", UUID.class),
        row.getString("state"),
        row.getString("municipality"),
        row.getString("role"),
        List.of((String[]) row.getArray("managers").getArray()),
        json.readTree(row.getString("contacts")),
        row.getObject("activated_at", OffsetDateTime.class).toInstant(),
        instant(row, "resolved_at"),
        row.getString("resolved_by"),
        row.getString("cause"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** What is answered to whoever resolves one. */
  record Resolved(UUID id, UUID request, String cause) {}

  /**
   * Takes {@code {"routine": …, "cause": "NO_PHYSICIAN"}}, with {@code "hired": {"name": …,
   * "careProvider": …, "costSek": 4200}} where somebody was hired. PUT, and the routine is named:
   * what is sent twice says it once, and of no later one.
   */
  @AllowedTo.Readers
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/assessment-requests/{request}/reserve-routine/resolution")
  public Resolved resolve(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    var said = ResolutionReader.read(SentBody.read(http, clock.instant(), _ -> {}));
    Supplier<Problem> notFound =
        () -> Problem.notFound(Text.of("a reserve routine", "en reservrutin"));
    return switch (desk.resolve(new AssessmentRequestId(request), said, caller)
        .orElseThrow(notFound)) {
      case Result.Kept(var routine) -> resolved(routine);
      case Result.NoSuchRoutine _ -> throw notFound.get();
      case Result.OtherwiseResolved(var routine) ->
          throw Problem.of(
                  HttpStatus.CONFLICT,
                  "ALREADY_RESOLVED",
                  Text.of("Somebody has said something else", "Någon har redan sagt något annat"),
                  Text.of(
                      "Expected what was said of it before; nothing was changed",
                      "Vi väntade oss det som redan är sagt; ingenting har ändrats"))
              .with("cause", resolved(routine).cause());
      case Result.NotTheirs _ ->
          throw Problem.of(
              HttpStatus.FORBIDDEN,
              "NOT_YOURS_TO_RESOLVE",
              Text.of("Not yours to resolve", "Inte din att avsluta"),
              Text.of(
                  "Expected a coordinator, the manager who was told, or whose shift it is",
                  "Vi väntade oss en koordinator, chefen som fick larmet, eller den vars pass det är"));
    };
  }

  private static Resolved resolved(ReserveRoutine routine) {
    if (routine.resolution() == null) {
      throw new IllegalStateException("Expected " + routine.id() + " to be resolved");
    }
    return new Resolved(
        routine.id().value(), routine.request().value(), routine.resolution().cause().name());
  }
}
