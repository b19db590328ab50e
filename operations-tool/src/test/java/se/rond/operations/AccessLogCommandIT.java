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
        .isEqualTo("OK 10 entries, head %s, compared with 1 heads\n", last());
    assertThat(untouched.exitCode()).isZero();

    // Whoever owns the tables takes back what protects them.
    administrator.sql("alter table dispatch.access_log disable trigger user").update();
    administrator.sql("alter table dispatch.access_log_seal disable trigger user").update();

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

    administrator.sql("delete from dispatch.access_log_seal where sequence >= 8").update();
    var cut = verify();
    assertThat(cut.out()).isEqualTo("CUT after 7, told up to 10\n");
    assertThat(cut.exitCode()).isEqualTo(1);

    administrator.sql("delete from dispatch.access_log where id = ?").param(entryAt(3)).update();
    assertThat(verify().out()).isEqualTo("MISSING 3\nCUT after 7, told up to 10\n");
  }

  private Command verify() {
    return Command.run(
        Stream.of(
            "access-log",
            "verify",
            "--database-url",
            EmbeddedDatabase.url(),
            "--bootstrap-servers",
            EmbeddedBroker.bootstrapServers()));
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

  private void write() {
    var call = UUID.randomUUID();
    var entry =
        dispatch
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
    var before = hashes.isEmpty() ? SealHash.beforeAll() : last();
    hashes.add(SealHash.of(hashes.size() + 1L, before, entry));
    dispatch
        .sql("insert into access_log_seal (sequence, entry, hash) values (?, ?, ?)")
        .params(hashes.size(), entry.id(), last().bytes())
        .update();
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
