package se.rond.dispatch.escalation.web;

import jakarta.servlet.http.HttpServletResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.agreement.RegionCode;
import se.rond.dispatch.request.ClockStopped;
import se.rond.dispatch.request.Closed;
import se.rond.dispatch.request.Closed.Line;
import se.rond.dispatch.request.MaySee;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows when a physician was not to be had (HSL 16:1), with everybody who was asked. For follow-up:
 * nothing follows from it by itself.
 */
@RestController
class UnmetObligationController {

  /** Most records of one answer; whoever has more asks for a shorter time. */
  private static final int LIMIT = 500;

  private static final Text SOMETHING_ELSE = Text.of("something else", "något annat");

  private static final Text TIME =
      Text.of(
          "a time with offset, such as 2026-11-01T00:00:00Z, from 2000 to 2199",
          "en tid med tidszon, till exempel 2026-11-01T00:00:00Z, från 2000 till 2199");

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AccessLog log;

  UnmetObligationController(JdbcClient jdbc, JsonMapper json, AccessLog log) {
    this.jdbc = jdbc;
    this.json = json;
    this.log = log;
  }

  /**
   * A physician's contact that was not to be had. It is one, however often a manager was told of
   * it.
   *
   * @param at when a ladder for it ended the first time
   * @param metAt when a physician kept the promise after all; null if none did
   * @param routines whom it was left to, the first of them first
   * @param attempts every physician who was asked for the request, the earliest first
   * @param ladder the rungs that were climbed for it, those too that were skipped, the earliest
   *     first
   */
  record ObligationView(
      UUID request,
      UUID need,
      String region,
      String municipality,
      String level,
      Instant acceptBy,
      Instant contactBy,
      Instant at,
      @Nullable Instant metAt,
      List<RoutineView> routines,
      List<AttemptView> attempts,
      List<RungView> ladder) {}

  /**
   * A reserve routine that it has led to.
   *
   * @param hired who was hired, as the resolution says; null if nobody was
   */
  record RoutineView(
      UUID id,
      Instant activatedAt,
      @Nullable Instant resolvedAt,
      @Nullable String cause,
      @Nullable HiredView hired) {}

  record HiredView(String name, String careProvider, int costSek) {}

  /**
   * Somebody who was asked.
   *
   * @param state what became of it
   * @param answeredAt when it was answered, or taken back; null while it is not
   */
  record AttemptView(
      String responder,
      String state,
      Instant offeredAt,
      Instant answerBy,
      @Nullable Instant acceptedAt,
      @Nullable Instant answeredAt,
      @Nullable String declineReason) {}

  /**
   * A rung that was climbed, as in {@code GET /assessment-requests/{id}}.
   *
   * @param reason why it was skipped; null if it was not
   */
  record RungView(
      Instant at,
      String level,
      JsonNode step,
      String outcome,
      @Nullable String responder,
      @Nullable String reason) {}

  /**
   * Lists those of the caller's municipalities, the latest first. What keeps a promise is what
   * stops the clock: for what the level is about, a contact that keeps that level; for what has a
   * promise of its own, or stands in for something, one since then.
   *
   * @param region two digits; all regions without it
   * @param from only what happened then or later
   * @param to only what happened before
   */
  @AllowedTo({Role.COORDINATOR, Role.MAS, Role.MANAGER})
  @AccessLogged(Activity.SEARCH)
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  @GetMapping("/unmet-obligations")
  public List<ObligationView> list(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      HttpServletResponse response,
      Caller caller) {
    var errors = new ArrayList<FieldError>();
    if (region != null && !RegionCode.isWellFormed(region)) {
      errors.add(new FieldError("region", Text.of("two digits", "två siffror"), SOMETHING_ELSE));
    }
    var begins = time("from", from, errors);
    var ends = time("to", to, errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    var found =
        jdbc.sql(
                """
                select obligation.*, least(by_assignment.at, by_contact.at) as met_at,
                       (select %s from assessment_request where assessment_request.id = obligation.request) as closed
                from unmet_obligation obligation
                  join need on need.id = obligation.need
                  cross join lateral (
                    select min(with_patient_at) as at from assignment
                    where assignment.need = need.id and state <> 'FAILED' and handed_to is null) by_assignment
                  cross join lateral (
                    select case when need.contact_by is null and need.substitute_for is null
                      then (
                        select min(contact.at) from contact
                        where contact.request = obligation.request and obligation.level = any (keeps)
                          and not exists (
                            select from assignment theirs
                            where theirs.id = contact.assignment
                              and (theirs.state in ('FAILED', 'DECLINED') or theirs.handed_to is not null)))
                      else (select min(contact.at) from %s) end as at) by_contact
                where obligation.municipality = any (:municipalities)
                  and (cast(:region as text) is null or obligation.region = :region)
                  and (cast(:from as timestamptz) is null or obligation.at >= :from)
                  and (cast(:to as timestamptz) is null or obligation.at < :to)
                  and not exists (
                    select from unmet_obligation earlier
                    where earlier.need = obligation.need and earlier.municipality = any (:municipalities)
                      and (earlier.at, earlier.routine) < (obligation.at, obligation.routine))
                order by obligation.at desc, obligation.need
                limit :limit
                """
                    .formatted(MaySee.CLOSED, ClockStopped.CONTACT_FOR_NEED))
            .params(MaySee.parameters(caller))
            .param("region", region)
            .param("from", utc(begins))
            .param("to", utc(ends))
            .param("limit", LIMIT)
            .query((row, number) -> new Line<>(obligation(row), row.getString("closed")))
            .list();
    var open = Closed.leaveOut(found, ObligationView::request);
    response.setHeader(Closed.HEADER, Long.toString(open.closed()));
    var obligations = open.lines();
    log.search(
        criteria(region, begins, ends),
        obligations.stream()
            .map(ObligationView::request)
            .distinct()
            .map(AssessmentRequestId::new)
            .toList());
    return withWhatWasDone(obligations);
  }

  /** As they were understood, and not as they were sent. */
  private static Map<String, String> criteria(
      @Nullable String region, @Nullable Instant begins, @Nullable Instant ends) {
    var criteria = new HashMap<String, String>();
    if (region != null) {
      criteria.put("region", region);
    }
    if (begins != null) {
      criteria.put("from", begins.toString());
    }
    if (ends != null) {
      criteria.put("to", ends.toString());
    }
    return criteria;
  }

  private static @Nullable Instant time(
      String name, @Nullable String text, List<FieldError> errors) {
    if (text == null) {
      return null;
    }
    return parsed(text)
        .orElseGet(
            () -> {
              errors.add(new FieldError(name, TIME, SOMETHING_ELSE));
              return null;
            });
  }

  private static Optional<Instant> parsed(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text))
          .filter(time -> time.getYear() >= 2000 && time.getYear() <= 2199)
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static ObligationView obligation(ResultSet row) throws SQLException {
    return new ObligationView(
        row.getObject("request", UUID.class),
        row.getObject("need", UUID.class),
        row.getString("region"),
        row.getString("municipality"),
        row.getString("level"),
        at(row, "accept_by"),
        at(row, "contact_by"),
        at(row, "at"),
        instant(row, "met_at"),
        List.of(),
        List.of(),
        List.of());
  }

  private List<ObligationView> withWhatWasDone(List<ObligationView> obligations) {
    var needs = ids(obligations, ObligationView::need);
    var routines = routines(needs);
    var attempts = attempts(ids(obligations, ObligationView::request));
    var ladders = ladders(needs);
    return obligations.stream()
        .map(
            one ->
                new ObligationView(
                    one.request(),
                    one.need(),
                    one.region(),
                    one.municipality(),
                    one.level(),
                    one.acceptBy(),
                    one.contactBy(),
                    one.at(),
                    one.metAt(),
                    routines.getOrDefault(one.need(), List.of()),
                    attempts.getOrDefault(one.request(), List.of()),
                    ladders.getOrDefault(one.need(), List.of())))
        .toList();
  }

  private static String[] ids(List<ObligationView> obligations, Function<ObligationView, UUID> id) {
    return obligations.stream().map(id).distinct().map(UUID::toString).toArray(String[]::new);
  }

  private Map<UUID, List<RoutineView>> routines(String[] needs) {
    return listed(
        """
        select need as "of", id, activated_at, resolved_at, cause, hired_name, hired_care_provider, hired_cost_sek
        from unmet_obligation join reserve_routine on reserve_routine.id = routine
        where need = any (?::uuid[])
        order by activated_at, id
        """,
        needs,
        UnmetObligationController::routine);
  }

  private static RoutineView routine(ResultSet row) throws SQLException {
    var hired = row.getString("hired_name");
    return new RoutineView(
        row.getObject("id", UUID.class),
        at(row, "activated_at"),
        instant(row, "resolved_at"),
        row.getString("cause"),
        hired == null
            ? null
            : new HiredView(
                hired, row.getString("hired_care_provider"), row.getInt("hired_cost_sek")));
  }

  private Map<UUID, List<AttemptView>> attempts(String[] requests) {
    return listed(
        """
        select assignment.request as "of", assignment.*
        from assignment join need on need.id = assignment.need
        where assignment.request = any (?::uuid[]) and need.kind = 'PHYSICIAN_CONTACT'
        order by offered_at, assignment.id
        """,
        requests,
        row ->
            new AttemptView(
                row.getString("responder"),
                row.getString("state"),
                at(row, "offered_at"),
                at(row, "answer_by"),
                instant(row, "accepted_at"),
                instant(row, "ended_at"),
                row.getString("decline_reason")));
  }

  /** What stands in for another need is asked for by the ladder of that. */
  private Map<UUID, List<RungView>> ladders(String[] needs) {
    return listed(
        """
        select need.id as "of", climbed_rung.*
        from need join climbed_rung on climbed_rung.need = coalesce(substitute_for, need.id)
        where need.id = any (?::uuid[])
        order by position
        """,
        needs,
        row ->
            new RungView(
                at(row, "at"),
                row.getString("level"),
                json.readTree(row.getString("step")),
                row.getString("outcome"),
                row.getString("responder"),
                row.getString("reason")));
  }

  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Lists rows by the id that they are {@code of}, in their order. */
  private <T> Map<UUID, List<T>> listed(String sql, String[] ids, Reading<T> reading) {
    var lists = new HashMap<UUID, List<T>>();
    jdbc.sql(sql)
        .param(ids)
        .query(
            (RowCallbackHandler)
                row ->
                    lists
                        .computeIfAbsent(row.getObject("of", UUID.class), _ -> new ArrayList<>())
                        .add(reading.of(row)));
    return lists;
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
