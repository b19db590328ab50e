package se.rond.dispatch.request.jdbc;

import static java.sql.Types.VARCHAR;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Caller;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.triage.TriageDecision;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.MaySee;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.RequestTouched;
import se.rond.dispatch.request.TimelineEntry;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcAssessmentRequests implements AssessmentRequests {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final ApplicationEventPublisher listeners;
  private final InstantSource clock;

  JdbcAssessmentRequests(
      JdbcClient jdbc, JsonMapper json, ApplicationEventPublisher listeners, InstantSource clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.listeners = listeners;
    this.clock = clock;
  }

  /** One that was parted from another while its row was waited for is looked up again. */
  @Override
  public Optional<AssessmentRequest> findAndLock(AssessmentRequestId id, Caller caller) {
    var found = findAsOfNowAndLock(id, caller);
    return found.isEmpty() || found.get().id().equals(standsFor(id))
        ? found
        : findAndLock(id, caller);
  }

  private AssessmentRequestId standsFor(AssessmentRequestId id) {
    return new AssessmentRequestId(
        jdbc.sql("select coalesce(joined_to, id) from assessment_request where id = ?")
            .param(id.value())
            .query(UUID.class)
            .single());
  }

  private Optional<AssessmentRequest> findAsOfNowAndLock(AssessmentRequestId id, Caller caller) {
    return jdbc.sql(
            """
            select id, revision, state, patient, municipality, requester, latitude, longitude, nurse_level, needed_level,
                   granted_level, agreement, raised_at, contact_by
            from assessment_request
            where id = (select coalesce(joined_to, id) from assessment_request where id = :id) and
            """
                + MaySee.CONDITION
                + "for update")
        .param("id", id.value())
        .params(MaySee.parameters(caller))
        .query(JdbcAssessmentRequests::request)
        .optional()
        .map(this::touched);
  }

  @Override
  public Optional<PatientReference> findPatient(AssessmentRequestId id, Caller caller) {
    return jdbc.sql(
            """
            select patient
            from assessment_request
            where id = (select coalesce(joined_to, id) from assessment_request where id = :id) and
            """
                + MaySee.CONDITION)
        .param("id", id.value())
        .params(MaySee.parameters(caller))
        .query((row, number) -> new PatientReference(row.getObject("patient", UUID.class)))
        .optional();
  }

  @Override
  public Optional<AssessmentRequest> findAndLock(AssessmentRequestId id) {
    return jdbc.sql(
            """
            select id, revision, state, patient, municipality, requester, latitude, longitude, nurse_level, needed_level,
                   granted_level, agreement, raised_at, contact_by
            from assessment_request
            where id = ?
            for update
            """)
        .param(id.value())
        .query(JdbcAssessmentRequests::request)
        .optional()
        .map(this::touched);
  }

  /** One that was changed while its row was waited for is looked at again. */
  @Override
  public Optional<AssessmentRequest> findOpenAndLock(PatientReference patient, Caller caller) {
    return jdbc.sql(
            """
            select id, revision, state, patient, municipality, requester, latitude, longitude, nurse_level, needed_level,
                   granted_level, agreement, raised_at, contact_by
            from assessment_request
            where patient = :patient and state not in ('DOCUMENTING', 'CLOSED', 'CANCELLED', 'JOINED')
              and not (state in ('WAITING', 'ASSIGNED', 'UNDER_WAY')
                and exists (select from need where need.request = assessment_request.id)
                and not exists (
                  select from need where need.request = assessment_request.id and ended_at is null and follows is null)) and
            """
                + MaySee.CONDITION
                + """
                  order by received_at, id
                  limit 1
                  for update
                  """)
        .param("patient", patient.value())
        .params(MaySee.parameters(caller))
        .query(JdbcAssessmentRequests::request)
        .optional()
        .map(this::touched);
  }

  @Override
  public List<AssessmentRequest> listOpenAndLock(PatientReference patient) {
    return jdbc
        .sql(
            """
            select id, revision, state, patient, municipality, requester, latitude, longitude, nurse_level, needed_level,
                   granted_level, agreement, raised_at, contact_by
            from assessment_request
            where patient = ? and state not in ('DOCUMENTING', 'CLOSED', 'CANCELLED', 'JOINED')
            order by received_at, id
            for update
            """)
        .param(patient.value())
        .query(JdbcAssessmentRequests::request)
        .list()
        .stream()
        .map(this::touched)
        .toList();
  }

  @Override
  public List<AssessmentRequest> listJoinedAndLock(AssessmentRequestId id) {
    return jdbc
        .sql(
            """
            select id, revision, state, patient, municipality, requester, latitude, longitude, nurse_level, needed_level,
                   granted_level, agreement, raised_at, contact_by
            from assessment_request
            where joined_to = ?
            order by received_at, id
            for update
            """)
        .param(id.value())
        .query(JdbcAssessmentRequests::request)
        .list()
        .stream()
        .map(this::touched)
        .toList();
  }

  @Override
  public void part(AssessmentRequest open, AssessmentRequestId from) {
    jdbc.sql(
            """
            update assessment_request
            set state = :state, joined_to = null,
                alarms_before = (
                  select greatest(other.alarms_before, coalesce(emergency.alarm, 0))
                  from assessment_request other left join emergency on emergency.request = other.id
                  where other.id = :from)
            where id = :id
            """)
        .param("state", open.state().name())
        .param("from", from.value())
        .param("id", open.id().value())
        .update();
    jdbc.sql("update assessment_request set joined_to = ? where joined_to = ?")
        .params(open.id().value(), from.value())
        .update();
    listeners.publishEvent(new RequestTouched(open.id()));
  }

  @Override
  public Set<ContactCause> listCauses(AssessmentRequestId id) {
    return jdbc.sql(
            """
            select cause
            from (select id, joined_to, coalesce(content, body) ->> 'contactCause' as cause from assessment_request) told
            where (id = :id or joined_to = :id) and cause is not null
            """)
        .param("id", id.value())
        .query((row, number) -> ContactCause.valueOf(row.getString("cause")))
        .set();
  }

  @Override
  public void store(AssessmentRequest request) {
    jdbc.sql(
            """
            update assessment_request
            set revision = :revision, state = :state, patient = :patient, municipality = :municipality,
                latitude = :latitude, longitude = :longitude, nurse_level = :nurseLevel, needed_level = :neededLevel,
                granted_level = :grantedLevel, contact_by = :contactBy,
                triage_by = case when :state in ('RECEIVED', 'WAITING', 'ASSIGNED', 'UNDER_WAY')
                                   and decision_revision is distinct from :revision then triage_by end,
                closed_at = case when :state in ('CLOSED', 'CANCELLED') then coalesce(closed_at, :closedAt) end
            where id = :id
            """)
        .param("state", request.state().name())
        .param("revision", request.revision())
        .param("patient", request.patient().value())
        .param("municipality", request.municipality().value())
        .param("latitude", request.place().latitude())
        .param("longitude", request.place().longitude())
        .param("nurseLevel", request.nurseLevel().name())
        .param("neededLevel", name(request.neededLevel()))
        .param("grantedLevel", name(request.grantedLevel()))
        .param("contactBy", utc(request.contactBy()))
        .param("closedAt", isClosed(request.state()) ? utc(clock.instant()) : null)
        .param("id", request.id().value())
        .update();
  }

  private static boolean isClosed(RequestState state) {
    return state == RequestState.CLOSED || state == RequestState.CANCELLED;
  }

  @Override
  public boolean keepDecision(
      AssessmentRequestId id, int revision, TriageDecision decision, Instant countedAt) {
    var isFirst =
        jdbc.sql(
                    """
                    insert into counted_decision (request, revision, level, floor_level, counted_at) values (?, ?, ?, ?, ?)
                    on conflict (request, revision) do nothing
                    """)
                .params(
                    id.value(),
                    revision,
                    decision.level().name(),
                    decision.floor().name(),
                    countedAt.atOffset(ZoneOffset.UTC))
                .update()
            == 1;
    if (isFirst) {
      jdbc.sql(
              """
              update assessment_request set decision = :decision::json, decision_revision = :revision
              where id = :id and (decision_revision is null or decision_revision < :revision)
              """)
          .param("decision", json.writeValueAsString(decision))
          .param("revision", revision)
          .param("id", id.value())
          .update();
    }
    return isFirst;
  }

  @Override
  public boolean isNewlyTold(AssessmentRequestId id, int revision) {
    return jdbc.sql(
            """
            select not exists (
              select from (
                select revision from counted_decision where request = :request
                union all
                select revision from floor_without_triage where request = :request) judged
              where revision < :revision and revision >= coalesce(
                (select max(revision)
                 from request_change
                 where request = :request and kind <> 'PLACE' and revision <= :revision), 1))
            """)
        .param("request", id.value())
        .param("revision", revision)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void note(AssessmentRequestId id, TimelineEntry entry) {
    jdbc.sql(
            """
            insert into timeline (request, position, at, event, actor, responder, detail)
            select :request, coalesce(max(position), 0) + 1, :at, :event, :actor, :responder, :detail
            from timeline
            where request = :request
            """)
        .param("request", id.value())
        .param("at", utc(entry.at()))
        .param("event", entry.event())
        .param("actor", entry.actor())
        .param("responder", entry.responder() == null ? null : entry.responder().value(), VARCHAR)
        .param("detail", entry.detail(), VARCHAR)
        .update();
  }

  private AssessmentRequest touched(AssessmentRequest request) {
    listeners.publishEvent(new RequestTouched(request.id()));
    return request;
  }

  private static AssessmentRequest request(ResultSet row, int number) throws SQLException {
    return new AssessmentRequest(
        new AssessmentRequestId(row.getObject("id", UUID.class)),
        row.getInt("revision"),
        RequestState.valueOf(row.getString("state")),
        new PatientReference(row.getObject("patient", UUID.class)),
        new MunicipalityCode(row.getString("municipality")),
        new HsaId(row.getString("requester")),
        new Position(row.getDouble("latitude"), row.getDouble("longitude")),
        Level.valueOf(row.getString("nurse_level")),
        level(row.getString("needed_level")),
        level(row.getString("granted_level")),
        new AgreementId(row.getObject("agreement", UUID.class)),
        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("contact_by", OffsetDateTime.class)));
  }

  private static @Nullable Level level(@Nullable String name) {
    return name == null ? null : Level.valueOf(name);
  }

  private static @Nullable String name(@Nullable Level level) {
    return level == null ? null : level.name();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
