package se.rond.dispatch.escalation.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;

/**
 * Shows when a physician was not to be had (HSL 16:1), with everybody who was asked. For follow-up:
 * nothing follows from it by itself.
 */
@RestController
class UnmetObligationController {

  /** Most records of one answer; whoever has more asks for a shorter time. */
  private static final int LIMIT = 500;

  private static final Set<Role> READERS = Set.of(Role.COORDINATOR, Role.MAS, Role.MANAGER);

  private static final Text TIME =
      Text.of(
          "a time with offset, such as 2026-11-01T00:00:00Z",
          "en tid med tidszon, till exempel 2026-11-01T00:00:00Z");

  private final JdbcClient jdbc;

  UnmetObligationController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A physician's contact that was not to be had.
   *
   * @param hired who was hired instead, as the resolution says; null if nobody was
   * @param attempts every physician who was asked for the request, the earliest first
   */
  record ObligationView(
      UUID request,
      UUID routine,
      String region,
      String municipality,
      String level,
      Instant acceptBy,
      Instant contactBy,
      Instant at,
      @Nullable Instant resolvedAt,
      @Nullable String cause,
      @Nullable HiredView hired,
      List<AttemptView> attempts) {}

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
   * Lists those of the caller's municipalities, the latest first.
   *
   * @param region two digits; all regions without it
   * @param from only what happened then or later
   * @param to only what happened before
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  @GetMapping("/unmet-obligations")
  public List<ObligationView> list(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      Caller caller) {
    if (!READERS.contains(caller.role())) {
      throw Problem.of(
          HttpStatus.FORBIDDEN,
          "NOT_YOURS_TO_READ",
          Text.of("Not yours to read", "Inte din att läsa"),
          Text.of(
              "Expected a coordinator, a manager or a medically responsible nurse (MAS)",
              "Vi väntade oss en koordinator, en chef eller en MAS"));
    }
    var errors = new ArrayList<FieldError>();
    var begins = time("from", from, errors);
    var ends = time("to", to, errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return jdbc.sql(
            """
            select unmet_obligation.*, resolved_at, cause, hired_name, hired_care_provider, hired_cost_sek
            from unmet_obligation join reserve_routine on reserve_routine.id = unmet_obligation.routine
            where municipality = any (:municipalities)
              and (cast(:region as text) is null or region = :region)
              and (cast(:from as timestamptz) is null or at >= :from)
              and (cast(:to as timestamptz) is null or at < :to)
            order by at desc, need
            limit :limit
            """)
        .param(
            "municipalities",
            caller.municipalities().stream().map(MunicipalityCode::value).toArray(String[]::new))
        .param("region", region)
        .param("from", utc(begins))
        .param("to", utc(ends))
        .param("limit", LIMIT)
        .query((row, number) -> view(row))
        .list();
  }

  private static @Nullable Instant time(
      String name, @Nullable String text, List<FieldError> errors) {
    if (text == null) {
      return null;
    }
    return parsed(text)
        .orElseGet(
            () -> {
              errors.add(new FieldError(name, TIME, Text.of("something else", "något annat")));
              return null;
            });
  }

  private static Optional<Instant> parsed(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private ObligationView view(ResultSet row) throws SQLException {
    var request = row.getObject("request", UUID.class);
    var hired = row.getString("hired_name");
    return new ObligationView(
        request,
        row.getObject("routine", UUID.class),
        row.getString("region"),
        row.getString("municipality"),
        row.getString("level"),
        at(row, "accept_by"),
        at(row, "contact_by"),
        at(row, "at"),
        instant(row, "resolved_at"),
        row.getString("cause"),
        hired == null
            ? null
            : new HiredView(
                hired, row.getString("hired_care_provider"), row.getInt("hired_cost_sek")),
        attempts(request));
  }

  private List<AttemptView> attempts(UUID request) {
    return jdbc.sql(
            """
            select assignment.*
            from assignment join need on need.id = assignment.need
            where assignment.request = ? and need.kind = 'PHYSICIAN_CONTACT'
            order by offered_at, assignment.id
            """)
        .param(request)
        .query(
            (row, number) ->
                new AttemptView(
                    row.getString("responder"),
                    row.getString("state"),
                    at(row, "offered_at"),
                    at(row, "answer_by"),
                    instant(row, "accepted_at"),
                    instant(row, "ended_at"),
                    row.getString("decline_reason")))
        .list();
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
