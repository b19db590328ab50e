package se.rond.notification.recipient.jdbc;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.notification.recipient.Functions;
import se.rond.notification.recipient.RecipientId;

@Repository
class JdbcFunctions implements Functions {
  private final JdbcClient jdbc;

  JdbcFunctions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<RecipientId> listFor(MunicipalityCode municipality) {
    return jdbc.sql("select recipient from function_area where municipality = ? and not follows_up")
        .param(municipality.value())
        .query((row, _) -> new RecipientId(row.getString("recipient")))
        .set();
  }

  @Override
  public Set<RecipientId> listCoordinating(MunicipalityCode municipality) {
    return jdbc.sql("select recipient from function_area where municipality = ? and coordinates")
        .param(municipality.value())
        .query((row, _) -> new RecipientId(row.getString("recipient")))
        .set();
  }

  @Override
  public Set<RecipientId> listFollowingUp(MunicipalityCode municipality) {
    return jdbc.sql("select recipient from function_area where municipality = ? and follows_up")
        .param(municipality.value())
        .query((row, _) -> new RecipientId(row.getString("recipient")))
        .set();
  }
}
