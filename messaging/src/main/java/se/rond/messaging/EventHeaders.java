package se.rond.messaging;

/**
 * The names of a record's headers: CloudEvents 1.0, Kafka protocol binding, binary mode, and W3C
 * Trace Context. Values are UTF-8.
 */
public final class EventHeaders {
  /** {@value}: always "1.0". */
  public static final String SPEC_VERSION = "ce_specversion";

  /** {@value}: a UUID, the same on every repeat of a message. */
  public static final String ID = "ce_id";

  /** {@value}: the simple class name of the event, the same as {@code type} in its JSON. */
  public static final String TYPE = "ce_type";

  /** {@value}: {@code /rond/} and the name of the service that wrote it. */
  public static final String SOURCE = "ce_source";

  /** {@value}: when it was added to the outbox, RFC 3339 in UTC. */
  public static final String TIME = "ce_time";

  /** {@value}: always "application/json". */
  public static final String CONTENT_TYPE = "content-type";

  /** {@value}: the span in which it was added; absent where none was open. */
  public static final String TRACE_PARENT = "traceparent";

  /** {@value}: on dead-letter topics only, why the record is there; one of a closed list. */
  public static final String REASON = "rond_reason";

  /**
   * {@value}: on dead-letter topics only, the class of the exception. Its message stays out,
   * because it may tell about a person.
   */
  public static final String EXCEPTION = "rond_exception";

  private EventHeaders() {}
}
