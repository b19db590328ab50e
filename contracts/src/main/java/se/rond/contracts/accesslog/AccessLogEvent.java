package se.rond.contracts.accesslog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** The events of {@code dispatch.access-log.v1}. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = AccessLogEvent.Unrecognised.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = AccessLogEvent.AccessLogSealed.class, name = "AccessLogSealed")
})
public sealed interface AccessLogEvent {

  /**
   * Entries of the access log were chained: what the chain's head was then.
   *
   * @param sequence the place of the last entry, and so how many there are
   * @param hash of the last entry, lower-case hexadecimal
   */
  record AccessLogSealed(long sequence, String hash, Instant occurredAt)
      implements AccessLogEvent {}

  /** An event of a type that this build does not know yet; a newer producer may go first. */
  record Unrecognised() implements AccessLogEvent {}
}
