package se.rond.dispatch.request.web;

import jakarta.servlet.http.HttpServletResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.RuleSetMark;
import se.rond.access.masking.Mask;
import se.rond.access.masking.Masked;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.language.Text;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.request.Closed;
import se.rond.dispatch.request.MayIdentify;
import se.rond.dispatch.request.MaySee;
import se.rond.dispatch.request.Responsibilities;
import se.rond.dispatch.request.ToldOf;
import se.rond.dispatch.request.Unapproved;
import se.rond.dispatch.request.web.RequestView.AmbulanceView;
import se.rond.dispatch.request.web.RequestView.AssignmentView;
import se.rond.dispatch.request.web.RequestView.ClaimView;
import se.rond.dispatch.request.web.RequestView.DeclinedView;
import se.rond.dispatch.request.web.RequestView.EmergencyView;
import se.rond.dispatch.request.web.RequestView.MarkedView;
import se.rond.dispatch.request.web.RequestView.NeedView;
import se.rond.dispatch.request.web.RequestView.ObservationView;
import se.rond.dispatch.request.web.RequestView.OverrideView;
import se.rond.dispatch.request.web.RequestView.OwnTaskView;
import se.rond.dispatch.request.web.RequestView.ReserveRoutineView;
import se.rond.dispatch.request.web.RequestView.Responsibility;
import se.rond.dispatch.request.web.RequestView.RungView;
import se.rond.dispatch.request.web.RequestView.TimelineView;
import se.rond.dispatch.request.web.RequestView.TriageView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shows one request. A read model: from SQL to the answer, past the domain. */
@RestController
class RequestController {

  private final JdbcClient jdbc;
  private final Responsibilities responsibilities;
  private final JsonMapper json;
  private final ToldViews told;
  private final Unapproved unapproved;
  private final AccessLog log;

  RequestController(
      JdbcClient jdbc,
      Responsibilities responsibilities,
      JsonMapper json,
      ToldViews told,
      Unapproved unapproved,
      AccessLog log) {
    this.jdbc = jdbc;
    this.responsibilities = responsibilities;
    this.json = json;
    this.told = told;
    this.unapproved = unapproved;
    this.log = log;
  }

  /**
   * A request that the caller may not see is answered as if there were none, one that the patient
   * has closed to the caller by that there is one, and one that was joined to another by that other
   * one. One snapshot serves all queries. A decision by rules that nobody has approved is marked.
   */
  @AllowedTo.Readers
  @AccessLogged(Activity.READ)
  @Transactional(isolation = Isolation.REPEATABLE_READ)
  @GetMapping("/assessment-requests/{id}")
  public RequestView show(@PathVariable UUID id, HttpServletResponse response, Caller caller) {
    var request = load(id, caller);
    var decision = request.decision();
    if (decision != null
        && unapproved.isDecisionBy(
            json.treeToValue(decision.get("ruleSet"), RuleSetVersion.class))) {
      response.setHeader(RuleSetMark.HEADER, RuleSetMark.UNAPPROVED);
    }
    log.read(new AssessmentRequestId(request.id()));
    return request;
  }

  private RequestView load(UUID id, Caller caller) {
    return jdbc.sql(
            """
                select id, revision, state, nurse_level, needed_level, granted_level, requester, callback, municipality,
                       raised_at, received_at, contact_by, marks, marked, vitals_measured_at,
                       (extract(epoch from clock_timestamp() - vitals_measured_at) / 60)::bigint as vitals_age,
                """
                + MayIdentify.COLUMNS
                + ", "
                + MaySee.CLOSED
                + """
                       as closed, decision, triage_by, triage_late_at, triage_caught_up_at, cancellation_reason, body, told, remeasure_by, remeasure.told_at as remeasure_told_at
                from assessment_request
                  left join ball on ball.request = assessment_request.id
                  left join remeasure on remeasure.request = assessment_request.id
                where id = (select coalesce(joined_to, id) from assessment_request where id = :id) and
                """
                + MaySee.CONDITION)
        .param("id", id)
        .params(MaySee.parameters(caller))
        .query((row, number) -> view(row, caller))
        .optional()
        .orElseThrow(() -> Problem.notFound(Text.of("an assessment request", "en förfrågan")));
  }

  private RequestView view(ResultSet row, Caller caller) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var closed = row.getString("closed");
    if (closed != null) {
      throw closed(Closed.valueOf(closed));
    }
    var mask = MayIdentify.mask(row, json);
    var others = MayIdentify.maskOfOthers(row, json);
    return new RequestView(
        id,
        row.getInt("revision"),
        row.getString("state"),
        row.getString("nurse_level"),
        row.getString("needed_level"),
        row.getString("granted_level"),
        Responsibility.of(responsibilities.load(new AssessmentRequestId(id))),
        tree(row, "told"),
        row.getString("municipality"),
        at(row, "raised_at"),
        at(row, "received_at"),
        instant(row, "contact_by"),
        instant(row, "remeasure_by"),
        instant(row, "remeasure_told_at"),
        List.of((String[]) row.getArray("marks").getArray()),
        List.of(json.readValue(row.getString("marked"), MarkedView[].class)),
        instant(row, "vitals_measured_at"),
        row.getObject("vitals_age", Long.class),
        mask.why(),
        tree(row, "decision"),
        overrides(id, mask),
        triage(row),
        needs(id, mask),
        assignments(id, mask),
        ownTask(id, mask),
        emergency(id, mask),
        reserveRoutines(id),
        row.getString("cancellation_reason"),
        observations(id, caller, mask, others),
        told.contacts(id),
        told.assessments(id, mask),
        told.tasks(id),
        told.examinations(id, mask),
        told.video(id),
        timeline(id, mask),
        submitted(row, isPlacedByOthers(id, caller) ? others : mask));
  }

  /** Whether the patient is protected may be said of another request, and is told beside this. */
  private Masked<JsonNode> submitted(ResultSet row, Mask mask) throws SQLException {
    var body = json.readTree(row.getString("body"));
    if (body.path("patient") instanceof ObjectNode patient) {
      patient.remove("protectedIdentity");
    }
    return mask.submitted(body);
  }

  /** Where the patient is by now, somebody else may have said. */
  private boolean isPlacedByOthers(UUID request, Caller caller) {
    return jdbc.sql(
            """
            select exists (
              select from request_change
              where told_of = :request and kind = 'PLACE' and actor <> all (:own))
            """)
        .param("request", request)
        .params(MaySee.parameters(caller))
        .query(Boolean.class)
        .single();
  }

  /** That there is something, and nothing of whose it is or what (SVOD 2:4). */
  private static Problem closed(Closed by) {
    return Problem.of(
            HttpStatus.FORBIDDEN,
            by.name(),
            switch (by) {
              case BLOCKED -> Text.of("Blocked by the patient", "Spärrad av patienten");
              case NO_CONSENT ->
                  Text.of("The patient has not agreed", "Patienten har inte samtyckt");
            },
            switch (by) {
              case BLOCKED ->
                  Text.of(
                      "There is something that the patient has blocked. Expected the patient to"
                          + " have it lifted, or an emergency opening by who may",
                      "Det finns något som patienten har spärrat. Vi väntade oss att patienten låter"
                          + " häva spärren, eller en nödöppning av den som får");
              case NO_CONSENT ->
                  Text.of(
                      "There is something of another care provider's. Expected the patient's"
                          + " consent, or an emergency opening by who may",
                      "Det finns något hos en annan vårdgivare. Vi väntade oss patientens samtycke,"
                          + " eller en nödöppning av den som får");
            })
        .with("emergencyOpening", "POST /assessment-requests/{request}/emergency-openings");
  }

  /** What was said of the request and of those joined to it, wherever they stood then. */
  private List<OverrideView> overrides(UUID request, Mask mask) {
    return jdbc.sql(
            """
            select id, revision, at, actor, direction, from_level, level, below_floor, reason, comment
            from level_override
            where
            """
                + ToldOf.CONDITION
                + "order by revision, position")
        .param("request", request)
        .query(
            (row, number) ->
                new OverrideView(
                    row.getObject("id", UUID.class),
                    row.getInt("revision"),
                    at(row, "at"),
                    row.getString("actor"),
                    row.getString("direction"),
                    row.getString("from_level"),
                    row.getString("level"),
                    row.getBoolean("below_floor"),
                    row.getString("reason"),
                    mask.text(row.getString("comment"))))
        .list();
  }

  private static @Nullable TriageView triage(ResultSet row) throws SQLException {
    var by = instant(row, "triage_by");
    var lateSince = instant(row, "triage_late_at");
    return by == null && lateSince == null
        ? null
        : new TriageView(by, lateSince, instant(row, "triage_caught_up_at"));
  }

  private @Nullable EmergencyView emergency(UUID request, Mask mask) {
    return jdbc.sql(
            """
            select alarm, directed_at, acknowledge_by, alarmed_at, acknowledgement, provisional, reason,
                   acknowledged_at, acknowledged_by, over_at
            from emergency
            where request = ?
            """)
        .param(request)
        .query(
            (row, number) ->
                new EmergencyView(
                    row.getInt("alarm"),
                    at(row, "directed_at"),
                    instant(row, "acknowledge_by"),
                    instant(row, "alarmed_at"),
                    row.getString("acknowledgement"),
                    row.getBoolean("provisional"),
                    mask.text(row.getString("reason")),
                    instant(row, "acknowledged_at"),
                    row.getString("acknowledged_by"),
                    instant(row, "over_at")))
        .optional()
        .orElse(null);
  }

  /**
   * What was told of the request and of those joined to it, wherever they stood then. Whom a body
   * is about stands with the request, and nowhere else.
   */
  private List<ObservationView> observations(UUID request, Caller caller, Mask own, Mask others) {
    return jdbc.sql(
            """
            select id, revision, kind, at, received_at, actor, body
            from request_change
            where (kind = 'OBSERVATIONS' or kind = 'JOINED' and id <> :request) and
            """
                + ToldOf.CONDITION
                + "order by revision")
        .param("request", request)
        .query(
            (row, number) -> {
              var body = (ObjectNode) json.readTree(row.getString("body"));
              body.remove("patient");
              var mask = row.getString("actor").equals(caller.person().value()) ? own : others;
              return new ObservationView(
                  row.getObject("id", UUID.class),
                  row.getInt("revision"),
                  row.getString("kind"),
                  at(row, "at"),
                  at(row, "received_at"),
                  row.getString("actor"),
                  mask.submitted(body));
            })
        .list();
  }

  /** What comes next is told while somebody is asked, and stays silent. */
  private List<NeedView> needs(UUID request, Mask mask) {
    var ladders = ladders(request);
    return jdbc.sql(
            """
            select need.id, need.kind, need.capabilities, need.level, need.contact_by, match_at, need.ended_at, substitute_for, follows,
                   accept_by, last_matching,
                   case when asked.id is not null then next_rung end as next_step,
                   case when asked.id is not null and next_rung is not null then least(asked.answer_by, accept_by) end as next_at
            from need
              left join climb on climb.need = need.id
              left join assignment asked on asked.id = climb.asked and asked.state = 'OFFERED'
            where need.request = ?
            order by need.kind, need.ended_at nulls last, need.id
            """)
        .param(request)
        .query(
            (row, number) ->
                new NeedView(
                    row.getObject("id", UUID.class),
                    row.getString("kind"),
                    List.of((String[]) row.getArray("capabilities").getArray()),
                    row.getString("level"),
                    instant(row, "contact_by"),
                    instant(row, "match_at"),
                    instant(row, "ended_at"),
                    row.getObject("substitute_for", UUID.class),
                    row.getObject("follows", UUID.class),
                    ladders.getOrDefault(row.getObject("id", UUID.class), List.of()),
                    instant(row, "accept_by"),
                    tree(row, "next_step"),
                    instant(row, "next_at"),
                    mask.estimates(tree(row, "last_matching"), "eta", "expectedDone")))
        .list();
  }

  private Map<UUID, List<RungView>> ladders(UUID request) {
    var ladders = new HashMap<UUID, List<RungView>>();
    jdbc.sql(
            """
            select climbed_rung.*
            from climbed_rung join need on need.id = climbed_rung.need
            where need.request = ?
            order by position
            """)
        .param(request)
        .query(
            (RowCallbackHandler)
                row ->
                    ladders
                        .computeIfAbsent(row.getObject("need", UUID.class), _ -> new ArrayList<>())
                        .add(
                            new RungView(
                                at(row, "at"),
                                row.getString("level"),
                                json.readTree(row.getString("step")),
                                row.getString("outcome"),
                                row.getString("responder"),
                                row.getString("reason"))));
    return ladders;
  }

  private List<ReserveRoutineView> reserveRoutines(UUID request) {
    return jdbc.sql(
            """
            select id, role, managers, contacts, activated_at, resolved_at, resolved_by, cause
            from reserve_routine
            where request = ?
            order by activated_at desc, id
            """)
        .param(request)
        .query(
            (row, number) ->
                new ReserveRoutineView(
                    row.getObject("id", UUID.class),
                    row.getString("role"),
                    List.of((String[]) row.getArray("managers").getArray()),
                    json.readTree(row.getString("contacts")),
                    at(row, "activated_at"),
                    instant(row, "resolved_at"),
                    row.getString("resolved_by"),
                    row.getString("cause")))
        .list();
  }

  private List<AssignmentView> assignments(UUID request, Mask mask) {
    return jdbc.sql(
            """
            select assignment.*, need.kind, responder.name
            from assignment
              join need on need.id = assignment.need
              join responder on responder.id = assignment.responder
            where assignment.request = ?
            order by (state in ('HANDOVER_OFFERED', 'DECLINED', 'LAPSED', 'WITHDRAWN', 'FAILED')), offered_at desc, assignment.id
            """)
        .param(request)
        .query(
            (row, number) ->
                new AssignmentView(
                    row.getObject("id", UUID.class),
                    row.getString("kind"),
                    row.getString("responder"),
                    row.getString("name"),
                    claim(row),
                    row.getString("state"),
                    row.getObject("token", UUID.class),
                    at(row, "offered_at"),
                    at(row, "answer_by"),
                    mask.estimate(instant(row, "eta")),
                    instant(row, "accepted_at"),
                    instant(row, "en_route_at"),
                    instant(row, "with_patient_at"),
                    instant(row, "completed_at"),
                    instant(row, "ended_at"),
                    row.getString("contact_mode"),
                    row.getString("outcome"),
                    row.getString("decline_reason"),
                    declined(row, mask),
                    row.getString("failure_cause"),
                    row.getString("giver_responder"),
                    row.getString("handed_to_responder"),
                    ambulance(row, mask),
                    mask.fields(tree(row, "sbar")),
                    mask.estimate(instant(row, "expected_at")),
                    instant(row, "silence_alarmed_at"),
                    mask.text(row.getString("journal_reference")),
                    instant(row, "journal_due_at"),
                    instant(row, "journal_alarmed_at")))
        .list();
  }

  /** The one that is kept, else the last one. */
  private @Nullable OwnTaskView ownTask(UUID request, Mask mask) {
    return jdbc.sql(
            "select * from own_task where request = ? order by (state = 'KEPT') desc, kept_at desc, id limit 1")
        .param(request)
        .query(
            (row, number) ->
                new OwnTaskView(
                    row.getObject("id", UUID.class),
                    row.getObject("need", UUID.class),
                    row.getString("state"),
                    row.getString("person"),
                    row.getString("person_name"),
                    row.getString("keeper"),
                    row.getString("callback"),
                    at(row, "kept_at"),
                    at(row, "due_at"),
                    instant(row, "ended_at"),
                    row.getString("outcome"),
                    declined(row, mask),
                    mask.text(row.getString("journal_reference")),
                    row.getString("given_back_reason")))
        .optional()
        .orElse(null);
  }

  private static @Nullable ClaimView claim(ResultSet row) throws SQLException {
    var person = row.getString("claimed_by");
    return person == null
        ? null
        : new ClaimView(person, row.getString("claimed_by_name"), at(row, "claimed_at"));
  }

  private @Nullable AmbulanceView ambulance(ResultSet row, Mask mask) throws SQLException {
    var unit = row.getString("ambulance_unit");
    return unit == null
        ? null
        : new AmbulanceView(
            unit,
            row.getString("received_by"),
            mask.writtenIn(json.readTree(row.getString("ambulance_sbar"))));
  }

  private static @Nullable DeclinedView declined(ResultSet row, Mask mask) throws SQLException {
    var capacity = row.getString("declined_capacity");
    return capacity == null
        ? null
        : new DeclinedView(
            capacity, row.getBoolean("declined_informed"), mask.words(row.getString("safety_net")));
  }

  private List<TimelineView> timeline(UUID request, Mask mask) {
    return jdbc.sql(
            "select at, event, actor, responder, detail from timeline where request = ? order by position")
        .param(request)
        .query(
            (row, number) ->
                new TimelineView(
                    at(row, "at"),
                    row.getString("event"),
                    row.getString("actor"),
                    row.getString("responder"),
                    mask.text(row.getString("detail"))))
        .list();
  }

  private @Nullable JsonNode tree(ResultSet row, String column) throws SQLException {
    var text = row.getString(column);
    return text == null ? null : json.readTree(text);
  }

  private static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
