package se.rond.telemetry;

import java.util.UUID;
import org.slf4j.MDC;

/**
 * The ids that every log line of a call or a record carries, beside the trace's own. Ids only, and
 * checked to be such: a value that a client or a record chose goes through a {@link UUID} first.
 */
public final class LogContext {
  /** The assessment request that the work is about. */
  public static final String REQUEST = "request";

  /** The message that is being processed. */
  public static final String MESSAGE = "ce_id";

  private LogContext() {}

  public static void request(UUID request) {
    MDC.put(REQUEST, request.toString());
  }

  public static void message(UUID message) {
    MDC.put(MESSAGE, message.toString());
  }

  public static void clear() {
    MDC.remove(REQUEST);
    MDC.remove(MESSAGE);
  }
}
