package se.rond.dispatch.agreement.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.dispatch.agreement.Agreement;
import se.rond.dispatch.agreement.Agreement.Target;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.agreement.Agreements;

@Repository
class JdbcAgreements implements Agreements {

  private final JdbcClient jdbc;

  JdbcAgreements(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Agreement> findInForce(MunicipalityCode municipality, Instant at) {
    return jdbc.sql(
            """
            select agreement.id
            from agreement join municipality on municipality.region = agreement.region
            where municipality.code = :municipality
            order by valid_from <= :at desc,
                     case when valid_from <= :at then valid_from end desc,
                     valid_from,
                     version desc
            limit 1
            """)
        .param("municipality", municipality.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .optional()
        .map(id -> load(new AgreementId(id)));
  }

  @Override
  public Agreement load(AgreementId id) {
    var version =
        jdbc.sql("select version from agreement where id = ?")
            .param(id.value())
            .query(Integer.class)
            .single();
    var targets = new EnumMap<Level, Target>(Level.class);
    jdbc.sql(
            "select level, contact_minutes, answer_minutes from agreement_target where agreement = ?")
        .param(id.value())
        .query(
            row -> {
              targets.put(
                  Level.valueOf(row.getString("level")),
                  new Target(
                      Duration.ofMinutes(row.getInt("contact_minutes")),
                      Duration.ofMinutes(row.getInt("answer_minutes"))));
            });
    return new Agreement(id, version, targets);
  }
}
