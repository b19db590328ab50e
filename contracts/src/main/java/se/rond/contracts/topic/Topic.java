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
  DISPATCH_REQUESTS(Topic.DISPATCH_REQUESTS_V1);

  /** The name of {@link #DISPATCH_ASSESSMENT_REQUESTS}, for annotations. */
  public static final String DISPATCH_ASSESSMENT_REQUESTS_V1 = "dispatch.assessment-requests.v1";

  /** The name of {@link #TRIAGE_DECISIONS}, for annotations. */
  public static final String TRIAGE_DECISIONS_V1 = "triage.decisions.v1";

  /** The name of {@link #DISPATCH_REQUESTS}, for annotations. */
  public static final String DISPATCH_REQUESTS_V1 = "dispatch.requests.v1";

  /** Partitions of every topic: room to grow for a country, chosen once. */
  public static final int PARTITIONS = 12;

  /** How long a record can be read. */
  public static final Duration RETENTION = Duration.ofDays(7);

  /**
   * How long a parked record can be replayed: twice as long, so that a person comes round to it.
   */
  public static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);

  private final String topicName;

  Topic(String topicName) {
    this.topicName = topicName;
  }

  /** The name on the broker. */
  public String topicName() {
    return topicName;
  }

  /** The name of the topic that takes what could not be processed. */
  public String deadLetterName() {
    return topicName + ".dlt";
  }
}
