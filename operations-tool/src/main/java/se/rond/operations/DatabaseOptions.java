package se.rond.operations;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.Option;

/** How to reach the services' tables. */
final class DatabaseOptions {

  /** The services with an outbox; each has a role and a schema of its name. */
  enum Service {
    DISPATCH,
    TRIAGE,
    NOTIFICATION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Seconds; a database that does not take a connection for as long is away. */
  private static final String CONNECT_TIMEOUT = "10";

  @Option(
      names = "--database-url",
      paramLabel = "JDBC-URL",
      defaultValue = "${env:ROND_DATABASE_URL}",
      description = "the PostgreSQL database; by default the quickstart's")
  private @Nullable String url;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:ROND_DATA:-.rond}",
      description = "the quickstart's folder (default ${DEFAULT-VALUE})")
  private Path data = Path.of(".rond");

  /** One session as the service's role, in its schema; closed by the caller. */
  SingleConnectionDataSource connect(Service service) {
    var properties = new Properties();
    properties.setProperty("user", service.toString());
    properties.setProperty("password", password(service));
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT);
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "rond operations");
    var source = new SingleConnectionDataSource();
    source.setUrl(url == null ? Quickstart.databaseUrl(data) : url);
    source.setConnectionProperties(properties);
    source.setSuppressClose(true);
    return source;
  }

  /** The quickstart's folder. */
  Path data() {
    return data;
  }

  static List<Service> orAll(@Nullable List<Service> services) {
    return services == null ? Arrays.asList(Service.values()) : services;
  }

  /** From the environment, since others see a command's words; else as in database/roles.sql. */
  private static String password(Service service) {
    var given = System.getenv("ROND_" + service.name() + "_PASSWORD");
    return given == null ? service.toString() : given;
  }
}
