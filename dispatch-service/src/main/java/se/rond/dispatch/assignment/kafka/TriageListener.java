package se.rond.dispatch.assignment.kafka;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageEvent;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import se.rond.contracts.triage.TriageEvent.Unrecognised;
import se.rond.dispatch.assignment.TriageDesk;
import se.rond.messaging.EventHeaders;
import se.rond.messaging.Inbox;

/**
 * Takes what triage decided. Errors: the one policy of messaging, faults wait, defects are parked.
 */
@Component
class TriageListener {

  private static final String CONSUMER = "triage-decisions";

  private static final Logger log = LoggerFactory.getLogger(TriageListener.class);

  private final Inbox inbox;
  private final TriageDesk desk;

  TriageListener(Inbox inbox, TriageDesk desk) {
    this.inbox = inbox;
    this.desk = desk;
  }

  @Transactional
  @KafkaListener(id = CONSUMER, topics = Topic.TRIAGE_DECISIONS_V1)
  void on(TriageEvent event, @Header(EventHeaders.ID) String messageId) {
    if (!inbox.isFirst(CONSUMER, UUID.fromString(messageId))) {
      return;
    }
    switch (event) {
      case RequestTriaged triaged -> desk.take(triaged);
      case Unrecognised _ ->
          log.warn("Skipped message {}: this build does not know its type", messageId);
    }
  }
}
