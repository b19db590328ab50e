package se.rond.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.accesslog.SealHash;
import se.rond.contracts.topic.Topic;
import se.rond.testsupport.EmbeddedBroker;
import se.rond.testsupport.EmbeddedDatabase;

/** The log of a dispatch service that is played by the test, on the tables of the real one. */
class AccessLogCommandIT {

  private static final Path MIGRATION =
      Path.of("../dispatch-service/src/main/resources/db/migration/V20__access_log.sql");

  private final JdbcClient dispatch =
      JdbcClient.create(
          new DriverManagerDataSource(EmbeddedDatabase.url(), "dispatch", "dispatch"));
  private final JdbcClient administrator = JdbcClient.create(EmbeddedDatabase.administrator());

  private final List<SealHash> hashes = new ArrayList<>();

  @Test
  void saysWhatIsNotAsItWasWritten() throws Exception {
    // Whatever else these tests put into the schema comes first, as Flyway wants it.
    ProbeService.start().close();
    dispatch.sql(Files.readString(MIGRATION)).update();
    try (var admin = Admin.create(Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()))) {
      admin
          .createTopics(List.of(new NewTopic(Topic.DISPATCH_ACCESS_LOG_V1, 1, (short) 1)))
          .all()
          .get();
    }
    for (var i = 0; i < 10; i++) {
      write();
    }
    tell(10);

    var untouched = verify();
    assertThat(untouched.err()).isEmpty();
    assertThat(untouched.out())
        .isEqualTo("OK 10 entries, head %s, 0 more wait to be sealed\n".formatted(last()));
    assertThat(untouched.exitCode()).isZero();

    // Whoever owns the tables takes back what protects them.
    for (var table : List.of("access_log", "access_log_seal", "access_log_unsealed")) {
      administrator.sql("alter table dispatch." + table + " disable trigger user").update();
    }
    administrator.sql("alter table dispatch.access_log enable trigger access_log_written").update();

    administrator
        .sql("update dispatch.access_log set person = 'SE-NOBODY' where id = ?")
        .param(entryAt(4))
        .update();
    assertThat(verify().out()).isEqualTo("EDITED 4\n");
    administrator
        .sql("update dispatch.access_log set person = 'SE2321000081-DEMONURSE' where id = ?")
        .param(entryAt(4))
        .update();
    assertThat(verify().exitCode()).isZero();

    // Nobody has told the head for long.
    write();
    administrator
        .sql(
            "update dispatch.access_log_seal set sealed_at = sealed_at - interval '10 minutes' where sequence = 11")
        .update();
    assertThat(verify().out()).isEqualTo("NOT TOLD after 10, sealed up to 11\n");
    tell(11);
    assertThat(verify().exitCode()).isZero();

    // What waits is no finding; what nobody waits for any more is one.
    var waiting = add(UUID.randomUUID()).id();
    assertThat(verify().out()).contains("1 more wait to be sealed");
    dispatch.sql("delete from access_log_unsealed").update();
    assertThat(verify().out()).isEqualTo("UNQUEUED %s\n".formatted(waiting));
    assertThat(accessLog("requeue").out()).isEqualTo("1 queued\n");
    assertThat(verify().exitCode()).isZero();
    administrator.sql("delete from dispatch.access_log where id = ?").param(waiting).update();
    assertThat(verify().out()).isEqualTo("REMOVED %s\n".formatted(waiting));
    dispatch.sql("delete from access_log_unsealed").update();

    // The last entry is made another one, and its hash with it.
    administrator
        .sql("update dispatch.access_log_seal set hash = sha256(hash) where sequence = 11")
        .update();
    assertThat(verify().out()).isEqualTo("REWRITTEN up to 11\nEDITED 11\n");

    administrator.sql("delete from dispatch.access_log_seal where sequence >= 8").update();
    administrator
        .sql(
            "delete from dispatch.access_log where not exists (select from dispatch.access_log_seal where entry = id)")
        .update();
    var cut = verify();
    assertThat(cut.out()).isEqualTo("CUT after 7, told up to 11\n");
    assertThat(cut.exitCode()).isEqualTo(1);

    administrator.sql("delete from dispatch.access_log where id = ?").param(entryAt(3)).update();
    assertThat(verify().out()).isEqualTo("MISSING 3\nCUT after 7, told up to 11\n");
  }

  private static Command verify() {
    return accessLog("verify", "--bootstrap-servers", EmbeddedBroker.bootstrapServers());
  }

  private static Command accessLog(String... words) {
    return Command.run(
        Stream.of(
                Stream.of("access-log"),
                Stream.of(words),
                Stream.of("--database-url", EmbeddedDatabase.url()))
            .flatMap(part -> part));
  }

  private SealHash last() {
    return hashes.getLast();
  }

  private UUID entryAt(int sequence) {
    return dispatch
        .sql("select entry from access_log_seal where sequence = ?")
        .param(sequence)
        .query(UUID.class)
        .single();
  }

  /** As the sealer does. */
  private void write() {
    var entry = add(UUID.randomUUID());
    var before = hashes.isEmpty() ? SealHash.beforeAll() : last();
    hashes.add(SealHash.of(hashes.size() + 1L, before, entry));
    dispatch
        .sql("insert into access_log_seal (sequence, entry, hash) values (?, ?, ?)")
        .params(hashes.size(), entry.id(), last().bytes())
        .update();
    dispatch.sql("delete from access_log_unsealed where entry = ?").param(entry.id()).update();
  }

  private LoggedAccess add(UUID call) {
    return dispatch
        .sql(
            """
                insert into access_log (call, activity, operation, purpose, person, role, care_unit, care_provider)
                values (?, 'SEARCH', 'GET /nothing', 'CARE', 'SE2321000081-DEMONURSE', 'MUNICIPAL_NURSE', 'SE-UNIT', 'SE-PROVIDER')
                returning id, at
                """)
        .param(call)
        .query(
            (row, _) ->
                new LoggedAccess(
                    row.getObject("id", UUID.class),
                    call,
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    "SEARCH",
                    "GET /nothing",
                    null,
                    null,
                    null,
                    "CARE",
                    "SE2321000081-DEMONURSE",
                    "MUNICIPAL_NURSE",
                    null,
                    "SE-UNIT",
                    "SE-PROVIDER"))
        .single();
  }

  private void tell(int sequence) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", EmbeddedBroker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topic.DISPATCH_ACCESS_LOG_V1,
                  "access-log",
                  """
                  {"type":"AccessLogSealed","sequence":%d,"hash":"%s","occurredAt":"2026-11-23T12:00:00Z"}
                  """
                      .formatted(sequence, last())))
          .get();
    }
  }
}
