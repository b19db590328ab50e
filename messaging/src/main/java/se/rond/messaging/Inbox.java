package se.rond.messaging;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.messaging.MessagingAutoConfiguration.MessagingMeter;
import se.rond.telemetry.Meters;

/** Remembers which messages a consumer has seen, so that a repeat changes nothing. */
public class Inbox {
  private final JdbcClient jdbc;
  private final Meters meters;

  Inbox(JdbcClient jdbc, Meters meters) {
    this.jdbc = jdbc;
    this.meters = meters;
  }

  /**
   * Returns true the first time a consumer sees a message; the memory commits with the caller's
   * work. It lasts 15 days, longer than any topic keeps a record.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean isFirst(String consumer, UUID messageId) {
    var isFirst =
        jdbc.sql("insert into inbox (consumer, message_id) values (?, ?) on conflict do nothing")
                .params(consumer, messageId)
                .update()
            == 1;
    if (!isFirst) {
      meters.count(MessagingMeter.INBOX_DUPLICATES);
    }
    return isFirst;
  }
}
