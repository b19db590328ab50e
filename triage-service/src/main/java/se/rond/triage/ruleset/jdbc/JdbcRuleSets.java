package se.rond.triage.ruleset.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Role;
import se.rond.clinical.RuleSet;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.triage.ruleset.Act;
import se.rond.triage.ruleset.RegionCode;
import se.rond.triage.ruleset.RuleSetId;
import se.rond.triage.ruleset.RuleSets;
import se.rond.triage.ruleset.Territory;
import se.rond.triage.ruleset.Version;
import se.rond.triage.ruleset.Vignette;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcRuleSets implements RuleSets {

  /** A document fills some twenty thousand characters, and is read once. */
  private static final String ALL_BUT_THE_DOCUMENT =
      """
      id, region, municipality, name, version, valid_from, changes_sv, changes_en, names,
      drafted_by, drafted_by_name, drafted_by_role, drafted_at,
      approved_by, approved_by_name, approved_by_role, approved_at,
      activated_by, activated_by_name, activated_by_role, activated_at, active_from,
      retired_by, retired_by_name, retired_by_role, retired_at, retired_from, unsafe""";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcRuleSets(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Version> find(RuleSetId id) {
    return jdbc.sql("select %s from rule_set where id = ?".formatted(ALL_BUT_THE_DOCUMENT))
        .param(id.value())
        .query(JdbcRuleSets::version)
        .optional();
  }

  @Override
  public String loadDocument(RuleSetId id) {
    return jdbc.sql("select document from rule_set where id = ?")
        .param(id.value())
        .query(String.class)
        .single();
  }

  @Override
  public List<Version> listVersions(Territory territory) {
    return jdbc.sql(
            """
            select %s from rule_set
            where region = :region and municipality is not distinct from :municipality::char(4)
            order by drafted_at desc, id
            """
                .formatted(ALL_BUT_THE_DOCUMENT))
        .param("region", territory.region().value())
        .param("municipality", code(territory))
        .query(JdbcRuleSets::version)
        .list();
  }

  @Override
  public List<Version> listActivated() {
    return jdbc.sql(
            """
            select %s from rule_set
            where active_from is not null
            order by active_from, id
            """
                .formatted(ALL_BUT_THE_DOCUMENT))
        .query(JdbcRuleSets::version)
        .list();
  }

  @Override
  public boolean isNameTaken(Version version) {
    return jdbc.sql(
            """
            select exists (
              select from rule_set
              where approved_at is not null and id <> :id
                and (municipality is null) = :whole and version = :version and names && :names::text[])
            """)
        .param("id", version.id().value())
        .param("whole", version.territory().municipality() == null)
        .param("version", version.number())
        .param("names", version.names().toArray(String[]::new))
        .query(Boolean.class)
        .single();
  }

  @Override
  public Set<MunicipalityCode> listMunicipalities(RegionCode region) {
    return Set.copyOf(
        jdbc.sql("select code from municipality where region = ?")
            .param(region.value())
            .query((row, _) -> new MunicipalityCode(row.getString("code")))
            .list());
  }

  @Override
  public void lock() {
    jdbc.sql("lock table rule_set in share row exclusive mode").update();
  }

  @Override
  public void add(Version draft, String document) {
    jdbc.sql(
            """
            insert into rule_set
              (id, region, municipality, name, version, valid_from, changes_sv, changes_en, names, document,
               drafted_by, drafted_by_name, drafted_by_role, drafted_at)
            values
              (:id, :region, :municipality, :name, :version, :validFrom, :changesSv, :changesEn, :names, :document,
               :by, :byName, :byRole, :at)
            """)
        .param("id", draft.id().value())
        .param("region", draft.territory().region().value())
        .param("municipality", code(draft.territory()))
        .param("name", draft.name())
        .param("version", draft.number())
        .param("validFrom", draft.header().validFrom())
        .param("changesSv", draft.header().changes().sv())
        .param("changesEn", draft.header().changes().en())
        .param("names", draft.names().toArray(String[]::new))
        .param("document", document)
        .param("by", draft.drafted().person())
        .param("byName", draft.drafted().name())
        .param("byRole", draft.drafted().role().name())
        .param("at", utc(draft.drafted().at()))
        .update();
  }

  @Override
  public void store(Version version) {
    var approved = version.approved();
    var activated = version.activated();
    var retired = version.retired();
    jdbc.sql(
            """
            update rule_set
            set approved_by = :approvedBy, approved_by_name = :approvedByName, approved_by_role = :approvedByRole,
                approved_at = :approvedAt,
                activated_by = :activatedBy, activated_by_name = :activatedByName, activated_by_role = :activatedByRole,
                activated_at = :activatedAt, active_from = :activeFrom,
                retired_by = :retiredBy, retired_by_name = :retiredByName, retired_by_role = :retiredByRole,
                retired_at = :retiredAt, retired_from = :retiredFrom, unsafe = :unsafe
            where id = :id
            """)
        .param("id", version.id().value())
        .param("approvedBy", approved == null ? null : approved.person())
        .param("approvedByName", approved == null ? null : approved.name())
        .param("approvedByRole", approved == null ? null : approved.role().name())
        .param("approvedAt", approved == null ? null : utc(approved.at()))
        .param("activatedBy", activated == null ? null : activated.person())
        .param("activatedByName", activated == null ? null : activated.name())
        .param("activatedByRole", activated == null ? null : activated.role().name())
        .param("activatedAt", activated == null ? null : utc(activated.at()))
        .param("activeFrom", version.activeFrom() == null ? null : utc(version.activeFrom()))
        .param("retiredBy", retired == null ? null : retired.person())
        .param("retiredByName", retired == null ? null : retired.name())
        .param("retiredByRole", retired == null ? null : retired.role().name())
        .param("retiredAt", retired == null ? null : utc(retired.at()))
        .param("retiredFrom", version.retiredFrom() == null ? null : utc(version.retiredFrom()))
        .param("unsafe", version.unsafe())
        .update();
  }

  @Override
  public List<Vignette> listVignettes(RuleSetId id) {
    return jdbc.sql("select * from vignette where rule_set = ? order by name")
        .param(id.value())
        .query(this::vignette)
        .list();
  }

  @Override
  public void put(RuleSetId id, Vignette vignette, Act by) {
    var floor = vignette.floor();
    var brings = vignette.capabilities();
    jdbc.sql(
            """
            insert into vignette (
              rule_set, name, says_sv, says_en, request, level, needs, floor, capabilities, put_by, put_at)
            values (
              :ruleSet, :name, :saysSv, :saysEn, :request::json, :level, :needs, :floor, :capabilities::text[], :by, :at)
            on conflict (rule_set, name) do update
              set says_sv = excluded.says_sv, says_en = excluded.says_en, request = excluded.request,
                  level = excluded.level, needs = excluded.needs, floor = excluded.floor,
                  capabilities = excluded.capabilities, put_by = excluded.put_by, put_at = excluded.put_at
            """)
        .param("ruleSet", id.value())
        .param("name", vignette.name())
        .param("saysSv", vignette.says().sv())
        .param("saysEn", vignette.says().en())
        .param("request", json.writeValueAsString(vignette.request()))
        .param("level", vignette.level().name())
        .param("needs", vignette.needs().stream().map(Need::name).toArray(String[]::new))
        .param("floor", floor == null ? null : floor.name())
        .param(
            "capabilities",
            brings == null ? null : brings.stream().map(Capability::code).toArray(String[]::new))
        .param("by", by.person())
        .param("at", utc(by.at()))
        .update();
  }

  private static Version version(ResultSet row, int number) throws SQLException {
    var region = row.getString("region");
    var municipality = row.getString("municipality");
    return new Version(
        new RuleSetId(row.getObject("id", UUID.class)),
        new Territory(
            new RegionCode(region),
            municipality == null ? null : new MunicipalityCode(municipality)),
        new RuleSet.Header(
            row.getString("name"),
            row.getString("version"),
            municipality == null ? region : null,
            row.getObject("valid_from", LocalDate.class),
            null,
            new Label(row.getString("changes_sv"), row.getString("changes_en"))),
        Set.of((String[]) row.getArray("names").getArray()),
        new Act(
            row.getString("drafted_by"),
            row.getString("drafted_by_name"),
            Role.valueOf(row.getString("drafted_by_role")),
            row.getObject("drafted_at", OffsetDateTime.class).toInstant()),
        act(row, "approved"),
        act(row, "activated"),
        instant(row, "active_from"),
        act(row, "retired"),
        instant(row, "retired_from"),
        row.getBoolean("unsafe"));
  }

  private Vignette vignette(ResultSet row, int number) throws SQLException {
    var floor = row.getString("floor");
    var brings = row.getArray("capabilities");
    return new Vignette(
        row.getString("name"),
        new Label(row.getString("says_sv"), row.getString("says_en")),
        json.readTree(row.getString("request")),
        Level.valueOf(row.getString("level")),
        Arrays.stream((String[]) row.getArray("needs").getArray())
            .map(Need::valueOf)
            .collect(Collectors.toSet()),
        floor == null ? null : Level.valueOf(floor),
        brings == null
            ? null
            : Arrays.stream((String[]) brings.getArray())
                .map(Capability::of)
                .collect(Collectors.toSet()));
  }

  private static @Nullable Act act(ResultSet row, String what) throws SQLException {
    var at = instant(row, what + "_at");
    return at == null
        ? null
        : new Act(
            row.getString(what + "_by"),
            row.getString(what + "_by_name"),
            Role.valueOf(row.getString(what + "_by_role")),
            at);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable String code(Territory territory) {
    return territory.municipality() == null ? null : territory.municipality().value();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
