package se.rond.reliability.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Compares what people were promised with what there is.
 *
 * @param accepted requests answered with 201
 * @param lost those that are not found, were not judged or did not end
 * @param doubleBookings two live assignments of one need, or one team in two places
 * @param repeated events a recipient was told twice, or out of order, or not at all
 * @param untold messages that were not sent, not heard, or of which somebody concerned was not told
 * @param parked messages set aside as defects
 * @param violations answers that should not have been given
 */
public record Verdict(
    int accepted,
    List<String> lost,
    List<String> doubleBookings,
    List<String> repeated,
    List<String> untold,
    List<String> parked,
    List<String> violations) {

  /** The last news of the last request take some milliseconds; the bound is for a busy machine. */
  private static final Duration SETTLED_WITHIN = Duration.ofMinutes(1);

  /**
   * Each of a request's needs has a ladder, and a new target is watched anew; what a nurse keeps
   * can go back and be kept again, and so can claims; who has the ball changes with all that
   * happens.
   */
  private static final Set<String> TOLD_AGAIN =
      Set.of(
          "AskedInVain",
          "AssignmentClaimed",
          "BallUpdated",
          "BreachWarned",
          "BreachOccurred",
          "OwnTaskCompleted",
          "OwnTaskGivenBack",
          "OwnTaskKept",
          "OwnTaskNotDone",
          "RemeasureDue",
          "ReserveRoutineActivated",
          "ReserveRoutineResolved");

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  /** Judges a running system in which nothing is in flight any more. */
  public static Verdict of(Quickstart rond, People people, Ledger ledger)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    var messages = new Messages(rond);
    var untold = settled(messages, people);
    var repeated = new ArrayList<>(messages.toldTwice());
    people.devices().forEach(device -> repeated.addAll(repeated(device)));
    var parked = new ArrayList<>(messages.parkedInOutboxes());
    parked.addAll(parkedOnTopics(rond));
    return new Verdict(
        ledger.accepted().size(),
        lost(rond, people.web(), ledger),
        doubleBookings(messages),
        repeated,
        untold,
        parked,
        ledger.violations());
  }

  /**
   * Waits until every message has come to its end and every device has the last it can have; what
   * has not by the bound is returned. Alarms may still be raised meanwhile, 2 min after an
   * emergency.
   */
  private static List<String> settled(Messages messages, People people) {
    var untold = new AtomicReference<List<String>>();
    try {
      await("every message to come to its end")
          .atMost(SETTLED_WITHIN)
          .pollInterval(LOOK_EVERY)
          .until(
              () -> {
                untold.set(untold(messages, people));
                return untold.get().isEmpty();
              });
    } catch (ConditionTimeoutException stillSome) {
      // They are the answer.
    }
    return untold.get();
  }

  private static List<String> untold(Messages messages, People people)
      throws IOException, SQLException {
    var untold = new ArrayList<>(messages.underWay());
    var last = messages.lastSequences();
    for (var device : people.devices()) {
      var newest = last.getOrDefault(device.recipient(), 0L);
      if (device.lastSequence() < newest) {
        untold.add(
            "%s was told %d of %d".formatted(device.recipient(), device.lastSequence(), newest));
      }
    }
    return untold;
  }

  public void assertFlawless() {
    assertThat(lost).as("accepted and lost, of %d", accepted).isEmpty();
    assertThat(doubleBookings).as("double bookings").isEmpty();
    assertThat(repeated).as("events repeated, reordered or left out").isEmpty();
    assertThat(untold).as("messages that did not come to their end").isEmpty();
    assertThat(parked).as("parked").isEmpty();
    assertThat(violations).as("answers that should not have been given").isEmpty();
  }

  private static List<String> lost(Quickstart rond, Web web, Ledger ledger)
      throws IOException, InterruptedException {
    var lost = new ArrayList<String>();
    for (var entry : ledger.accepted()) {
      var answer = web.get(rond.dispatch("/assessment-requests/" + entry.id()));
      var state = answer.text("state");
      if (answer.status() != 200
          || !answer.body().path("decision").isObject()
          || !List.of("CLOSED", "EMERGENCY_DIRECTED").contains(state)) {
        lost.add(
            entry + " answers " + answer.status() + " " + state + ": " + answer.body().toString());
      }
    }
    return lost;
  }

  /**
   * Reads all assignments there ever were. Each lives from the offer to its end; a team is taken
   * from setting out, or from meeting, to its end.
   */
  private static List<String> doubleBookings(Messages messages) throws IOException, SQLException {
    return messages.list(
        """
        select 'need ' || a.need || ': ' || a.id || ' and ' || b.id
        from dispatch.assignment a
        join dispatch.assignment b on a.need = b.need and a.id < b.id
        where tstzrange(a.offered_at, a.ended_at) && tstzrange(b.offered_at, b.ended_at)
        union all
        select 'need ' || need || ' completed ' || count(*) || ' times'
        from dispatch.assignment where state = 'COMPLETED' group by need having count(*) > 1
        union all
        select 'team ' || a.responder || ': ' || a.id || ' and ' || b.id
        from dispatch.assignment a
        join dispatch.assignment b on a.responder = b.responder and a.id < b.id
        where a.exclusive and b.exclusive
          and coalesce(a.en_route_at, a.with_patient_at) is not null
          and coalesce(b.en_route_at, b.with_patient_at) is not null
          and tstzrange(coalesce(a.en_route_at, a.with_patient_at), a.ended_at)
              && tstzrange(coalesce(b.en_route_at, b.with_patient_at), b.ended_at)
        """);
  }

  private static List<String> parkedOnTopics(Quickstart rond)
      throws IOException, InterruptedException, ExecutionException {
    var settings =
        Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, rond.bootstrapServers());
    try (var admin = Admin.create(settings)) {
      var names =
          admin.listTopics().names().get().stream().filter(name -> name.endsWith(".dlt")).toList();
      var latest =
          admin.describeTopics(names).allTopicNames().get().values().stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(
                              partition -> new TopicPartition(topic.name(), partition.partition())))
              .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
      return admin.listOffsets(latest).all().get().entrySet().stream()
          .filter(end -> end.getValue().offset() > 0)
          .map(end -> end.getKey() + " has " + end.getValue().offset())
          .toList();
    }
  }

  /**
   * A recipient's numbers go 1, 2, 3 without a gap, and what they stand for comes once. An event is
   * known by its type, its request and its assignment: each of them happens once to an assignment,
   * and those without one once to a request; what a ladder tells, and who has the ball, can happen
   * again, at another time.
   */
  private static List<String> repeated(Device device) {
    var flaws = new ArrayList<String>();
    var seen = new HashSet<String>();
    var before = new HashMap<String, Long>();
    long last = 0;
    for (var told : device.told()) {
      if (told.sequence() != last + 1) {
        flaws.add("%s was told %d after %d".formatted(device.recipient(), told.sequence(), last));
      }
      last = told.sequence();
      var event = told.type() + " " + told.text("request") + " " + told.text("assignment");
      if (TOLD_AGAIN.contains(told.type())) {
        event += " " + told.text("occurredAt");
      }
      if (!seen.add(event)) {
        flaws.add(
            "%s was told %s as %d and as %d"
                .formatted(device.recipient(), event, before.get(event), told.sequence()));
      }
      before.put(event, told.sequence());
    }
    return flaws;
  }
}
