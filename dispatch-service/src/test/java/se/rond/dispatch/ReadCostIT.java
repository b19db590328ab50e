package se.rond.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.dispatch.Examples.example;

import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.accesslog.Entries;
import se.rond.dispatch.accesslog.Entry;
import se.rond.testsupport.EmbeddedInfrastructure;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an entry costs a reading, as a ratio: blocks of readings with and without it take turns in
 * one service. {@code ./reliability access-log} runs it, and docs/reliability.md has results.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@EmbeddedInfrastructure
@EnabledIfSystemProperty(
    named = "rond.access-log.reads",
    matches = "[1-9][0-9]*",
    disabledReason = "run by ./reliability access-log")
class ReadCostIT {

  /** Readings in a row with, and then without. */
  private static final int BLOCK = 50;

  private final Scene scene;
  private final Switched entries;

  @Autowired
  ReadCostIT(
      @LocalServerPort int port,
      @Value("${spring.kafka.bootstrap-servers}") String broker,
      Switched entries,
      JdbcClient jdbc,
      JsonMapper json) {
    this.entries = entries;
    scene = new Scene(port, broker, jdbc, json);
  }

  /** Entries that are made, or not. */
  static final class Switched implements Entries {
    private final Entries real;
    private volatile boolean on = true;

    Switched(Entries real) {
      this.real = real;
    }

    @Override
    public int add(Entry entry, Collection<AssessmentRequestId> requests) {
      return on ? real.add(entry, requests) : requests.size();
    }

    @Override
    public void add(Entry entry, @Nullable UUID resource, PatientReference patient) {
      real.add(entry, resource, patient);
    }

    @Override
    public void add(Entry entry) {
      real.add(entry);
    }

    @Override
    public boolean isResponder(ResponderId id) {
      return real.isResponder(id);
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Measured {
    @Bean
    @Primary
    Switched switched(@Qualifier("jdbcEntries") Entries real) {
      return new Switched(real);
    }
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void anEntryOfAReading() {
    var reads = Integer.getInteger("rond.access-log.reads");
    var path =
        "/assessment-requests/" + scene.accepted(scene.raised(example("pneumonia"))).request();
    measure(path, reads / 2);

    var measured = measure(path, reads);

    System.out.printf(
        "p50 of a reading: %.2f ms with an entry, %.2f ms without, ratio %.2f, %d readings of each%n",
        measured.with() / 1e6,
        measured.without() / 1e6,
        (double) measured.with() / measured.without(),
        reads);
  }

  /** Medians in nanoseconds. */
  private record Medians(long with, long without) {}

  private Medians measure(String path, int reads) {
    var with = new long[reads];
    var without = new long[reads];
    for (var begin = 0; begin < reads; begin += BLOCK) {
      for (var on : new boolean[] {true, false}) {
        entries.on = on;
        for (var i = begin; i < Math.min(begin + BLOCK, reads); i++) {
          (on ? with : without)[i] = read(path);
        }
      }
    }
    entries.on = true;
    Arrays.sort(with);
    Arrays.sort(without);
    return new Medians(with[reads / 2], without[reads / 2]);
  }

  private long read(String path) {
    var begins = System.nanoTime();
    var answer = scene.client.getAs("PHYSICIAN", path);
    var took = System.nanoTime() - begins;
    assertThat(answer.status()).isEqualTo(200);
    return took;
  }
}
