package se.rond.dispatch.roster.jdbc;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.access.Caller;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.matching.Position;
import se.rond.dispatch.roster.Municipalities;

@Repository
class JdbcMunicipalities implements Municipalities {

  private final JdbcClient jdbc;

  JdbcMunicipalities(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Position> findCentre(MunicipalityCode municipality) {
    return jdbc.sql("select latitude, longitude from municipality where code = ?")
        .param(municipality.value())
        .query((row, number) -> new Position(row.getDouble(1), row.getDouble(2)))
        .optional();
  }

  @Override
  public List<String> listServed(Caller caller) {
    return jdbc.sql("select code from municipality where code = any (?) order by code")
        .param(caller.municipalities().stream().map(MunicipalityCode::value).toArray(String[]::new))
        .query(String.class)
        .list();
  }

  @Override
  public List<ResponderId> listCoordinators(MunicipalityCode municipality) {
    return jdbc.sql(
            "select id from responder where kind = 'COORDINATOR' and ? = any (municipalities) order by id")
        .param(municipality.value())
        .query((row, number) -> new ResponderId(row.getString("id")))
        .list();
  }
}
