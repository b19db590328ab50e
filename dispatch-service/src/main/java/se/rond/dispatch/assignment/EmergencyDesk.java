package se.rond.dispatch.assignment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyAcknowledged;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyDirected;
import se.rond.contracts.dispatch.DispatchEvent.EmergencyUnacknowledged;
import se.rond.contracts.intake.Change.Said;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Occasion;
import se.rond.dispatch.remeasure.RemeasureDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.dispatch.roster.Municipalities;
import se.rond.messaging.Outbox;

/**
 * Sees that RING 112 is heard. The alarm is a deadline of the emergency's row, armed in the commit
 * that tells the nurse, so that no crash is between them.
 */
@Service
public class EmergencyDesk {

  /** How long the nurse has to say what became of it: clinical reference 2.11. */
  static final Duration ACKNOWLEDGE_WITHIN = Duration.ofMinutes(2);

  /** When to look again at an emergency that would be over, if somebody were not still at work. */
  static final Duration LOOK_AGAIN_AFTER = Duration.ofHours(1);

  private static final String CLOCK = "clock";

  private final AssessmentRequests requests;
  private final Emergencies emergencies;
  private final OpenWork work;
  private final RequestProgress progress;
  private final Agreements agreements;
  private final Municipalities municipalities;
  private final RemeasureDesk remeasures;
  private final Outbox outbox;
  private final InstantSource clock;
  private final EmergencySettings settings;

  EmergencyDesk(
      AssessmentRequests requests,
      Emergencies emergencies,
      OpenWork work,
      RequestProgress progress,
      Agreements agreements,
      Municipalities municipalities,
      RemeasureDesk remeasures,
      Outbox outbox,
      InstantSource clock,
      EmergencySettings settings) {
    this.requests = requests;
    this.emergencies = emergencies;
    this.work = work;
    this.progress = progress;
    this.agreements = agreements;
    this.municipalities = municipalities;
    this.remeasures = remeasures;
    this.outbox = outbox;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Directs a locked request to 112 and arms the alarm. Nobody is asked any more; whoever has
   * accepted stays responsible until the patient is handed over.
   *
   * @return the request as it is now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public AssessmentRequest direct(AssessmentRequest request, String actor) {
    var directed = request.needing(Level.EMERGENCY_112, null).in(RequestState.EMERGENCY_DIRECTED);
    requests.store(directed);
    tell(directed, actor);
    work.withdrawOffers(directed, actor);
    remeasures.settle(directed, clock.instant());
    return directed;
  }

  /**
   * Tells a nurse anew to ring, because something new means 112: one who had not rung, one who
   * never said anything, and anybody who was not told before. Where the one who rang tells more, or
   * an alarm is armed, nothing changes.
   *
   * @param byAnother whether it comes from somebody else than the one who was told before
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void directAgain(AssessmentRequest request, boolean byAnother, String actor) {
    if (emergencies.find(request.id()).filter(one -> one.isToldAnew(byAnother)).isPresent()) {
      tell(request, actor);
    }
  }

  /**
   * Directs a locked open request to 112 because a person ordered an ambulance. A nurse who was
   * told before is told anew, unless an alarm is armed, and nobody of ours is asked any more.
   *
   * @return the request as it is now
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public AssessmentRequest order(AssessmentRequest request, String actor) {
    if (request.state() != RequestState.EMERGENCY_DIRECTED) {
      return direct(request, actor);
    }
    directAgain(request, true, actor);
    work.withdrawOffers(request, actor);
    return request;
  }

  /**
   * Tells a nurse to ring, whatever was said before: nobody knows any more whom that was about. An
   * alarm that is armed is followed by a new one, too.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void directAnew(AssessmentRequest request, String actor) {
    tell(request, actor);
  }

  private void tell(AssessmentRequest request, String actor) {
    var now = clock.instant();
    var alarm =
        emergencies.arm(
            request.id(), now, now.plus(ACKNOWLEDGE_WITHIN), now.plus(settings.overAfter()));
    requests.note(
        request.id(), new TimelineEntry(now, "EmergencyDirected", actor, null, numbered(alarm)));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new EmergencyDirected(
            request.id(), request.municipality(), request.requester(), alarm, now));
  }

  /** Finds the number of a request's newest alarm; nothing if nobody was told to ring. */
  public Optional<Integer> findAlarm(AssessmentRequestId request) {
    return emergencies.find(request).map(Emergency::alarm);
  }

  /** Returns whether somebody has said what became of it; a tapped number says nothing yet. */
  public boolean isAnswered(AssessmentRequestId request) {
    return emergencies.find(request).filter(Emergency::isAnswered).isPresent();
  }

  /** Returns whether a physician was asked in the place of 112. */
  public boolean isPhysicianInstead(AssessmentRequestId request) {
    return emergencies.find(request).filter(Emergency::asksPhysician).isPresent();
  }

  /**
   * Takes what somebody says of an alarm of a locked request; a late word closes it too. What is
   * said of an older alarm than the newest is noted and closes nothing: what the newer one is about
   * was not known to whoever said it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void acknowledge(AssessmentRequest request, int alarm, Said said, String actor) {
    var emergency = emergencies.find(request.id()).orElseThrow();
    var isNewest = alarm == emergency.alarm();
    if (isNewest && emergency.says(said)) {
      return;
    }
    var now = clock.instant();
    requests.note(
        request.id(),
        new TimelineEntry(
            now,
            "EmergencyAcknowledged",
            actor,
            null,
            said.emergency().name()
                + (said.provisional() ? " provisional, " : ", ")
                + numbered(alarm)));
    if (!isNewest) {
      return;
    }
    emergencies.acknowledge(request.id(), said, actor, now, now.plus(settings.overAfter()));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new EmergencyAcknowledged(
            request.id(),
            request.municipality(),
            request.requester(),
            alarm,
            said.provisional(),
            now));
    if (said.emergency().asksPhysician()) {
      askPhysician(request, now, actor);
    }
  }

  private static String numbered(int alarm) {
    return "alarm " + alarm;
  }

  private void askPhysician(AssessmentRequest request, Instant now, String actor) {
    var promise =
        agreements
            .load(request.agreement(), request.raisedAt())
            .promise(Level.PHYSICIAN_NOW, Occasion.at(now));
    var promised = request.needing(Level.EMERGENCY_112, promise.contactBy());
    requests.store(promised);
    // The clock of the request may have stopped, or run out: this contact is promised by itself.
    work.order(
        promised,
        new NeedWithCapabilities(Need.PHYSICIAN_CONTACT, Set.of()),
        promise.contactBy(),
        Demand.ordered(promise.ladder(), now),
        actor);
    progress.settle(promised, now, actor);
  }

  /** Alarms the contact function, unless somebody has said something meanwhile. */
  @Transactional
  public void alarm(AssessmentRequestId id) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              emergencies
                  .find(id)
                  .filter(one -> one.isAlarmDueAt(now))
                  .ifPresent(one -> alarm(request, one.alarm(), now));
            });
  }

  private void alarm(AssessmentRequest request, int alarm, Instant now) {
    emergencies.alarm(request.id(), now);
    requests.note(
        request.id(),
        new TimelineEntry(now, "EmergencyUnacknowledged", CLOCK, null, numbered(alarm)));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new EmergencyUnacknowledged(
            request.id(),
            request.municipality(),
            request.requester(),
            alarm,
            municipalities.listCoordinators(request.municipality()),
            now));
  }

  /** Closes an emergency that is over, said or unsaid, unless somebody is still at work. */
  @Transactional
  public void end(AssessmentRequestId id) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              if (emergencies.find(id).filter(one -> one.isOverAt(now)).isPresent()) {
                var state =
                    request.state().isOpen()
                        ? progress.settle(request, now, CLOCK)
                        : request.state();
                emergencies.postpone(id, state.isOpen() ? now.plus(LOOK_AGAIN_AFTER) : null);
              }
            });
  }
}
