package se.rond.dispatch.closing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.closing.Opening.Holder;
import se.rond.dispatch.closing.OpeningDesk;
import se.rond.dispatch.closing.OpeningDesk.Refusal;
import se.rond.dispatch.closing.OpeningDesk.Result;
import se.rond.dispatch.closing.Way;
import se.rond.dispatch.request.MaySee;

/** Opens in two steps what a patient has closed, and shows who has done so to whom it concerns. */
@RestController
class EmergencyOpeningController {

  /** Most openings shown. */
  private static final int LIMIT = 200;

  private final OpeningDesk desk;
  private final JdbcClient jdbc;
  private final AccessLog log;
  private final InstantSource clock;

  EmergencyOpeningController(OpeningDesk desk, JdbcClient jdbc, AccessLog log) {
    this.desk = desk;
    this.jdbc = jdbc;
    this.log = log;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /** Who has closed it; of another care provider's block, the provider alone. */
  record HolderView(@Nullable String careUnit, @Nullable String careProvider) {
    private static HolderView of(Holder holder) {
      return new HolderView(value(holder.careUnit()), value(holder.careProvider()));
    }

    private static @Nullable String value(@Nullable HsaId id) {
      return id == null ? null : id.value();
    }
  }

  /** What the first step has found. */
  record Begun(UUID id, UUID request, Way way, List<HolderView> closedBy, Instant confirmBy) {}

  /** That it is open for the caller, and for how long. */
  record Opened(UUID id, UUID request, Instant openUntil) {}

  /** Takes {@code {"id": …, "ground": "DANGER_TO_LIFE", "reason": "UNCONSCIOUS", "comment": …}}. */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE
  })
  @AccessLogged(Activity.EMERGENCY_OPENING)
  @PostMapping("/assessment-requests/{request}/emergency-openings")
  Begun begin(@PathVariable UUID request, HttpServletRequest http, Caller caller)
      throws IOException {
    var wish = ClosingReader.opening(SentBody.read(http, clock.instant(), _ -> {}));
    return switch (desk.begin(new AssessmentRequestId(request), wish, caller)
        .orElseThrow(() -> Problem.notFound(Text.of("an assessment request", "en förfrågan")))) {
      case Result.Begun(var opening, var closedBy) ->
          new Begun(
              opening.id(),
              opening.request().value(),
              opening.way(),
              closedBy.stream().map(HolderView::of).toList(),
              opening.confirmBy());
      case Result.Refused(var refusal) -> throw problem(refusal);
      case Result.Opened _ ->
          throw new IllegalStateException("Expected the first step, but it is open");
    };
  }

  /** Takes the second step; no body, and the same again makes it no longer. */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.AMBULANCE_LIAISON,
    Role.CARE_COORDINATION_NURSE
  })
  @AccessLogged(Activity.EMERGENCY_OPENING)
  @PutMapping("/assessment-requests/{request}/emergency-openings/{opening}/confirmation")
  Opened confirm(@PathVariable UUID request, @PathVariable UUID opening, Caller caller) {
    return switch (desk.confirm(new AssessmentRequestId(request), opening, caller)
        .orElseThrow(() -> Problem.notFound(Text.of("an emergency opening", "en nödöppning")))) {
      case Result.Opened(var opened) -> {
        if (opened.openUntil() == null) {
          throw new IllegalStateException("Expected " + opened.id() + " to be open");
        }
        yield new Opened(opened.id(), opened.request().value(), opened.openUntil());
      }
      case Result.Refused(var refusal) -> throw problem(refusal);
      case Result.Begun _ ->
          throw new IllegalStateException("Expected the second step, but it is the first");
    };
  }

  /**
   * One to be followed up. Whether the patient had to be asked is judged with who has opened; what
   * was read stands in the access log.
   */
  record FollowUp(
      UUID id,
      UUID request,
      String municipality,
      String person,
      String role,
      String careUnit,
      String careProvider,
      String ground,
      String reason,
      @Nullable String comment,
      String way,
      Instant begunAt,
      @Nullable Instant confirmedAt,
      @Nullable Instant openUntil) {}

  /** Lists those of the caller's municipalities, the latest first; at most {@value #LIMIT}. */
  @AllowedTo(Role.MAS)
  @AccessLogged(value = Activity.SEARCH, asService = true)
  @Transactional
  @GetMapping("/emergency-openings")
  public List<FollowUp> list(Caller caller) {
    var openings =
        jdbc.sql(
                """
                select opening.*, municipality
                from emergency_opening opening join assessment_request on assessment_request.id = opening.request
                where municipality = any (:municipalities)
                order by begun_at desc, opening.id
                limit :limit
                """)
            .params(MaySee.parameters(caller))
            .param("limit", LIMIT)
            .query(
                (row, _) ->
                    new FollowUp(
                        row.getObject("id", UUID.class),
                        row.getObject("request", UUID.class),
                        row.getString("municipality"),
                        row.getString("person"),
                        row.getString("role"),
                        row.getString("care_unit"),
                        row.getString("care_provider"),
                        row.getString("ground"),
                        row.getString("reason"),
                        row.getString("comment"),
                        row.getString("way"),
                        row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("confirmed_at", OffsetDateTime.class)),
                        instant(row.getObject("open_until", OffsetDateTime.class))))
            .list();
    log.searchAsService(
        Map.of(),
        openings.stream().map(FollowUp::request).distinct().map(AssessmentRequestId::new).toList());
    return openings;
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static Problem problem(Refusal refusal) {
    return Problem.of(
        HttpStatus.CONFLICT,
        refusal.name(),
        switch (refusal) {
          case NOT_CLOSED -> Text.of("It is not closed", "Den är inte stängd");
          case GROUND_NOT_ENOUGH ->
              Text.of("That is not enough to open it", "Det räcker inte för att öppna");
          case PROVIDER_HAS_TO_LIFT ->
              Text.of("Another care provider has blocked it", "En annan vårdgivare har spärrat");
          case OPENING_TOO_OLD -> Text.of("Too long ago", "För länge sedan");
          case CLOSED_MEANWHILE ->
              Text.of("More has been blocked meanwhile", "Mer har spärrats under tiden");
          case OTHER_BODY_UNDER_THIS_ID ->
              Text.of("Something else has this id", "Något annat har detta id");
        },
        switch (refusal) {
          case NOT_CLOSED ->
              Text.of("Expected to read it as it is", "Vi väntade oss att den läses som den är");
          case GROUND_NOT_ENOUGH ->
              Text.of(
                  "Expected danger to life or a serious risk to health, since it is another care"
                      + " provider's (2022:913 3:6)",
                  "Vi väntade oss fara för liv eller allvarlig risk för hälsa, eftersom det är en"
                      + " annan vårdgivares (2022:913 3 kap. 6 §)");
          case PROVIDER_HAS_TO_LIFT ->
              Text.of(
                  "Expected that provider to be asked to lift its block; nothing opens it here"
                      + " (2022:913 3:5)",
                  "Vi väntade oss att den vårdgivaren ombeds häva spärren; här öppnar ingenting den"
                      + " (2022:913 3 kap. 5 §)");
          case OPENING_TOO_OLD, CLOSED_MEANWHILE ->
              Text.of(
                  "Expected a new first step, which shows who has closed it now",
                  "Vi väntade oss ett nytt första steg, som visar vem som har stängt nu");
          case OTHER_BODY_UNDER_THIS_ID ->
              Text.of(
                  "Expected what was sent under this id before, or a fresh id; nothing was changed",
                  "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id;"
                      + " ingenting har ändrats");
        });
  }
}
