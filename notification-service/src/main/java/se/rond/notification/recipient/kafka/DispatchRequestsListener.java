package se.rond.notification.recipient.kafka;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.contracts.dispatch.DispatchEvent.Unrecognised;
import se.rond.contracts.topic.Topic;
import se.rond.messaging.EventHeaders;
import se.rond.messaging.Inbox;
import se.rond.notification.recipient.NoticeDesk;

/**
 * Hears what dispatch tells about requests. Faults and defects go the way of messaging's policy.
 */
@Component
class DispatchRequestsListener {
  /** With the service's name before it, also the consumer group. */
  private static final String CONSUMER = "dispatch-requests";

  private static final Logger log = LoggerFactory.getLogger(DispatchRequestsListener.class);

  private final Inbox inbox;
  private final NoticeDesk desk;

  DispatchRequestsListener(Inbox inbox, NoticeDesk desk) {
    this.inbox = inbox;
    this.desk = desk;
  }

  @Transactional
  @KafkaListener(id = CONSUMER, topics = Topic.DISPATCH_REQUESTS_V1)
  void on(DispatchEvent event, @Header(EventHeaders.ID) String messageId) {
    var id = UUID.fromString(messageId);
    if (!inbox.isFirst(CONSUMER, id)) {
      return;
    }
    switch (event) {
      case AboutRequest told -> desk.tell(id, told);
      case Unrecognised _ ->
          log.warn("Skipped message {}: this build does not know its type", messageId);
    }
  }
}
