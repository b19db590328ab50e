package se.rond.reliability.loaded;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.rond.testsupport.EmbeddedDatabase;

/**
 * A database of its own on the embedded server, with the schemas of the services: a test may drop
 * what it likes and meets nobody.
 */
public final class ScratchDatabase implements AutoCloseable {

  private static final AtomicInteger MADE = new AtomicInteger();

  private final String url;
  private final SingleConnectionDataSource administrator;

  /** Makes one. It goes with the server. */
  public ScratchDatabase() {
    var name = "scratch_" + MADE.incrementAndGet();
    JdbcClient.create(EmbeddedDatabase.administrator()).sql("create database " + name).update();
    url = EmbeddedDatabase.url().replaceFirst("/rond\\b", "/" + name);
    administrator = new SingleConnectionDataSource(url, "postgres", "postgres", true);
    for (var service : new String[] {"dispatch", "triage", "notification"}) {
      administrator().sql("create schema %s authorization %s".formatted(service, service)).update();
    }
  }

  /** The address, without a user. */
  public String url() {
    return url;
  }

  /** The superuser, on one connection: not for several threads at once. */
  public JdbcClient administrator() {
    return JdbcClient.create(administrator);
  }

  @Override
  public void close() {
    administrator.destroy();
  }
}
