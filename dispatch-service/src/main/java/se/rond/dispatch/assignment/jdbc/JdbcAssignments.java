package se.rond.dispatch.assignment.jdbc;

import static java.sql.Types.TIMESTAMP_WITH_TIMEZONE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.OfferToken;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.assignment.Assignment;
import se.rond.dispatch.assignment.Assignment.Accepted;
import se.rond.dispatch.assignment.Assignment.Completed;
import se.rond.dispatch.assignment.Assignment.Declined;
import se.rond.dispatch.assignment.Assignment.EnRoute;
import se.rond.dispatch.assignment.Assignment.Failed;
import se.rond.dispatch.assignment.Assignment.HandedOver;
import se.rond.dispatch.assignment.Assignment.Lapsed;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.WithPatient;
import se.rond.dispatch.assignment.Assignment.Withdrawn;
import se.rond.dispatch.assignment.AssignmentEvent;
import se.rond.dispatch.assignment.AssignmentEvent.ArrivalDelayed;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentCompleted;
import se.rond.dispatch.assignment.AssignmentEvent.AssignmentFailed;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverDeclined;
import se.rond.dispatch.assignment.AssignmentEvent.HandoverOffered;
import se.rond.dispatch.assignment.AssignmentEvent.JournalReferenced;
import se.rond.dispatch.assignment.AssignmentEvent.OfferDeclined;
import se.rond.dispatch.assignment.AssignmentEvent.PatientMet;
import se.rond.dispatch.assignment.AssignmentEvent.ResponderOffered;
import se.rond.dispatch.assignment.AssignmentEvent.ResponderSetOut;
import se.rond.dispatch.assignment.Assignments;
import se.rond.dispatch.assignment.CareDeclined;
import se.rond.dispatch.assignment.CareDeclined.DecisionCapacity;
import se.rond.dispatch.assignment.ContactMode;
import se.rond.dispatch.assignment.Ending;
import se.rond.dispatch.assignment.FailureCause;
import se.rond.dispatch.assignment.Giver;
import se.rond.dispatch.assignment.OpenNeed;
import se.rond.dispatch.assignment.Outcome;
import se.rond.dispatch.assignment.Receiver;
import se.rond.dispatch.assignment.Sbar;
import se.rond.dispatch.matching.Matching;
import se.rond.dispatch.request.ClockStopped;
import se.rond.dispatch.request.NeedId;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcAssignments implements Assignments {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcAssignments(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public void addNeed(OpenNeed need, Instant now) {
    jdbc.sql(
            """
            insert into need (id, request, kind, capabilities, level, level_since, contact_by, match_at, substitute_for, follows)
            values (:id, :request, :kind, :capabilities, :level, :now, :contactBy, :now, :substituteFor, :follows)
            """)
        .param("id", need.id().value())
        .param("request", need.request().value())
        .param("kind", need.kind().name())
        .param("capabilities", codes(need))
        .param("level", need.level().name())
        .param("contactBy", utc(need.contactBy()))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("substituteFor", value(need.substituteFor()))
        .param("follows", value(need.follows()))
        .update();
  }

  @Override
  public void keep(OpenNeed need, Instant now) {
    jdbc.sql(
            """
            update need
            set capabilities = :capabilities, level = :level, contact_by = :contactBy, substitute_for = :substituteFor,
                follows = :follows, unwanted_at = null,
                level_since = case when level = :level and contact_by is not distinct from cast(:contactBy as timestamptz)
                                   then level_since else :now end
            where id = :id
            """)
        .param("capabilities", codes(need))
        .param("level", need.level().name())
        .param("contactBy", utc(need.contactBy()))
        .param("substituteFor", value(need.substituteFor()))
        .param("follows", value(need.follows()))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("id", need.id().value())
        .update();
  }

  @Override
  public void keepOrdered(OpenNeed need, Instant at) {
    jdbc.sql("update need set ordered_at = coalesce(ordered_at, ?) where id = ?")
        .params(at.atOffset(ZoneOffset.UTC), need.id().value())
        .update();
  }

  @Override
  public boolean isOrdered(OpenNeed need) {
    return jdbc.sql("select ordered_at is not null from need where id = ?")
        .param(need.id().value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void keepUnwanted(OpenNeed need, Instant at) {
    jdbc.sql("update need set unwanted_at = ? where id = ?")
        .params(at.atOffset(ZoneOffset.UTC), need.id().value())
        .update();
  }

  @Override
  public boolean isUnwanted(OpenNeed need) {
    return jdbc.sql("select unwanted_at is not null from need where id = ?")
        .param(need.id().value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void end(OpenNeed need, Instant at) {
    jdbc.sql("update need set ended_at = coalesce(ended_at, ?), match_at = null where id = ?")
        .params(at.atOffset(ZoneOffset.UTC), need.id().value())
        .update();
    jdbc.sql(
            """
            update climb
            set accept_by = null, warn_at = null, breach_at = null, ordered_warn_at = null, ordered_breach_at = null
            where need = ?
            """)
        .param(need.id().value())
        .update();
  }

  @Override
  public boolean isDue(OpenNeed need, Instant now) {
    return jdbc.sql("select exists (select 1 from need where id = ? and match_at <= ?)")
        .params(need.id().value(), now.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<Stored> findByToken(AssessmentRequestId request, OfferToken token) {
    return jdbc.sql(
            """
            select assignment.*, need.kind, need.capabilities, need.level, need.contact_by, need.substitute_for, need.follows
            from assignment join need on need.id = assignment.need
            where assignment.request = ? and token = ?
            """)
        .params(request.value(), token.value())
        .query((row, number) -> new Stored(need(row), assignment(row), row.getInt("version")))
        .optional();
  }

  @Override
  public Optional<Stored> findById(AssessmentRequestId request, AssignmentId id) {
    return jdbc.sql(
            """
            select assignment.*, need.kind, need.capabilities, need.level, need.contact_by, need.substitute_for, need.follows
            from assignment join need on need.id = assignment.need
            where assignment.request = ? and assignment.id = ?
            """)
        .params(request.value(), id.value())
        .query((row, number) -> new Stored(need(row), assignment(row), row.getInt("version")))
        .optional();
  }

  @Override
  public List<Standing> listCurrent(AssessmentRequestId request) {
    return jdbc.sql(
            """
            select need.id as need, need.request, need.kind, need.capabilities, need.level, need.contact_by, need.substitute_for, need.follows,
                   need.ended_at is not null as need_ended,
                   exists (
                     select from own_task
                     where own_task.need = need.id and own_task.state in ('KEPT', 'DONE')) as is_own,
                   assignment.*
            from need left join assignment
              on assignment.need = need.id
              and (state in ('OFFERED', 'ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT', 'COMPLETED')
                   or state = 'HANDED_OVER' and handed_to is null)
            where need.request = ?
            order by need.kind, need.id
            """)
        .param(request.value())
        .query(
            (row, number) ->
                new Standing(
                    need(row),
                    row.getBoolean("need_ended"),
                    row.getString("id") == null ? new Unassigned() : assignment(row),
                    row.getInt("version"),
                    instant(row, "eta"),
                    row.getBoolean("is_own")))
        .list();
  }

  @Override
  public Optional<Duration> add(
      OpenNeed need, ResponderOffered offered, boolean exclusive, Instant eta) {
    return jdbc.sql(
            """
            insert into assignment (id, request, need, responder, exclusive, token, state, offered_at, answer_by, eta)
            values (?, ?, ?, ?, ?, ?, 'OFFERED', ?, ?, ?)
            returning (
              select received_at from assessment_request
              where id = assignment.request
                and not exists (
                  select from assignment other
                  where other.request = assignment.request and other.id <> assignment.id)) as nobody_asked_since
            """)
        .params(
            offered.assignment().value(),
            need.request().value(),
            need.id().value(),
            offered.responder().value(),
            exclusive,
            offered.token().value(),
            offered.occurredAt().atOffset(ZoneOffset.UTC),
            offered.answerBy().atOffset(ZoneOffset.UTC),
            eta.atOffset(ZoneOffset.UTC))
        .query((row, number) -> Optional.ofNullable(instant(row, "nobody_asked_since")))
        .single()
        .map(since -> Duration.between(since, offered.occurredAt()));
  }

  @Override
  public void addHandover(OpenNeed need, HandoverOffered offered, boolean exclusive) {
    jdbc.sql(
            """
            insert into assignment (
              id, request, need, responder, exclusive, token, state, offered_at, answer_by, giver, giver_responder, sbar)
            values (
              :id, :request, :need, :responder, :exclusive, :token, 'HANDOVER_OFFERED', :at, :answerBy, :giver,
              :giverResponder, :sbar::json)
            """)
        .param("id", offered.assignment().value())
        .param("request", need.request().value())
        .param("need", need.id().value())
        .param("responder", offered.responder().value())
        .param("exclusive", exclusive)
        .param("token", offered.token().value())
        .param("at", offered.occurredAt().atOffset(ZoneOffset.UTC))
        .param("answerBy", offered.answerBy().atOffset(ZoneOffset.UTC))
        .param("giver", offered.giver().assignment().value())
        .param("giverResponder", offered.giver().responder().value())
        .param("sbar", json.writeValueAsString(offered.sbar()))
        .update();
  }

  @Override
  public Optional<Stored> findHandover(AssessmentRequestId request, AssignmentId giver) {
    return jdbc.sql(
            """
            select assignment.*, need.kind, need.capabilities, need.level, need.contact_by, need.substitute_for, need.follows
            from assignment join need on need.id = assignment.need
            where assignment.request = ? and giver = ? and state = 'HANDOVER_OFFERED'
            """)
        .params(request.value(), giver.value())
        .query((row, number) -> new Stored(need(row), assignment(row), row.getInt("version")))
        .optional();
  }

  @Override
  public void store(Stored basis, Assignment after, AssignmentEvent event) {
    var ending = event instanceof AssignmentCompleted completed ? completed.ending() : null;
    var declined = ending == null ? null : ending.declined();
    var receiver = event instanceof AssignmentEvent.HandedOver over ? over.receiver() : null;
    var colleague = receiver instanceof Receiver.Colleague one ? one : null;
    var ambulance = receiver instanceof Receiver.Ambulance one ? one : null;
    var updated =
        jdbc.sql(
                """
                update assignment
                set state = :state,
                    version = version + 1,
                    accepted_at = case when :state = 'ACCEPTED' then coalesce(accepted_at, :at) else accepted_at end,
                    en_route_at = case when :state = 'EN_ROUTE' then coalesce(en_route_at, :at) else en_route_at end,
                    with_patient_at = case when :state = 'WITH_PATIENT' then :at else with_patient_at end,
                    completed_at = case when :state = 'COMPLETED' then coalesce(completed_at, :at) else completed_at end,
                    ended_at = case when :state in ('COMPLETED', 'HANDED_OVER', 'FAILED', 'DECLINED', 'LAPSED', 'WITHDRAWN') then coalesce(ended_at, :at)
                                    else ended_at end,
                    contact_mode = coalesce(:mode, contact_mode),
                    outcome = coalesce(:outcome, outcome),
                    declined_capacity = coalesce(:capacity, declined_capacity),
                    declined_informed = coalesce(:informed, declined_informed),
                    safety_net = coalesce(:safetyNet, safety_net),
                    failure_cause = coalesce(:cause, failure_cause),
                    decline_reason = coalesce(:reason, decline_reason),
                    journal_reference = coalesce(:journal, journal_reference),
                    expected_at = coalesce(:eta, expected_at),
                    handed_to = coalesce(:handedTo, handed_to),
                    handed_to_responder = coalesce(:handedToResponder, handed_to_responder),
                    ambulance_unit = coalesce(:unit, ambulance_unit),
                    received_by = coalesce(:receivedBy, received_by),
                    ambulance_sbar = coalesce(:sbar::json, ambulance_sbar)
                where id = :id and version = :version
                """)
            .param("state", stateOf(after))
            .param("at", event.occurredAt().atOffset(ZoneOffset.UTC))
            .param("mode", event instanceof PatientMet met ? met.mode().name() : null)
            .param("outcome", ending == null ? null : ending.outcome().name())
            .param("capacity", declined == null ? null : declined.capacity().name())
            .param("informed", declined == null ? null : declined.informed())
            .param("safetyNet", declined == null ? null : declined.safetyNet())
            .param("cause", event instanceof AssignmentFailed failed ? failed.cause().name() : null)
            .param("reason", declineReason(event))
            .param("eta", eta(event))
            .param("journal", journal(event))
            .param("handedTo", colleague == null ? null : colleague.assignment().value())
            .param("handedToResponder", colleague == null ? null : colleague.responder().value())
            .param("unit", ambulance == null ? null : ambulance.unit())
            .param("receivedBy", ambulance == null ? null : ambulance.receivedBy())
            .param("sbar", ambulance == null ? null : json.writeValueAsString(ambulance.sbar()))
            .param("id", event.assignment().value())
            .param("version", basis.version())
            .update();
    if (updated != 1) {
      throw new OptimisticLockingFailureException(
          "Expected assignment "
              + event.assignment()
              + " at version "
              + basis.version()
              + ", but somebody has stored a later one");
    }
  }

  private static @Nullable String journal(AssignmentEvent event) {
    return event instanceof JournalReferenced later
        ? later.reference()
        : event instanceof AssignmentCompleted completed ? completed.journalReference() : null;
  }

  private static @Nullable OffsetDateTime eta(AssignmentEvent event) {
    var eta =
        event instanceof ResponderSetOut setOut
            ? setOut.eta()
            : event instanceof ArrivalDelayed delayed ? delayed.eta() : null;
    return eta == null ? null : eta.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String declineReason(AssignmentEvent event) {
    return event instanceof OfferDeclined declined
        ? declined.reason().name()
        : event instanceof HandoverDeclined over ? over.reason().name() : null;
  }

  @Override
  public void keepMatching(OpenNeed need, Matching matching, @Nullable Instant matchAgainAt) {
    jdbc.sql("update need set last_matching = :matching::json, match_at = :matchAt where id = :id")
        .param("matching", json.writeValueAsString(matching))
        .param(
            "matchAt",
            matchAgainAt == null ? null : matchAgainAt.atOffset(ZoneOffset.UTC),
            TIMESTAMP_WITH_TIMEZONE)
        .param("id", need.id().value())
        .update();
  }

  /** The responder's row is locked, so that two assignments cannot ask at once and both hear no. */
  @Override
  public boolean isElsewhere(ResponderId responder, AssignmentId assignment) {
    jdbc.sql("select 1 from responder where id = ? for no key update")
        .param(responder.value())
        .query(Integer.class)
        .optional();
    return jdbc.sql(
            """
            select exists (
              select 1 from assignment
              where responder = ? and id <> ? and exclusive and state in ('EN_ROUTE', 'WITH_PATIENT'))
            """)
        .params(responder.value(), assignment.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean hear(AssignmentId assignment, @Nullable Instant silentAt) {
    return jdbc.sql(
            """
            update assignment set silent_at = :silentAt, silence_alarmed_at = null
            where id = :id
            returning old.silence_alarmed_at is not null
            """)
        .param("silentAt", silentAt == null ? null : silentAt.atOffset(ZoneOffset.UTC))
        .param("id", assignment.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public Optional<ResponderId> keepAlarm(AssignmentId assignment, Instant at) {
    return jdbc.sql(
            """
            update assignment set silent_at = null, silence_alarmed_at = :at
            where id = :id and state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT') and silent_at <= :at
            returning responder
            """)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("id", assignment.value())
        .query((row, number) -> new ResponderId(row.getString("responder")))
        .optional();
  }

  @Override
  public Set<Capability> listBrought(OpenNeed need) {
    return jdbc.sql(
            """
            select distinct unnest(responder.capabilities) as code
            from assignment join responder on responder.id = assignment.responder
            where need = ? and with_patient_at is not null and state <> 'FAILED' and handed_to is null
            """)
        .param(need.id().value())
        .query((row, number) -> Capability.of(row.getString("code")))
        .set();
  }

  @Override
  public boolean isPatientMet(AssessmentRequestId request) {
    return jdbc.sql(
            "select "
                + ClockStopped.BY_ASSIGNMENT
                + " or "
                + ClockStopped.BY_CONTACT
                + " or "
                + ClockStopped.BY_OWN_TASK
                + " from assessment_request where id = ?")
        .param(request.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean isPromiseKeptByContact(AssessmentRequestId request) {
    return jdbc.sql("select " + ClockStopped.BY_CONTACT + " from assessment_request where id = ?")
        .param(request.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void keepPromiseKept(AssessmentRequestId request, Level before, Level higher) {
    jdbc.sql(
            """
            update contact set keeps = array_append(keeps, :higher)
            where request = :request and :before = any (keeps) and :higher <> all (keeps)
            """)
        .param("request", request.value())
        .param("before", before.name())
        .param("higher", higher.name())
        .update();
  }

  @Override
  public boolean isPatientMet(OpenNeed need) {
    return jdbc.sql(
            "select "
                + ClockStopped.FOR_NEED_BY_ASSIGNMENT
                + " or "
                + ClockStopped.FOR_NEED_BY_CONTACT
                + " from need where id = ?")
        .param(need.id().value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public List<Silent> listSilent(Instant now, int limit) {
    return jdbc.sql(
            """
            select request, id from assignment
            where state in ('ACCEPTED', 'EN_ROUTE', 'WITH_PATIENT') and silent_at <= ?
            order by silent_at
            limit ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query(
            (row, number) ->
                new Silent(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new AssignmentId(row.getObject("id", UUID.class))))
        .list();
  }

  @Override
  public void dueJournal(AssignmentId assignment, @Nullable Instant by) {
    jdbc.sql("update assignment set journal_due_at = :by where id = :id")
        .param("by", by == null ? null : by.atOffset(ZoneOffset.UTC))
        .param("id", assignment.value())
        .update();
  }

  @Override
  public Optional<ResponderId> keepJournalAlarm(AssignmentId assignment, Instant at) {
    return jdbc.sql(
            """
            update assignment set journal_due_at = null, journal_alarmed_at = :at
            where id = :id and journal_due_at <= :at
            returning responder
            """)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("id", assignment.value())
        .query((row, number) -> new ResponderId(row.getString("responder")))
        .optional();
  }

  @Override
  public List<Undocumented> listUndocumented(Instant now, int limit) {
    return jdbc.sql(
            """
            select request, id from assignment
            where journal_due_at <= ?
            order by journal_due_at
            limit ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query(
            (row, number) ->
                new Undocumented(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new AssignmentId(row.getObject("id", UUID.class))))
        .list();
  }

  @Override
  public List<DueOffer> listDueOffers(Instant now, int limit) {
    return jdbc.sql(
            """
            select request, token from assignment
            where state in ('OFFERED', 'HANDOVER_OFFERED') and answer_by <= ?
            order by answer_by, responder
            limit ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query(
            (row, number) ->
                new DueOffer(
                    new AssessmentRequestId(row.getObject("request", UUID.class)),
                    new OfferToken(row.getObject("token", UUID.class))))
        .list();
  }

  @Override
  public List<OpenNeed> listDueNeeds(Instant now, int limit) {
    return jdbc.sql(
            """
            select id as need, request, kind, capabilities, level, contact_by, substitute_for, follows from need
            where match_at <= ?
            order by match_at, kind
            limit ?
            """)
        .params(now.atOffset(ZoneOffset.UTC), limit)
        .query((row, number) -> need(row))
        .list();
  }

  private static @Nullable UUID value(@Nullable NeedId need) {
    return need == null ? null : need.value();
  }

  private static @Nullable NeedId needId(ResultSet row, String column) throws SQLException {
    var need = row.getObject(column, UUID.class);
    return need == null ? null : new NeedId(need);
  }

  private static String[] codes(OpenNeed need) {
    return need.capabilities().stream().map(Capability::code).toArray(String[]::new);
  }

  private static OpenNeed need(ResultSet row) throws SQLException {
    return new OpenNeed(
        new NeedId(row.getObject("need", UUID.class)),
        new AssessmentRequestId(row.getObject("request", UUID.class)),
        Need.valueOf(row.getString("kind")),
        Stream.of((String[]) row.getArray("capabilities").getArray())
            .map(Capability::of)
            .collect(Collectors.toSet()),
        Level.valueOf(row.getString("level")),
        instant(row, "contact_by"),
        needId(row, "substitute_for"),
        needId(row, "follows"));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private Assignment assignment(ResultSet row) throws SQLException {
    var id = new AssignmentId(row.getObject("id", UUID.class));
    var responder = new ResponderId(row.getString("responder"));
    var token = new OfferToken(row.getObject("token", UUID.class));
    var state = row.getString("state");
    return switch (state) {
      case "OFFERED" ->
          new Offered(
              id, responder, token, row.getObject("answer_by", OffsetDateTime.class).toInstant());
      case "HANDOVER_OFFERED" ->
          new Assignment.HandoverOffered(
              id,
              responder,
              token,
              row.getObject("answer_by", OffsetDateTime.class).toInstant(),
              new Giver(
                  new AssignmentId(row.getObject("giver", UUID.class)),
                  new ResponderId(row.getString("giver_responder"))),
              json.readValue(row.getString("sbar"), Sbar.class));
      case "ACCEPTED" -> new Accepted(id, responder, token, instant(row, "expected_at"));
      case "EN_ROUTE" -> new EnRoute(id, responder, token, instant(row, "expected_at"));
      case "WITH_PATIENT" ->
          new WithPatient(id, responder, token, ContactMode.valueOf(row.getString("contact_mode")));
      case "COMPLETED" ->
          new Completed(id, responder, token, ending(row), row.getString("journal_reference"));
      case "HANDED_OVER" ->
          new HandedOver(id, responder, token, receiver(row), row.getString("journal_reference"));
      case "FAILED" ->
          new Failed(id, responder, token, FailureCause.valueOf(row.getString("failure_cause")));
      case "DECLINED" -> new Declined(id, responder, token);
      case "LAPSED" -> new Lapsed(id, responder, token);
      case "WITHDRAWN" -> new Withdrawn(id, responder, token);
      default ->
          throw new IllegalStateException(
              "Expected a state of an assignment, but found " + state + " in assignment " + id);
    };
  }

  private Receiver receiver(ResultSet row) throws SQLException {
    var assignment = row.getObject("handed_to", UUID.class);
    return assignment == null
        ? new Receiver.Ambulance(
            row.getString("ambulance_unit"),
            row.getString("received_by"),
            json.readValue(row.getString("ambulance_sbar"), Sbar.class))
        : new Receiver.Colleague(
            new AssignmentId(assignment), new ResponderId(row.getString("handed_to_responder")));
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

  private static String stateOf(Assignment assignment) {
    return switch (assignment) {
      case Unassigned _ ->
          throw new IllegalStateException("Expected an assignment with a responder to store");
      case Offered _ -> "OFFERED";
      case Assignment.HandoverOffered _ -> "HANDOVER_OFFERED";
      case Accepted _ -> "ACCEPTED";
      case EnRoute _ -> "EN_ROUTE";
      case WithPatient _ -> "WITH_PATIENT";
      case Completed _ -> "COMPLETED";
      case HandedOver _ -> "HANDED_OVER";
      case Failed _ -> "FAILED";
      case Declined _ -> "DECLINED";
      case Lapsed _ -> "LAPSED";
      case Withdrawn _ -> "WITHDRAWN";
    };
  }
}
