package se.rond.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static se.rond.operations.ProbeService.TOPIC;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;
import se.rond.testsupport.EmbeddedBroker;

class OutboxCommandIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MESSAGES = 40;

  private final String key = UUID.randomUUID().toString();

  @Test
  void afterTheBrokerLostItsDataEverythingTakesEffectExactlyOnceAndInOrder() throws Exception {
    var all = IntStream.range(0, MESSAGES).mapToObj(i -> "message " + i).toList();
    var half = all.subList(0, MESSAGES / 2);
    try (var service = ProbeService.start()) {
      service.say(key, half);
      await().atMost(PATIENCE).until(() -> service.heard(key).equals(half));
      service.stopListening();
      service.say(key, all.subList(half.size(), all.size()));
      await().atMost(PATIENCE).until(() -> service.unsent() == 0);

      var refused = Command.outbox("replay", "--all-kept", "--service", "dispatch");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("dispatch is running");
      assertThat(service.unsent()).isZero();
    }
    loseTheBrokersData();

    var replayed = Command.outbox("replay", "--all-kept", "--service", "dispatch");

    assertThat(replayed.err()).isEmpty();
    assertThat(replayed.out()).matches("dispatch: \\d+ to send again\n");
    try (var service = ProbeService.start()) {
      service.say(key, List.of("new"));
      await().atMost(PATIENCE).until(() -> service.heard(key).contains("new"));
      assertThat(service.heard(key))
          .startsWith(all.toArray(String[]::new))
          .hasSize(MESSAGES + 1)
          .endsWith("new");
    }
  }

  @Test
  void sendsAgainWhatWasSentSinceButNothingThatAnInboxMayHaveForgotten() {
    try (var service = ProbeService.start()) {
      var first = key + " 1";
      service.say(first, List.of("sent two hours ago"));
      service.say(key, List.of("sent now", "happened 15 days ago, sent again yesterday"));
      await().atMost(PATIENCE).until(() -> service.unsent() == 0);
      service
          .jdbc()
          .sql("update outbox set sent_at = now() - interval '2 hours' where message_key = ?")
          .param(first)
          .update();
      service
          .jdbc()
          .sql(
              """
              update outbox set sent_at = now() - interval '1 day', occurred_at = now() - interval '15 days'
              where message_key = ? and payload like '%15 days%'
              """)
          .param(key)
          .update();
      service.context().stop();

      var hour =
          service
              .jdbc()
              .sql("select now() - interval '1 hour'")
              .query(OffsetDateTime.class)
              .single();
      var since =
          Command.outbox("replay", "--since", hour.toInstant().toString(), "--service", "dispatch");
      assertThat(since.err()).isEmpty();
      assertThat(unsentPayloads(service))
          .contains("sent now")
          .doesNotContain("two hours", "15 days");

      var kept = Command.outbox("replay", "--all-kept", "--service", "dispatch");
      assertThat(kept.exitCode()).isZero();
      assertThat(unsentPayloads(service))
          .contains("sent now", "two hours")
          .doesNotContain("15 days");
    }
  }

  @Test
  void listsShowsAndReleasesARowThatNoBrokerWouldTake() {
    try (var service = ProbeService.start()) {
      service.say(key, List.of("patient " + "x".repeat(2 << 20)));
      await()
          .atMost(PATIENCE)
          .until(() -> Command.outbox("list").out().contains("RecordTooLargeException"));

      var listed = Command.outbox("list");
      var position = listed.out().lines().skip(1).findFirst().orElseThrow().split(" ")[1];
      var shown = Command.outbox("show", "dispatch", position);
      var whole = Command.outbox("show", "dispatch", position, "--with-content");

      assertThat(listed.out()).contains("dispatch " + position, "Saying", TOPIC.topicName());
      assertThat(listed.out() + shown.out()).doesNotContain("patient", key);
      assertThat(whole.out()).contains("\"patient x");

      // Cured by hand, as when the broker's limit is raised: the message is short now.
      service
          .jdbc()
          .sql("update outbox set payload = '{\"text\":\"short\"}' where position = ?")
          .param(Long.valueOf(position))
          .update();
      var released = Command.outbox("release", "dispatch", position);

      assertThat(released).isEqualTo(new Command(0, "1 released\n", ""));
      await().atMost(PATIENCE).until(() -> service.heard(key).equals(List.of("short")));
      assertThat(Command.outbox("release", "dispatch", position).exitCode()).isEqualTo(1);
      assertThat(Command.outbox("release", "dispatch").exitCode()).isEqualTo(2);
      assertThat(Command.outbox("replay").exitCode()).isEqualTo(2);
    }
  }

  private static String unsentPayloads(ProbeService.Running service) {
    return String.join(
        "\n",
        service
            .jdbc()
            .sql("select payload from outbox where sent_at is null")
            .query(String.class)
            .list());
  }

  /** As on a broker that starts with an empty disk: no topic, no record, no offset of any group. */
  private static void loseTheBrokersData() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()))) {
      var topics = List.of(TOPIC.topicName(), TOPIC.deadLetterName());
      admin.deleteTopics(topics).all().get();
      try {
        admin.deleteConsumerGroups(List.of(ProbeService.GROUP)).all().get();
      } catch (ExecutionException e) {
        // It may have gone with its last topic.
        assertThat(e).hasCauseInstanceOf(GroupIdNotFoundException.class);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> admin.listTopics().names().get().stream().noneMatch(topics::contains));
    }
  }
}
