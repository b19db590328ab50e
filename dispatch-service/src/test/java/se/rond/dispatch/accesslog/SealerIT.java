package se.rond.dispatch.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.access.DemoCallers;
import se.rond.access.Role;
import se.rond.contracts.accesslog.ChainCheck;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.accesslog.SealHash;
import se.rond.contracts.topic.Topic;
import se.rond.testsupport.EmbeddedInfrastructure;

/** How what is committed gets into the chain. The service's own sealer runs beside the tests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
class SealerIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final JdbcClient jdbc;
  private final Entries entries;
  private final SealDesk desk;
  private final TransactionTemplate transaction;

  @Autowired
  SealerIT(JdbcClient jdbc, Entries entries, SealDesk desk, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.entries = entries;
    this.desk = desk;
    this.transaction = transaction;
  }

  /** A bound of the build; the long run has 32 writers of 10,000. */
  @Test
  void whatManyWriteAtOnceIsOneChainWithoutGaps() throws Exception {
    var writers = Integer.getInteger("rond.access-log.writers", 8);
    var each = Integer.getInteger("rond.access-log.rows", 100);
    var calls = new ArrayList<UUID>();
    var work = new ArrayList<Callable<Void>>();
    for (var i = 0; i < writers; i++) {
      var call = UUID.randomUUID();
      calls.add(call);
      work.add(
          () -> {
            for (var row = 0; row < each; row++) {
              write(call);
            }
            return null;
          });
    }
    // Several instances seal beside each other, and beside the writers.
    for (var i = 0; i < 3; i++) {
      work.add(
          () -> {
            for (var turn = 0; turn < each; turn++) {
              desk.seal(7);
            }
            return null;
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }

    for (var call : calls) {
      await().atMost(SOON).untilAsserted(() -> assertThat(sealed(call)).isEqualTo((long) each));
    }
    verify();
  }

  @Test
  void whatCommitsLateIsSealedWhenItComes() {
    var late = UUID.randomUUID();
    var early = UUID.randomUUID();
    transaction.executeWithoutResult(
        _ -> {
          write(late);
          inAnotherTransaction(() -> write(early));
          await().atMost(SOON).untilAsserted(() -> assertThat(seen(early)).isOne());
          assertThat(seen(late)).isZero();
        });

    await().atMost(SOON).untilAsserted(() -> assertThat(sealed(late)).isOne());
    verify();
  }

  @Test
  void theHeadIsToldOutsideTheDatabase() {
    var call = UUID.randomUUID();
    write(call);
    await().atMost(SOON).untilAsserted(() -> assertThat(sealed(call)).isOne());

    var told =
        jdbc.sql(
                """
                select payload::json ->> 'hash'
                from dispatch.outbox
                where topic = ? and (payload::json ->> 'sequence')::bigint >= (
                  select sequence from dispatch.access_log_seal join dispatch.access_log on access_log.id = entry where call = ?)
                order by position limit 1
                """)
            .params(Topic.DISPATCH_ACCESS_LOG_V1, call)
            .query(String.class)
            .single();

    assertThat(
            jdbc.sql("select encode(hash, 'hex') from dispatch.access_log_seal")
                .query(String.class)
                .list())
        .contains(told);
  }

  private void write(UUID call) {
    entries.add(
        new Entry(
            call,
            "GET /nothing",
            Activity.SEARCH,
            Purpose.CARE,
            DemoCallers.of(Role.PHYSICIAN),
            null));
  }

  private void inAnotherTransaction(Runnable work) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(work);
    }
  }

  private long sealed(UUID call) {
    return jdbc.sql(
            "select count(*) from dispatch.access_log join dispatch.access_log_seal on entry = id where call = ?")
        .param(call)
        .query(Long.class)
        .single();
  }

  /** As others see it: not in the transaction of the test. */
  private long seen(UUID call) {
    var found = new ArrayList<Long>();
    inAnotherTransaction(() -> found.add(sealed(call)));
    return found.getFirst();
  }

  private void verify() {
    var chain =
        jdbc.sql(
                """
                select sequence, hash, access_log.*, criteria::text as written
                from dispatch.access_log_seal join dispatch.access_log on access_log.id = entry
                order by sequence
                """)
            .query(
                (row, _) ->
                    new ChainCheck.Link(
                        row.getLong("sequence"),
                        SealHash.stored(row.getBytes("hash")),
                        new LoggedAccess(
                            row.getObject("id", UUID.class),
                            row.getObject("call", UUID.class),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("activity"),
                            row.getString("operation"),
                            row.getObject("resource", UUID.class),
                            row.getObject("patient", UUID.class),
                            row.getString("written"),
                            row.getString("purpose"),
                            row.getString("person"),
                            row.getString("role"),
                            row.getString("commission"),
                            row.getString("care_unit"),
                            row.getString("care_provider"))))
            .list();
    assertThat(chain).isNotEmpty();
    var check = new ChainCheck();
    chain.forEach(check::next);
    assertThat(check.findings()).isEmpty();
  }
}
