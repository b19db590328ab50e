package se.rond.contracts.topic;

import java.time.Duration;

/**
 * The topics of Rond. Broker auto-creation is off: a topic exists because it stands here.
 *
 * <p>All are plain delete-after-retention topics. None with clinical content may ever be compacted,
 * and the number of partitions is never changed, because that would break the order per key.
 */
public enum Topic {
  /** From dispatch to triage, keyed by request id. Clinical content, therefore kept 7 days only. */
  DISPATCH_ASSESSMENT_REQUESTS(Topic.DISPATCH_ASSESSMENT_REQUESTS_V1),
  /** From triage to dispatch, keyed by request id. Clinical content. */
  TRIAGE_DECISIONS(Topic.TRIAGE_DECISIONS_V1),
  /**
   * From dispatch to notification and to the world outside, keyed by request id. Nothing clinical.
   */
  DISPATCH_REQUESTS(Topic.DISPATCH_REQUESTS_V1),
  /**
   * From dispatch to whoever checks its access log, all with one key. Nothing clinical and nobody:
   * kept as long as the law wants the log kept, since a part that was cut off is told by it alone.
   */
  DISPATCH_ACCESS_LOG(Topic.DISPATCH_ACCESS_LOG_V1, Topic.DAYS_OF_THE_LAW);

  /** The name of {@link #DISPATCH_ASSESSMENT_REQUESTS}, for annotations. */
  public static final String DISPATCH_ASSESSMENT_REQUESTS_V1 = "dispatch.assessment-requests.v1";

  /** The name of {@link #TRIAGE_DECISIONS}, for annotations. */
  public static final String TRIAGE_DECISIONS_V1 = "triage.decisions.v1";

  /** The name of {@link #DISPATCH_REQUESTS}, for annotations. */
  public static final String DISPATCH_REQUESTS_V1 = "dispatch.requests.v1";

  /** The name of {@link #DISPATCH_ACCESS_LOG}, for annotations. */
  public static final String DISPATCH_ACCESS_LOG_V1 = "dispatch.access-log.v1";

  /** Partitions of every topic: room to grow for a country, chosen once. */
  public static final int PARTITIONS = 12;

  /** How long a record of most topics can be read. */
  private static final int DAYS = 7;

  /** How long what has to do with the access log can be read: five years, and what is over. */
  private static final int DAYS_OF_THE_LAW = 1_830;

  /**
   * How long a parked record can be replayed: twice as long, so that a person comes round to it.
   */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

  private final String topicName;
  private final Duration retention;

  Topic(String topicName) {
    this(topicName, DAYS);
  }

  Topic(String topicName, int days) {
    this.topicName = topicName;
    this.retention = Duration.ofDays(days);
  }

  /** How long a record can be read. */
  public Duration retention() {
    return retention;
  }

  /** The name on the broker. */
  public String topicName() {
    return topicName;
  }

  /** Whether a service reads it, and parks what it cannot process. */
  public boolean hasDeadLetters() {
    return this != DISPATCH_ACCESS_LOG;
  }

  /** The name of the topic that takes what could not be processed. */
  public String deadLetterName() {
    return topicName + ".dlt";
  }
}
