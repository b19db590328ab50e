package se.rond.dispatch.queue.web;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.queue.Precedence;
import se.rond.dispatch.queue.Urgency;
import se.rond.dispatch.request.Closed;
import se.rond.dispatch.request.Closed.Line;
import se.rond.dispatch.request.MayIdentify;
import se.rond.dispatch.request.MaySee;
import se.rond.dispatch.roster.WayThere;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows what a function is asked and what it has accepted that none of its members has claimed. A
 * read model: from SQL to the answer, past the domain.
 */
@RestController
class QueueController {

  /** Most entries shown: a function that has a tenth of that in its queue needs help. */
  private static final int LIMIT = 200;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AccessLog log;

  QueueController(JdbcClient jdbc, JsonMapper json, AccessLog log) {
    this.jdbc = jdbc;
    this.json = json;
    this.log = log;
  }

  /**
   * Work that waits for a member: to be accepted by its {@code token}, or to be claimed.
   *
   * @param address null where nobody said it, and of a protected patient until somebody of the
   *     responder has accepted
   * @param distanceKilometres by road from the responder's base; null for who does not drive
   * @param protectedIdentity why who the patient is and where is shown to nobody else; null if it
   *     is
   */
  record Entry(
      UUID request,
      UUID assignment,
      String need,
      String state,
      UUID token,
      Instant answerBy,
      Level level,
      @Nullable Instant contactBy,
      Instant offeredAt,
      String municipality,
      @Nullable Masked<String> address,
      @Nullable Masked<Integer> distanceKilometres,
      @Nullable ProtectedIdentity protectedIdentity,
      @Nullable Reason beforeNext) {

    private Urgency urgency() {
      return new Urgency(level, contactBy, offeredAt, new AssignmentId(assignment));
    }

    private Entry before(Entry next) {
      return new Entry(
          request,
          assignment,
          need,
          state,
          token,
          answerBy,
          level,
          contactBy,
          offeredAt,
          municipality,
          address,
          distanceKilometres,
          protectedIdentity,
          Reason.of(urgency().before(next.urgency())));
    }
  }

  /** Why an entry stands before the next, as a code and in words. */
  record Reason(Precedence code, String swedish, String english) {
    private static Reason of(Precedence precedence) {
      return new Reason(precedence, precedence.label().swedish(), precedence.label().english());
    }
  }

  @AllowedTo.Responders
  @AccessLogged(Activity.SEARCH)
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  @GetMapping("/responders/{responder}/queue")
  public List<Entry> list(
      @PathVariable String responder, HttpServletResponse response, Caller caller) {
    if (!ResponderId.isWellFormed(responder)) {
      throw Problem.notFound(Text.of("a responder", "en utförare"));
    }
    var found =
        jdbc.sql(
                """
                select assignment.request, assignment.id, need.kind, assignment.state, token, answer_by, need.level,
                       coalesce(need.contact_by, assessment_request.contact_by) as contact_by, offered_at, assessment_request.municipality,
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
                  and (assignment.state in ('OFFERED', 'HANDOVER_OFFERED')
                       or assignment.state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT') and claimed_by is null) and
                """
                    + MaySee.CONDITION
                    + """
                      order by array_position(cast(:levels as text[]), need.level), contact_by, offered_at
                      limit :limit
                      """)
            .param("responder", responder)
            .param("levels", Stream.of(Level.values()).map(Level::name).toArray(String[]::new))
            .param("limit", LIMIT)
            .params(MaySee.parameters(caller))
            .query((row, number) -> new Line<>(entry(row), row.getString("closed")))
            .list();
    var open = Closed.leaveOut(found, Entry::request);
    response.setHeader(Closed.HEADER, Long.toString(open.closed()));
    var queue = open.lines();
    log.searchOf(
        new ResponderId(responder),
        queue.stream().map(Entry::request).map(AssessmentRequestId::new).toList());
    return withReasons(queue);
  }

  private static List<Entry> withReasons(List<Entry> found) {
    var queue =
        found.stream().sorted(comparing(Entry::urgency, Urgency.MOST_URGENT_FIRST)).toList();
    var explained = new ArrayList<Entry>();
    for (var i = 0; i < queue.size(); i++) {
      explained.add(i + 1 < queue.size() ? queue.get(i).before(queue.get(i + 1)) : queue.get(i));
    }
    return List.copyOf(explained);
  }

  private Entry entry(ResultSet row) throws SQLException {
    var mask = MayIdentify.mask(row, json);
    var contactBy = row.getObject("contact_by", OffsetDateTime.class);
    return new Entry(
        row.getObject("request", UUID.class),
        row.getObject("id", UUID.class),
        row.getString("kind"),
        row.getString("state"),
        row.getObject("token", UUID.class),
        row.getObject("answer_by", OffsetDateTime.class).toInstant(),
        Level.valueOf(row.getString("level")),
        contactBy == null ? null : contactBy.toInstant(),
        row.getObject("offered_at", OffsetDateTime.class).toInstant(),
        row.getString("municipality"),
        mask.address(row.getString("address")),
        WayThere.of(row, mask),
        mask.why(),
        null);
  }
}
