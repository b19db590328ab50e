package se.rond.dispatch.accesslog.jdbc;

import static java.sql.Types.VARCHAR;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.accesslog.Entries;
import se.rond.dispatch.accesslog.Entry;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcEntries implements Entries {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcEntries(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  }

  @Override
  public int add(Entry entry, Collection<AssessmentRequestId> requests) {
    return who(
            entry,
            """
            insert into access_log (
              call, activity, operation, resource, patient, criteria, purpose, person, role, commission, care_unit, care_provider)
            select :call, :activity, :operation, request, patient, cast(:criteria as json), :purpose, :person, :role, :commission, :unit, :provider
            from patients_of(:requests)
            """)
        .param(
            "requests",
            requests.stream().map(AssessmentRequestId::value).distinct().toArray(UUID[]::new))
        .update();
  }

  @Override
  public void add(Entry entry, @Nullable UUID resource, PatientReference patient) {
    addOne(entry, resource, patient.value());
  }

  @Override
  public void add(Entry entry) {
    addOne(entry, null, null);
  }

  @Override
  public boolean isResponder(ResponderId id) {
    return jdbc.sql("select exists (select from responder where id = ?)")
        .param(id.value())
        .query(Boolean.class)
        .single();
  }

  private void addOne(Entry entry, @Nullable UUID request, @Nullable UUID patient) {
    who(
            entry,
            """
            insert into access_log (
              call, activity, operation, resource, patient, criteria, purpose, person, role, commission, care_unit, care_provider)
            values (
              :call, :activity, :operation, cast(:request as uuid), cast(:patient as uuid), cast(:criteria as json), :purpose, :person,
              :role, :commission, :unit, :provider)
            """)
        .param("request", text(request), VARCHAR)
        .param("patient", text(patient), VARCHAR)
        .update();
  }

  private StatementSpec who(Entry entry, String sql) {
    var caller = entry.caller();
    return jdbc.sql(sql)
        .param("call", entry.call())
        .param("activity", entry.activity().name())
        .param("operation", entry.operation())
        .param("criteria", criteria(entry.criteria()), VARCHAR)
        .param("purpose", entry.purpose().name())
        .param("person", caller.person().value())
        .param("role", caller.role().name())
        .param("commission", value(caller.commission()), VARCHAR)
        .param("unit", caller.unit().value())
        .param("provider", caller.careProvider().value());
  }

  private @Nullable String criteria(@Nullable Map<String, String> criteria) {
    return criteria == null ? null : json.writeValueAsString(new HashMap<>(criteria));
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static @Nullable String value(@Nullable HsaId id) {
    return id == null ? null : id.value();
  }
}
