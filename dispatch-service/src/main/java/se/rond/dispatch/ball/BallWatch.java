package se.rond.dispatch.ball;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.Ball;
import se.rond.contracts.dispatch.DispatchEvent.BallUpdated;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.ball.Situation.Work;
import se.rond.dispatch.request.RequestTouched;
import se.rond.messaging.Outbox;
import se.rond.messaging.Outbox.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Looks at each request that a transaction may have changed, once, just before its commit: what is
 * shown and what is told are one, whatever it was that changed, and commit with it.
 */
@Component
class BallWatch {

  private final Balls balls;
  private final Outbox outbox;
  private final JsonMapper json;
  private final InstantSource clock;

  BallWatch(Balls balls, Outbox outbox, JsonMapper json, InstantSource clock) {
    this.balls = balls;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
  }

  @EventListener
  void on(RequestTouched touched) {
    BeforeCommit.ofTransaction(this).touched.add(touched.request());
  }

  /** The requests of one transaction. */
  private static final class BeforeCommit implements TransactionSynchronization {
    private final BallWatch watch;
    private final Set<AssessmentRequestId> touched = new LinkedHashSet<>();

    private BeforeCommit(BallWatch watch) {
      this.watch = watch;
    }

    static BeforeCommit ofTransaction(BallWatch watch) {
      return TransactionSynchronizationManager.getSynchronizations().stream()
          .filter(BeforeCommit.class::isInstance)
          .map(BeforeCommit.class::cast)
          .findFirst()
          .orElseGet(
              () -> {
                var fresh = new BeforeCommit(watch);
                TransactionSynchronizationManager.registerSynchronization(fresh);
                return fresh;
              });
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      watch.look(touched);
    }
  }

  private void look(Collection<AssessmentRequestId> requests) {
    var now = clock.instant();
    var over = new ArrayList<AssessmentRequestId>();
    var changed = new LinkedHashMap<AssessmentRequestId, Ball>();
    var news = new ArrayList<Message>();
    for (var seen : balls.look(requests, now)) {
      var situation = seen.situation();
      var ball = BallRules.ballOf(situation, now);
      if (ball.isEmpty()) {
        if (seen.told() != null) {
          over.add(situation.request());
        }
      } else if (!isSame(ball.get(), seen.told())) {
        changed.put(situation.request(), ball.get());
        news.add(new Message(situation.request().toString(), updated(situation, ball.get(), now)));
      }
    }
    balls.forget(over);
    balls.keep(changed, now);
    outbox.addAll(Topic.DISPATCH_REQUESTS, news);
  }

  /**
   * The line follows from the rest, but for the day by which it is read. As trees, since another
   * build may have told it.
   */
  private boolean isSame(Ball ball, @Nullable JsonNode told) {
    return told != null && withoutLine(json.valueToTree(ball)).equals(withoutLine(told));
  }

  private static JsonNode withoutLine(JsonNode ball) {
    return ((ObjectNode) ball.deepCopy()).without("line");
  }

  private static BallUpdated updated(Situation situation, Ball ball, Instant now) {
    return new BallUpdated(
        situation.request(),
        situation.municipality(),
        situation.requester(),
        ball,
        situation.work().stream()
            .map(Work::responder)
            .distinct()
            .sorted(Comparator.comparing(ResponderId::value))
            .toList(),
        now);
  }
}
