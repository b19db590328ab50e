package se.rond.reliability.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The examples of docs/examples, as other nurses raise them now for other patients. */
final class Requests {
  /** Nobody has a number in this system: whoever tests makes patients up, as many as it takes. */
  private static final String MADE_UP = "https://rond.example/reliability-tests/patient";

  /** How often each is drawn, of 40: mostly a nurse's visit, since at night there are two teams. */
  private static final List<Share> SHARES =
      List.of(
          new Share("catheter", 29),
          new Share("wrist-after-fall", 1),
          new Share("vitals-missing", 1),
          new Share("pneumonia", 1),
          new Share("hip-after-fall", 1),
          new Share("stroke-red-flag", 4),
          new Share("sepsis", 3));

  private static final List<String> MUNICIPALITIES =
      List.of(
          "1060", "1080", "1081", "1082", "1083", "1315", "1380", "1381", "1382", "1383", "1384");

  private final AtomicInteger patients = new AtomicInteger();

  private record Share(String example, int of40) {}

  /** One body to post, and to post again. */
  record Draft(UUID id, String example, String body) {}

  /** The nurses who raise what is drawn, under their own names. */
  static Set<String> nurses() throws IOException {
    var nurses = new TreeSet<String>();
    for (var share : SHARES) {
      nurses.add(example(share.example()).path("requester").path("hsaId").stringValue());
    }
    return nurses;
  }

  Draft draw(RandomGenerator random) throws IOException {
    var at = random.nextInt(40);
    for (var share : SHARES) {
      at -= share.of40();
      if (at < 0) {
        var municipality = MUNICIPALITIES.get(random.nextInt(MUNICIPALITIES.size()));
        return of(share.example(), municipality, null);
      }
    }
    throw new IllegalStateException("Expected the shares to sum up to 40");
  }

  /**
   * Makes a request of an example.
   *
   * @param requester who raises it; null for the example's own nurse
   */
  Draft of(String example, String municipality, @Nullable String requester) throws IOException {
    var body = example(example);
    var id = UUID.randomUUID();
    var now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    body.put("id", id.toString()).put("raisedAt", now);
    if (body.path("vitals") instanceof ObjectNode vitals && vitals.has("measuredAt")) {
      vitals.put("measuredAt", now);
    }
    body.withObject("patient")
        .withObject("identifier")
        .put("system", MADE_UP)
        .put("value", "made-up-" + patients.incrementAndGet());
    body.withObject("place").put("municipality", municipality).remove("position");
    body.remove("healthCentre");
    if (requester != null) {
      body.withObject("requester").put("hsaId", requester);
    }
    return new Draft(id, example, body.toString());
  }

  private static ObjectNode example(String name) throws IOException {
    var file = Path.of("..", "docs", "examples", name + ".json");
    return (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
  }
}
