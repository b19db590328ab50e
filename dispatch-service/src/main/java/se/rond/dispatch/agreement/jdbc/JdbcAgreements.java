package se.rond.dispatch.agreement.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.agreement.Agreement;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Content;
import se.rond.dispatch.agreement.MunicipalTerms;
import se.rond.dispatch.agreement.RegionCode;
import se.rond.dispatch.agreement.Terms;
import se.rond.dispatch.agreement.Territory;
import se.rond.dispatch.agreement.Version;
import se.rond.dispatch.roster.ResponderKind;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JdbcAgreements implements Agreements {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  /**
   * What each version says, read once: it never changes, and every offer asks for it. There are a
   * few a year.
   */
  private final Map<AgreementId, Content> contents = new ConcurrentHashMap<>();

  JdbcAgreements(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public Optional<Agreement> findInForce(MunicipalityCode municipality, Instant at) {
    return findIdInForce(municipality, at).map(id -> load(id, at));
  }

  /** A municipality has a version of its own only where its region has one below. */
  @Override
  public Optional<AgreementId> findIdInForce(MunicipalityCode municipality, Instant at) {
    return jdbc.sql(
            """
            select agreement.id
            from agreement join municipality on municipality.region = agreement.region
            where municipality.code = :municipality and withdrawn_at is null
              and (agreement.municipality is null
                   or agreement.municipality = municipality.code and valid_from <= :at)
            order by agreement.municipality nulls last,
                     valid_from <= :at desc,
                     case when valid_from <= :at then valid_from end desc,
                     valid_from,
                     version desc
            limit 1
            """)
        .param("municipality", municipality.value())
        .param("at", utc(at))
        .query((row, number) -> new AgreementId(row.getObject("id", UUID.class)))
        .optional();
  }

  @Override
  public Agreement load(AgreementId id, Instant raisedAt) {
    var version =
        jdbc.sql("select * from agreement where id = ?")
            .param(id.value())
            .query(this::version)
            .single();
    return version.territory().municipality() == null
        ? new Agreement(version, null)
        : new Agreement(
            findRegional(version.territory().region(), raisedAt)
                .orElseThrow(
                    () -> new IllegalStateException("Expected a region's version below " + id)),
            version);
  }

  /** The region's version is the one that {@link #findRegional} finds. */
  @Override
  public boolean asksForVitals(AgreementId id, Instant raisedAt, ContactCause cause) {
    return jdbc.sql(
            """
            select not coalesce(regional.terms::jsonb -> 'vitalsNotRequired' @> to_jsonb(cast(:cause as text)), false)
                   or agreed.municipality is not null
                      and coalesce(agreed.terms::jsonb -> 'vitalsRequired' @> to_jsonb(cast(:cause as text)), false)
            from agreement agreed cross join lateral (
              select terms from agreement
              where case when agreed.municipality is null then id = agreed.id
                         else region = agreed.region and municipality is null and withdrawn_at is null end
              order by valid_from <= :at desc,
                       case when valid_from <= :at then valid_from end desc,
                       valid_from,
                       version desc
              limit 1) regional
            where agreed.id = :id
            """)
        .param("cause", cause.name())
        .param("at", utc(raisedAt))
        .param("id", id.value())
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  @Override
  public Optional<Version> findRegional(RegionCode region, Instant at) {
    return jdbc.sql(
            """
            select * from agreement
            where region = :region and municipality is null and withdrawn_at is null
            order by valid_from <= :at desc,
                     case when valid_from <= :at then valid_from end desc,
                     valid_from,
                     version desc
            limit 1
            """)
        .param("region", region.value())
        .param("at", utc(at))
        .query(this::version)
        .optional();
  }

  @Override
  public Optional<Version> find(AgreementId id) {
    return jdbc.sql("select * from agreement where id = ?")
        .param(id.value())
        .query(this::version)
        .optional();
  }

  @Override
  public Optional<Version> find(Territory territory, int number) {
    return jdbc.sql(
            """
            select * from agreement
            where region = :region and municipality is not distinct from :municipality::char(4) and version = :version
            """)
        .param("region", territory.region().value())
        .param("municipality", code(territory))
        .param("version", number)
        .query(this::version)
        .optional();
  }

  @Override
  public List<Version> listVersions(Territory territory) {
    return jdbc.sql(
            """
            select * from agreement
            where region = :region and municipality is not distinct from :municipality::char(4)
            order by version desc
            """)
        .param("region", territory.region().value())
        .param("municipality", code(territory))
        .query(this::version)
        .list();
  }

  @Override
  public int nextNumber(Territory territory) {
    return jdbc.sql(
            """
            select coalesce(max(version), 0) + 1 from agreement
            where region = :region and municipality is not distinct from :municipality::char(4)
            """)
        .param("region", territory.region().value())
        .param("municipality", code(territory))
        .query(Integer.class)
        .single();
  }

  @Override
  public Optional<Integer> findNumber(Territory territory, Instant validFrom) {
    return jdbc.sql(
            """
            select version from agreement
            where region = :region and municipality is not distinct from :municipality::char(4)
              and valid_from = :validFrom and withdrawn_at is null
            """)
        .param("region", territory.region().value())
        .param("municipality", code(territory))
        .param("validFrom", utc(validFrom))
        .query(Integer.class)
        .optional();
  }

  @Override
  public Set<MunicipalityCode> listMunicipalities(RegionCode region) {
    return jdbc.sql("select code from municipality where region = ?")
        .param(region.value())
        .query((row, number) -> new MunicipalityCode(row.getString("code")))
        .set();
  }

  @Override
  public Map<RegionCode, String> listRegions() {
    var regions = new LinkedHashMap<RegionCode, String>();
    jdbc.sql("select code, name from region order by code")
        .query(
            row -> {
              regions.put(new RegionCode(row.getString("code")), row.getString("name"));
            });
    return regions;
  }

  @Override
  public Map<ResponderId, ResponderKind> listResponders(RegionCode region) {
    var responders = new HashMap<ResponderId, ResponderKind>();
    jdbc.sql("select id, kind from responder where region = ?")
        .param(region.value())
        .query(
            row -> {
              responders.put(
                  new ResponderId(row.getString("id")),
                  ResponderKind.valueOf(row.getString("kind")));
            });
    return responders;
  }

  @Override
  public void lock(RegionCode region) {
    jdbc.sql("select code from region where code = ? for update")
        .param(region.value())
        .query(String.class)
        .optional();
  }

  @Override
  public void add(Version version) {
    jdbc.sql(
            """
            insert into agreement
              (id, region, municipality, version, valid_from, replaces, terms, published_by, published_at)
            values
              (:id, :region, :municipality, :version, :validFrom, :replaces, :terms::json, :publishedBy, :publishedAt)
            """)
        .param("id", version.id().value())
        .param("region", version.territory().region().value())
        .param("municipality", code(version.territory()))
        .param("version", version.number())
        .param("validFrom", utc(version.validFrom()))
        .param("replaces", version.replaces())
        .param("terms", json.writeValueAsString(version.content()))
        .param("publishedBy", version.publishedBy())
        .param("publishedAt", utc(version.publishedAt()))
        .update();
  }

  @Override
  public void withdraw(AgreementId id, Instant at) {
    jdbc.sql("update agreement set withdrawn_at = :at where id = :id")
        .param("at", utc(at))
        .param("id", id.value())
        .update();
  }

  private Version version(ResultSet row, int number) throws SQLException {
    var id = new AgreementId(row.getObject("id", UUID.class));
    var municipality = row.getString("municipality");
    var terms = row.getString("terms");
    return new Version(
        id,
        new Territory(
            new RegionCode(row.getString("region")),
            municipality == null ? null : new MunicipalityCode(municipality)),
        row.getInt("version"),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        row.getObject("replaces", Integer.class),
        contents.computeIfAbsent(id, _ -> content(terms, municipality)),
        row.getString("published_by"),
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("withdrawn_at", OffsetDateTime.class)));
  }

  private Content content(String terms, @Nullable String municipality) {
    return municipality == null
        ? json.readValue(terms, Terms.class)
        : json.readValue(terms, MunicipalTerms.class);
  }

  private static @Nullable String code(Territory territory) {
    return territory.municipality() == null ? null : territory.municipality().value();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
