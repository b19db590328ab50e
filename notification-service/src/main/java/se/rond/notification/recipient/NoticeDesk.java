package se.rond.notification.recipient;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.dispatch.DispatchEvent.AboutRequest;
import se.rond.contracts.dispatch.DispatchEvent.Alarm;
import se.rond.contracts.dispatch.DispatchEvent.RecordOpenedInEmergency;
import se.rond.contracts.dispatch.DispatchEvent.RequestUpdated;
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
    var recipients = Recipients.of(event, watching(event));
    notices
        .add(eventId, event, recipients)
        .forEach(late -> meters.record(NotificationMeter.NOTICES, late));
    listeners.publishEvent(new NoticesAdded(recipients));
  }

  /** A patient who is moved leaves functions behind, and they are told so. */
  private Set<RecipientId> watching(AboutRequest event) {
    return switch (event) {
      case Alarm _ -> functions.listCoordinating(event.municipality());
      case RecordOpenedInEmergency _ -> functions.listFollowingUp(event.municipality());
      case RequestUpdated updated when updated.left() != null ->
          Stream.of(updated.left(), updated.municipality())
              .flatMap(municipality -> functions.listFor(municipality).stream())
              .collect(Collectors.toUnmodifiableSet());
      case AboutRequest _ -> functions.listFor(event.municipality());
    };
  }
}
