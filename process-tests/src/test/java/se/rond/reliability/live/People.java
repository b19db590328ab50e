package se.rond.reliability.live;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Nurses who raise requests without a pause, responders who take them, coordinators who watch. None
 * of them knows that processes die: what is not answered they send again, as it was.
 */
public final class People implements AutoCloseable {
  /**
   * Nurses, each with one request at a time while all goes well. Some of their requests end at
   * once, since the nurse is told to ring 112; so there are more of them than requests that have to
   * be in flight.
   */
  private static final int NURSES = 32;

  /** A nurse goes on to the next patient though she has not heard the end of a request. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration AGAIN_AFTER = Duration.ofMillis(300);

  /** Between two requests of one nurse. */
  private static final Duration REST = Duration.ofMillis(400);

  /** Whose stream tells whether the whole chain works again. */
  private static final String PROBE = "SE2120001215-PROBE";

  private final Quickstart rond;
  private final Ledger ledger;
  private final Web web = new Web();
  private final Requests requests = new Requests();
  private final List<Device> devices = new ArrayList<>();
  private final List<Thread> nurses = new ArrayList<>();
  private final Map<UUID, CountDownLatch> ends = new ConcurrentHashMap<>();
  private final Map<UUID, CountDownLatch> offers = new ConcurrentHashMap<>();
  private volatile boolean raising = true;

  private People(Quickstart rond, Ledger ledger) {
    this.rond = rond;
    this.ledger = ledger;
  }

  /** Everybody begins; what they choose follows from the seed, when they do it from the machine. */
  public static People begin(Quickstart rond, Ledger ledger, long seed) throws IOException {
    var people = new People(rond, ledger);
    var crew = new Crew(rond, ledger, people.web, seed);
    Crew.responders()
        .forEach(responder -> people.listen(responder, told -> crew.hear(responder, told)));
    Stream.of("KF-10", "KF-13").forEach(function -> people.listen(function, people::hear));
    Requests.nurses().forEach(nurse -> people.listen(nurse, _ -> {}));
    people.listen(PROBE, people::hearOffer);
    for (var i = 0; i < NURSES; i++) {
      var random = new Random(seed + i);
      people.nurses.add(Thread.ofVirtual().name("nurse " + i).start(() -> people.raise(random)));
    }
    return people;
  }

  private void listen(String recipient, Consumer<Device.Told> reaction) {
    devices.add(new Device(recipient, () -> rond.notification("/stream"), reaction));
  }

  private void hear(Device.Told told) {
    if (told.type().equals("RequestClosed") || told.type().equals("EmergencyDirected")) {
      ended(UUID.fromString(told.text("request")));
    }
  }

  private void ended(UUID id) {
    ledger.ended(id);
    ends.computeIfAbsent(id, _ -> new CountDownLatch(1)).countDown();
  }

  private void hearOffer(Device.Told told) {
    if (told.type().equals("ResponderOffered")) {
      offers
          .computeIfAbsent(UUID.fromString(told.text("request")), _ -> new CountDownLatch(1))
          .countDown();
    }
  }

  private void raise(RandomGenerator random) {
    try {
      while (raising) {
        var draft = requests.draw(random);
        var end = ends.computeIfAbsent(draft.id(), _ -> new CountDownLatch(1));
        if (postUntilAccepted(draft)) {
          end.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
        ends.remove(draft.id());
        Thread.sleep(REST);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (IOException unreadable) {
      ledger.violation("a nurse could not go on: " + unreadable);
    }
  }

  /** Posts the same body until it is accepted; false if it is refused, which it must not be. */
  private boolean postUntilAccepted(Requests.Draft draft) throws InterruptedException {
    while (true) {
      try {
        var answer = web.post(rond.dispatch("/assessment-requests"), draft.body());
        if (answer.status() == 201) {
          ledger.accepted(new Ledger.Entry(draft.id(), draft.example(), Instant.now()));
          return true;
        }
        if (!answer.isAway()) {
          ledger.violation(draft.example() + " was answered " + answer);
          return false;
        }
        if (answer.text("advice").isEmpty()) {
          ledger.violation("503 without advice: " + answer);
        } else {
          ledger.putOff();
        }
      } catch (IOException nobodyThere) {
        // The phone keeps it and sends it again.
      }
      Thread.sleep(AGAIN_AFTER);
    }
  }

  /**
   * Raises one more request and returns when the nurse has been told, on her stream, to whom it was
   * offered: then all six processes do their work.
   *
   * @return false if she was not told within the bound
   */
  public boolean probe(Duration bound) throws IOException, InterruptedException {
    var draft = requests.of("catheter", "1380", PROBE);
    var offered = offers.computeIfAbsent(draft.id(), _ -> new CountDownLatch(1));
    var deadline = System.nanoTime() + bound.toNanos();
    var post = Thread.ofVirtual().start(() -> postQuietly(draft));
    try {
      return offered.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } finally {
      offers.remove(draft.id());
      if (System.nanoTime() > deadline) {
        post.interrupt();
      }
    }
  }

  private void postQuietly(Requests.Draft draft) {
    try {
      postUntilAccepted(draft);
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Nobody raises anything more; returns when the last request that was accepted has ended, or
   * after the bound: the {@link Verdict} names what has not.
   */
  public void finish(Duration bound) {
    raising = false;
    try {
      await("every accepted request to end")
          .atMost(bound)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> nurses.stream().noneMatch(Thread::isAlive) && ledger.inFlight() == 0);
    } catch (ConditionTimeoutException unfinished) {
      System.out.printf("After %s %d requests have not ended%n", bound, ledger.inFlight());
    }
  }

  public List<Device> devices() {
    return List.copyOf(devices);
  }

  Web web() {
    return web;
  }

  @Override
  public void close() {
    raising = false;
    nurses.forEach(Thread::interrupt);
    devices.forEach(Device::close);
  }
}
