package se.rond.messaging;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import se.rond.contracts.topic.Topic;

/**
 * The topics a service writes and reads; each service declares one as a bean.
 *
 * <p>All of them are created at start, and the dead-letter topic of each that is read. Starting
 * does not wait for the broker: creation is tried again until it succeeds.
 */
public record TopicUse(Set<Topic> writes, Set<Topic> reads) {
  public TopicUse {
    writes = copy(writes);
    reads = copy(reads);
  }

  private static Set<Topic> copy(Set<Topic> topics) {
    var ordered = EnumSet.noneOf(Topic.class);
    ordered.addAll(topics);
    return Collections.unmodifiableSet(ordered);
  }
}
