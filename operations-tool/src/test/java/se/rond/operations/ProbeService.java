package se.rond.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.EventHeaders;
import se.rond.messaging.Inbox;
import se.rond.messaging.Outbox;
import se.rond.messaging.TopicUse;
import se.rond.testsupport.EmbeddedBroker;
import se.rond.testsupport.EmbeddedDatabase;

/** A service that says things, hears them, and keeps what it heard in a table. */
@SpringBootApplication
class ProbeService {

  static final Topic TOPIC = Topic.TRIAGE_DECISIONS;

  /** Of its listener. */
  static final String GROUP = "probe.decisions";

  private static final String CONSUMER = "decisions";

  record Saying(String text) {}

  /** The service in this JVM, until it is closed. */
  record Running(ConfigurableApplicationContext context) implements AutoCloseable {

    void say(String key, List<String> texts) {
      var transaction = context.getBean(TransactionTemplate.class);
      for (var text : texts) {
        transaction.executeWithoutResult(
            _ -> context.getBean(Outbox.class).add(TOPIC, key, new Saying(text)));
      }
    }

    List<String> heard(String key) {
      return jdbc()
          .sql("select text from heard where key = ? order by position")
          .param(key)
          .query(String.class)
          .list();
    }

    int unsent() {
      return jdbc()
          .sql("select count(*) from outbox where sent_at is null and parked_reason is null")
          .query(Integer.class)
          .single();
    }

    JdbcClient jdbc() {
      return context.getBean(JdbcClient.class);
    }

    /** From now on the listener does not fail any more. */
    void cure() {
      context.getBean(AtomicBoolean.class).set(true);
    }

    void stopListening() {
      context.getBean(KafkaListenerEndpointRegistry.class).stop();
    }

    @Override
    public void close() {
      context.close();
    }
  }

  static Running start() {
    return new Running(
        new SpringApplicationBuilder(ProbeService.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.application.name=probe",
                "spring.datasource.url=" + EmbeddedDatabase.url(),
                "spring.datasource.username=dispatch",
                "spring.datasource.password=dispatch",
                "spring.kafka.bootstrap-servers=" + EmbeddedBroker.bootstrapServers(),
                "spring.flyway.locations=classpath:db/messaging",
                "spring.threads.virtual.enabled=true")
            .run());
  }

  @Bean
  TopicUse topicUse() {
    return new TopicUse(EnumSet.of(TOPIC), EnumSet.of(TOPIC));
  }

  @Bean
  AtomicBoolean cured() {
    return new AtomicBoolean();
  }

  @Bean
  Ear ear(Inbox inbox, JdbcClient jdbc, AtomicBoolean cured) {
    jdbc.sql(
            """
            create table if not exists heard (
              position bigint generated always as identity, key text not null, text text not null)
            """)
        .update();
    return new Ear(inbox, jdbc, cured);
  }

  static class Ear {
    private final Inbox inbox;
    private final JdbcClient jdbc;
    private final AtomicBoolean cured;

    Ear(Inbox inbox, JdbcClient jdbc, AtomicBoolean cured) {
      this.inbox = inbox;
      this.jdbc = jdbc;
      this.cured = cured;
    }

    @Transactional
    @KafkaListener(id = CONSUMER, topics = Topic.TRIAGE_DECISIONS_V1)
    void on(
        Saying saying,
        @Header(EventHeaders.ID) String messageId,
        @Header(KafkaHeaders.RECEIVED_KEY) byte[] key) {
      if (!inbox.isFirst(CONSUMER, UUID.fromString(messageId))) {
        return;
      }
      jdbc.sql("insert into heard (key, text) values (?, ?)")
          .params(new String(key, UTF_8), saying.text())
          .update();
      if (saying.text().startsWith("defect") && !cured.get()) {
        throw new IllegalStateException("Expected another saying");
      }
    }
  }
}
