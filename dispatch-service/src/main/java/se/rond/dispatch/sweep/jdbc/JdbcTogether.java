package se.rond.dispatch.sweep.jdbc;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import se.rond.dispatch.sweep.Sweep.Due;
import se.rond.dispatch.sweep.Together;

/**
 * Gives way: a row that somebody else holds is waited for no longer than 100 ms, a tenth of the
 * time after which the database looks for a circle of waiting. So whoever waits for a row that is
 * held here goes on, and no circle lasts.
 */
@Repository
class JdbcTogether implements Together {

  private final JdbcClient jdbc;

  JdbcTogether(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void meet(List<Due> some) {
    jdbc.sql("set local lock_timeout = '100ms'").update();
    some.forEach(one -> one.work().run());
  }
}
