package se.rond.reliability.live;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Everyone on duty: takes each offer that comes over the own stream, drives, meets, completes. A
 * team goes to one patient after the other, and now and then tries to be with two at once, which
 * has to be refused.
 */
final class Crew {
  /** One assignment, from the offer on. */
  private record Job(String responder, UUID request, UUID assignment, UUID token) {
    boolean isTeams() {
      return responder.startsWith("M");
    }

    /** Of whoever answers as the responder. */
    String role() {
      return responder.startsWith("LB-")
          ? "PHYSICIAN"
          : responder.startsWith("NF-") ? "MUNICIPAL_NURSE" : "MOBILE_TEAM";
    }
  }

  /** Longest pause between two steps; the shortest is a quarter of it. */
  private static final Duration STEP = Duration.ofMillis(1_200);

  /** Teams go to one patient at a time, and are the fewest. */
  private static final Duration TEAM_STEP = Duration.ofMillis(400);

  /** One try in so many, to be in two places. */
  private static final int TRY_TWO_PLACES = 4;

  private final Quickstart rond;
  private final Ledger ledger;
  private final Web web;
  private final Random random;

  /** Held by a team while it is on its way to a patient or there. */
  private final Map<String, ReentrantLock> teams = new ConcurrentHashMap<>();

  /** Accepted, and not begun. */
  private final Map<String, Queue<Job>> waiting = new ConcurrentHashMap<>();

  /** Who said yes first to what a request needs of one kind, as the responders remember it. */
  private final Map<String, Job> accepted = new ConcurrentHashMap<>();

  Crew(Quickstart rond, Ledger ledger, Web web, long seed) {
    this.rond = rond;
    this.ledger = ledger;
    this.web = web;
    this.random = new Random(seed);
  }

  /** All responders of the demonstration. */
  static List<String> responders() {
    return Stream.concat(
            Stream.of("M11", "M12", "M13", "M21", "M22", "M23", "LB-10-1", "LB-10-2", "LB-13-1"),
            Stream.concat(
                Stream.of("LB-13-2"),
                Stream.of(
                        "1060", "1080", "1081", "1082", "1083", "1315", "1380", "1381", "1382",
                        "1383", "1384")
                    .map("NF-"::concat)))
        .toList();
  }

  /** What a responder's device says; answered in a thread of its own. */
  void hear(String responder, Device.Told told) {
    if (told.type().equals("ResponderOffered") && told.text("responder").equals(responder)) {
      var job =
          new Job(
              responder,
              UUID.fromString(told.text("request")),
              UUID.fromString(told.text("assignment")),
              UUID.fromString(told.text("token")));
      Thread.ofVirtual().name("job " + job.assignment()).start(() -> work(job));
    }
  }

  private void work(Job job) {
    try {
      think(job);
      if (!accept(job)) {
        return;
      }
      if (job.isTeams()) {
        var alone = teams.computeIfAbsent(job.responder(), _ -> new ReentrantLock(true));
        waitingOf(job).add(job);
        alone.lock();
        try {
          waitingOf(job).remove(job);
          visit(job);
        } finally {
          alone.unlock();
        }
      } else {
        visit(job);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private Queue<Job> waitingOf(Job job) {
    return waiting.computeIfAbsent(job.responder(), _ -> new ConcurrentLinkedQueue<>());
  }

  private boolean accept(Job job) throws InterruptedException {
    var offer = "/assessment-requests/%s/offers/%s/acceptance";
    var answer =
        web.putUntilAnswered(
            rond.dispatch(offer.formatted(job.request(), job.token())), job.role(), "{}");
    if (!answer.isGranted()) {
      // Lapsed while everything stood still, for example; somebody else is asked.
      expect(answer.status() == 409, job, "acceptance", answer);
      return false;
    }
    // Needs are one of a kind per request, and the kind shows in a responder's name.
    var need = job.request() + " " + job.responder().charAt(0);
    var other = accepted.putIfAbsent(need, job);
    if (other != null) {
      ledger.violation("both " + other + " and " + job + " were told that it is theirs");
    }
    return true;
  }

  private void visit(Job job) throws InterruptedException {
    think(job);
    if (!report(job, "{\"status\": \"EN_ROUTE\"}")) {
      return;
    }
    think(job);
    var mode = job.responder().startsWith("LB") ? "PHONE" : "VISIT";
    if (!report(job, "{\"status\": \"WITH_PATIENT\", \"mode\": \"%s\"}".formatted(mode))) {
      return;
    }
    var next = waitingOf(job).peek();
    if (next != null && oneIn(TRY_TWO_PLACES)) {
      var answer = put(next, "{\"status\": \"EN_ROUTE\"}");
      expect(
          answer.status() == 409 && answer.body().toString().contains("RESPONDER_BUSY"),
          next,
          "setting out while with another patient",
          answer);
    }
    think(job);
    report(
        job,
        "{\"status\": \"COMPLETED\", \"outcome\": \"STAYED_HOME\", \"journalReference\": \"J-1\"}");
  }

  private boolean report(Job job, String status) throws InterruptedException {
    var answer = put(job, status);
    expect(answer.isGranted(), job, status, answer);
    return answer.isGranted();
  }

  private Web.Answer put(Job job, String status) throws InterruptedException {
    var path = "/assessment-requests/%s/assignments/%s/status";
    return web.putUntilAnswered(
        rond.dispatch(path.formatted(job.request(), job.assignment())), job.role(), status);
  }

  private void expect(boolean expected, Job job, String asked, Web.Answer answer) {
    if (!expected) {
      ledger.violation("%s of %s was answered %s".formatted(asked, job, answer));
    }
  }

  private synchronized boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private void think(Job job) throws InterruptedException {
    var longest = (job.isTeams() ? TEAM_STEP : STEP).toMillis();
    long millis;
    synchronized (this) {
      millis = random.nextLong(longest / 4, longest);
    }
    Thread.sleep(millis);
  }
}
