package se.rond.dispatch.accesslog;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.access.Caller;

/**
 * What is written, but for whom it is about and when it was.
 *
 * @param criteria of a search: what it was limited to; no clinical text, and nobody's number
 */
public record Entry(
    UUID call,
    String operation,
    Activity activity,
    Purpose purpose,
    Caller caller,
    @Nullable Map<String, String> criteria) {

  public Entry {
    criteria = criteria == null ? null : Map.copyOf(criteria);
  }

  static Entry of(Call call, Activity activity) {
    return new Entry(call.id(), call.operation(), activity, call.purpose(), call.caller(), null);
  }

  Entry limitedTo(Map<String, String> wanted) {
    return new Entry(call, operation, activity, purpose, caller, wanted);
  }
}
