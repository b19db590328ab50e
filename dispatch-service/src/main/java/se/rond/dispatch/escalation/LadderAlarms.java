package se.rond.dispatch.escalation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.dispatch.DispatchEvent.Alarm;
import se.rond.contracts.dispatch.DispatchEvent.AskedInVain;
import se.rond.contracts.dispatch.DispatchEvent.BreachOccurred;
import se.rond.contracts.dispatch.DispatchEvent.BreachWarned;
import se.rond.contracts.dispatch.DispatchEvent.Limit;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.DispatchMeter.Breach;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;
import se.rond.telemetry.Meters;

/** Tells the contact function, and whoever is responsible, what a climb has come to. */
@Component
public class LadderAlarms {

  private final AssessmentRequests requests;
  private final Climbs climbs;
  private final Municipalities municipalities;
  private final Outbox outbox;
  private final Meters meters;

  LadderAlarms(
      AssessmentRequests requests,
      Climbs climbs,
      Municipalities municipalities,
      Outbox outbox,
      Meters meters) {
    this.requests = requests;
    this.climbs = climbs;
    this.municipalities = municipalities;
    this.outbox = outbox;
    this.meters = meters;
  }

  /** A rung says that somebody should look into it. */
  public void askedInVain(AssessmentRequest request, Instant now, String actor) {
    tell(
        request,
        new AskedInVain(
            request.id(),
            request.municipality(),
            request.requester(),
            municipalities.listCoordinators(request.municipality()),
            now),
        null,
        null,
        actor);
  }

  /** There is a fifth of the time left. */
  public void warn(AssessmentRequest request, Instant contactBy, Instant now, String actor) {
    var responsible = climbs.findResponsible(request.id()).orElse(null);
    meters.count(DispatchMeter.BREACHES, Breach.WARNED);
    tell(
        request,
        new BreachWarned(
            request.id(),
            request.municipality(),
            request.requester(),
            responsible,
            contactBy,
            municipalities.listCoordinators(request.municipality()),
            now),
        responsible,
        null,
        actor);
  }

  /** What was promised for then was not kept. */
  public void breach(
      AssessmentRequest request, Limit limit, Instant dueAt, Instant now, String actor) {
    var responsible = climbs.findResponsible(request.id()).orElse(null);
    meters.count(DispatchMeter.BREACHES, Breach.of(limit));
    tell(
        request,
        new BreachOccurred(
            request.id(),
            request.municipality(),
            request.requester(),
            responsible,
            limit,
            dueAt,
            municipalities.listCoordinators(request.municipality()),
            now),
        responsible,
        limit.name(),
        actor);
  }

  private void tell(
      AssessmentRequest request,
      Alarm alarm,
      @Nullable ResponderId responsible,
      @Nullable String detail,
      String actor) {
    requests.note(
        request.id(),
        new TimelineEntry(
            alarm.occurredAt(), alarm.getClass().getSimpleName(), actor, responsible, detail));
    outbox.add(Topic.DISPATCH_REQUESTS, request.id().toString(), alarm);
  }
}
