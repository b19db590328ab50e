package se.rond.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * A real PostgreSQL that keeps what it has promised: every commit is on the disk before it is
 * answered.
 */
final class Database implements Program {
  static final String NAME = "database";

  /** A fast shutdown of a demo-sized database takes well under a second. */
  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  /**
   * Seconds a connection or an answer may take; creating a database is the slowest, well under one.
   */
  private static final String TIMEOUT_SECONDS = "20";

  private final DataFolder folder;
  private final Host host;
  private final PostgresBinaries binaries;
  private final Path cluster;
  private final Path passwordFile;
  private final int port;

  Database(DataFolder folder, PostgresBinaries binaries, Host host, int port) {
    this.folder = folder;
    this.host = host;
    this.binaries = binaries;
    this.cluster = folder.root().resolve("database");
    this.passwordFile = folder.root().resolve("database-password");
    this.port = port;
  }

  /**
   * Unpacks PostgreSQL and makes the cluster, the first time. It appears under its name only when
   * it is complete.
   */
  void initialise() {
    binaries.unpack();
    if (Files.exists(cluster)) {
      return;
    }
    var unfinished = folder.root().resolve("database.unfinished");
    try {
      DataFolder.deleteTree(unfinished);
      writePassword();
      var initdb =
          List.of(
              binaries.executable("initdb"),
              "--pgdata=" + unfinished,
              "--username=postgres",
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--data-checksums",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8");
      int exit =
          new ProcessBuilder(host.wrapShort(initdb, StopSignal.KILL, false))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log(NAME).toFile()))
              .start()
              .waitFor();
      if (exit != 0) {
        throw new StartFailure(
            "initdb failed (exit code " + exit + "):\n" + Files.readString(folder.log(NAME)));
      }
      Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("Interrupted while making the database", e);
    }
  }

  /**
   * Makes the database and its roles if they are not there yet. A start killed in between is taken
   * up again.
   */
  void createRoles() {
    try {
      try (var server = connect("postgres");
          var sql = server.createStatement()) {
        if (isEmpty(sql, "select 1 from pg_database where datname = 'rond'")) {
          sql.execute("create database rond");
        }
      }
      try (var rond = connect("rond");
          var sql = rond.createStatement()) {
        rond.setAutoCommit(false);
        if (isEmpty(sql, "select 1 from pg_roles where rolname = 'dispatch'")) {
          sql.execute(rolesScript());
        }
        // A folder from before there was this role: elsewhere that is an administrator's, as its
        // script says.
        if (isEmpty(sql, "select 1 from pg_roles where rolname = 'dispatch_caller'")) {
          sql.execute("create role dispatch_caller nologin");
          sql.execute("grant dispatch_caller to dispatch with inherit false, set true");
        }
        rond.commit();
      }
    } catch (SQLException e) {
      throw new StartFailure("Cannot make the database rond and its roles: " + e.getMessage(), e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/rond?logServerErrorDetail=false";
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> command() {
    return List.of(
        binaries.executable("postgres"),
        "-D",
        cluster.toString(),
        "-h",
        "127.0.0.1",
        "-p",
        Integer.toString(port),
        // No socket file: its path may be at most 107 bytes long.
        "-c",
        "unix_socket_directories=",
        "-c",
        "fsync=on",
        "-c",
        "synchronous_commit=on",
        "-c",
        "shared_buffers=64MB",
        "-c",
        "max_connections=100",
        // Row values are patients' data and have no business in a log.
        "-c",
        "log_error_verbosity=terse",
        "-c",
        "log_min_error_statement=panic");
  }

  @Override
  public Path workingDirectory() {
    return folder.root();
  }

  /**
   * Takes away the note of a predecessor that was killed. PostgreSQL would do so itself, but not
   * when its pid has gone to another process meanwhile. Two servers on one cluster stay impossible:
   * the shared memory is checked as well.
   */
  @Override
  public void prepare() {
    var note = cluster.resolve("postmaster.pid");
    try {
      if (!Files.exists(note)) {
        return;
      }
      pidIn(note)
          .flatMap(ProcessHandle::of)
          .filter(process -> Pids.runs(process, command().getFirst()))
          .ifPresent(process -> Pids.end(process, StopSignal.INT, END_WITHIN));
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean isReady() {
    try (var connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Override
  public Duration readyWithin() {
    return Duration.ofSeconds(60);
  }

  @Override
  public StopSignal stopSignal() {
    return StopSignal.INT;
  }

  @Override
  public StopSignal signalWhenOrphaned() {
    return StopSignal.INT;
  }

  @Override
  public boolean runsAsRoot() {
    return false;
  }

  private Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("password", password());
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", TIMEOUT_SECONDS);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  private void writePassword() throws IOException {
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, UUID.randomUUID().toString());
  }

  private String password() {
    try {
      return Files.readString(passwordFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Long> pidIn(Path note) throws IOException {
    return Files.readAllLines(note).stream()
        .limit(1)
        .map(String::strip)
        .filter(line -> line.matches("\\d{1,10}"))
        .map(Long::valueOf)
        .findFirst();
  }

  private static boolean isEmpty(Statement sql, String query) throws SQLException {
    try (var rows = sql.executeQuery(query)) {
      return !rows.next();
    }
  }

  private static String rolesScript() {
    try (var script = Database.class.getResourceAsStream("/database/roles.sql")) {
      if (script == null) {
        throw new IllegalStateException("Expected database/roles.sql on the classpath");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
