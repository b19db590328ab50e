package se.rond.dispatch.accesslog;

import java.time.InstantSource;
import java.util.ArrayList;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.accesslog.AccessLogEvent.AccessLogSealed;
import se.rond.contracts.accesslog.SealHash;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.Outbox;

/** Chains what is committed, and tells the new head outside the database. */
@Service
class SealDesk {

  /** All heads in one partition, in order. */
  private static final String KEY = "access-log";

  private final Seals seals;
  private final Outbox outbox;
  private final InstantSource clock;

  SealDesk(Seals seals, Outbox outbox, InstantSource clock) {
    this.seals = seals;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Chains a batch, unless another instance is at it.
   *
   * @return how many entries
   */
  @Transactional
  public int seal(int limit) {
    if (!seals.lock()) {
      return 0;
    }
    var head = seals.findHead().orElse(Seals.Head.OF_NOTHING);
    var sequence = head.sequence();
    var hash = head.hash();
    var added = new ArrayList<Seal>();
    for (var entry : seals.takeUnsealed(limit)) {
      sequence++;
      hash = SealHash.of(sequence, hash, entry);
      added.add(new Seal(sequence, entry.id(), hash));
    }
    if (!added.isEmpty()) {
      seals.add(added);
      outbox.add(
          Topic.DISPATCH_ACCESS_LOG,
          KEY,
          new AccessLogSealed(sequence, hash.toString(), clock.instant()));
    }
    return added.size();
  }
}
