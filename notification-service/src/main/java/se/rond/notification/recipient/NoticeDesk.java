package se.rond.notification.recipient;

import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyUnacknowledged;
import se.rond.notification.NotificationMeter;
import se.rond.telemetry.Meters;

/** Turns one event into a notice for each who is to be told. */
@Component
public class NoticeDesk {
  private final Functions functions;
  private final Notices notices;
  private final ApplicationEventPublisher listeners;
  private final Meters meters;

  NoticeDesk(
      Functions functions, Notices notices, ApplicationEventPublisher listeners, Meters meters) {
    this.functions = functions;
    this.notices = notices;
    this.listeners = listeners;
    this.meters = meters;
  }

  /** Tells everybody concerned, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void tell(UUID eventId, AboutRequest event) {
    var watching =
        switch (event) {
          case EmergencyUnacknowledged _ -> functions.listCoordinating(event.municipality());
          case AboutRequest _ -> functions.listFor(event.municipality());
        };
    var recipients = Recipients.of(event, watching);
    notices
        .add(eventId, event, recipients)
        .forEach(late -> meters.record(NotificationMeter.NOTICES, late));
    listeners.publishEvent(new NoticesAdded(recipients));
  }
}
