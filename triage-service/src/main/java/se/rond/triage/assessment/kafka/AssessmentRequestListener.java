package se.rond.triage.assessment.kafka;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.contracts.triage.AssessmentRequestEvent.RequestCancelled;
import se.rond.contracts.triage.AssessmentRequestEvent.ToBeJudged;
import se.rond.contracts.triage.AssessmentRequestEvent.Unrecognised;
import se.rond.messaging.EventHeaders;
import se.rond.messaging.Inbox;
import se.rond.triage.assessment.AssessmentDesk;

/**
 * Hears what dispatch asks to be judged. Faults and defects go the way of messaging's error policy:
 * a fault waits, a defect is parked at once.
 */
@Component
class AssessmentRequestListener {

  /** Also the consumer group, behind the service's name. */
  private static final String CONSUMER = "assessment-requests";

  private static final Logger log = LoggerFactory.getLogger(AssessmentRequestListener.class);

  private final Inbox inbox;
  private final AssessmentDesk desk;

  AssessmentRequestListener(Inbox inbox, AssessmentDesk desk) {
    this.inbox = inbox;
    this.desk = desk;
  }

  @Transactional
  @KafkaListener(id = CONSUMER, topics = Topic.DISPATCH_ASSESSMENT_REQUESTS_V1)
  void on(AssessmentRequestEvent event, @Header(EventHeaders.ID) String messageId) {
    if (!inbox.isFirst(CONSUMER, UUID.fromString(messageId))) {
      return;
    }
    switch (event) {
      case ToBeJudged asked -> {
        if (!desk.assess(asked)) {
          log.info(
              "Request {} revision {} was judged before, or the request is cancelled",
              asked.request(),
              asked.revision());
        }
      }
      case RequestCancelled cancelled -> desk.cancel(cancelled);
      case Unrecognised _ ->
          log.warn("Skipped message {}: this build does not know its type", messageId);
    }
  }
}
