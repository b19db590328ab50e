package se.rond.dispatch.roster.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.masking.Masked;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.request.Closed;
import se.rond.dispatch.request.Closed.Line;
import se.rond.dispatch.request.MayIdentify;
import se.rond.dispatch.request.MaySee;
import se.rond.dispatch.roster.WayThere;
import tools.jackson.databind.json.JsonMapper;

/** Shows a responder's open work, most urgent first: what a team's screen begins with. */
@RestController
class WorkController {

  /** Most assignments shown; nobody has a tenth of that. */
  private static final int LIMIT = 200;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AccessLog log;

  WorkController(JdbcClient jdbc, JsonMapper json, AccessLog log) {
    this.jdbc = jdbc;
    this.json = json;
    this.log = log;
  }

  /**
   * One open assignment; everything else about the request is a GET away.
   *
   * @param contactBy when somebody is to be with the patient; null where an emergency promises
   *     nothing by itself, which comes before everything else
   * @param address null where nobody said it, and of a protected patient until it is accepted
   * @param distanceKilometres by road from the responder's base; null for who does not drive
   * @param protectedIdentity why who the patient is and where is shown to nobody else; null if it
   *     is
   * @param claimedBy the HSA-id of the member who has it; null where nobody has said so
   */
  record Work(
      UUID request,
      UUID assignment,
      String need,
      String state,
      UUID token,
      Instant answerBy,
      @Nullable Instant contactBy,
      String neededLevel,
      @Nullable String claimedBy,
      @Nullable String claimedByName,
      String municipality,
      @Nullable Masked<String> address,
      @Nullable Masked<Integer> distanceKilometres,
      @Nullable ProtectedIdentity protectedIdentity) {}

  @AllowedTo.Responders
  @AccessLogged(Activity.SEARCH)
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  @GetMapping("/responders/{responder}/assignments")
  public List<Work> list(
      @PathVariable String responder, HttpServletResponse response, Caller caller) {
    if (!ResponderId.isWellFormed(responder)) {
      throw Problem.notFound(Text.of("a responder", "en utförare"));
    }
    var found =
        jdbc.sql(
                """
            select assignment.request, assignment.id, need.kind, assignment.state, token, answer_by,
                   coalesce(need.contact_by,
                     case when needed_level <> 'EMERGENCY_112' then assessment_request.contact_by end) as contact_by,
                   needed_level, claimed_by, claimed_by_name, assessment_request.municipality,
                   body #>> '{place,address}' as address, assessment_request.latitude, assessment_request.longitude,
                   responder.kind as responder_kind, base_latitude, base_longitude,
            """
                    + MayIdentify.COLUMNS
                    + ", "
                    + MaySee.CLOSED
                    + """
                 as closed
            from assignment
              join need on need.id = assignment.need
              join assessment_request on assessment_request.id = assignment.request
              join responder on responder.id = assignment.responder
            where assignment.responder = :responder
              and assignment.state in ('OFFERED', 'HANDOVER_OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT') and
            """
                    + MaySee.CONDITION
                    + """
                  order by coalesce(needed_level = 'EMERGENCY_112', false) desc, contact_by, assignment.id
                  limit :limit
                  """)
            .param("responder", responder)
            .param("limit", LIMIT)
            .params(MaySee.parameters(caller))
            .query(
                (row, number) -> {
                  var mask = MayIdentify.mask(row, json);
                  var contactBy = row.getObject("contact_by", OffsetDateTime.class);
                  return new Line<>(
                      new Work(
                          row.getObject("request", UUID.class),
                          row.getObject("id", UUID.class),
                          row.getString("kind"),
                          row.getString("state"),
                          row.getObject("token", UUID.class),
                          row.getObject("answer_by", OffsetDateTime.class).toInstant(),
                          contactBy == null ? null : contactBy.toInstant(),
                          row.getString("needed_level"),
                          row.getString("claimed_by"),
                          row.getString("claimed_by_name"),
                          row.getString("municipality"),
                          mask.address(row.getString("address")),
                          WayThere.of(row, mask),
                          mask.why()),
                      row.getString("closed"));
                })
            .list();
    var open = Closed.leaveOut(found, Work::request);
    response.setHeader(Closed.HEADER, Long.toString(open.closed()));
    var work = open.lines();
    log.searchOf(
        new ResponderId(responder),
        work.stream().map(Work::request).map(AssessmentRequestId::new).toList());
    return work;
  }
}
