package se.rond.dispatch.assessment;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent.ContactMade;
import se.rond.contracts.dispatch.DispatchEvent.VideoRoomOpened;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.assessment.Contacts.NewContact;
import se.rond.dispatch.assessment.TellResult.Done;
import se.rond.dispatch.assessment.TellResult.IdTaken;
import se.rond.dispatch.assessment.TellResult.Kind;
import se.rond.dispatch.assessment.TellResult.NotYours;
import se.rond.dispatch.assessment.TellResult.Reason;
import se.rond.dispatch.assessment.TellResult.Refused;
import se.rond.dispatch.assessment.VideoRooms.NewRoom;
import se.rond.dispatch.assignment.Alarms;
import se.rond.dispatch.assignment.Assignment.Documentable;
import se.rond.dispatch.assignment.Assignment.Taken;
import se.rond.dispatch.assignment.Assignment.WithResponder;
import se.rond.dispatch.assignment.ContactMode;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;
import tools.jackson.databind.JsonNode;

/**
 * Takes that somebody was contacted, or that somebody tried. Responsibility stays where it is: a
 * physician may call before accepting, and has accepted nothing by that.
 */
@Service
public class ContactDesk {

  private final AssessmentRequests requests;
  private final Contacts contacts;
  private final VideoRooms rooms;
  private final VideoSettings video;
  private final Telling telling;
  private final OpenWork work;
  private final EmergencyDesk emergencies;
  private final Alarms alarms;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  ContactDesk(
      AssessmentRequests requests,
      Contacts contacts,
      VideoRooms rooms,
      VideoSettings video,
      Telling telling,
      OpenWork work,
      EmergencyDesk emergencies,
      Alarms alarms,
      Outbox outbox,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.requests = requests;
    this.contacts = contacts;
    this.rooms = rooms;
    this.video = video;
    this.telling = telling;
    this.work = work;
    this.emergencies = emergencies;
    this.alarms = alarms;
    this.outbox = outbox;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * Takes a contact, also a late one: what was said to whom is true after all is over, too.
   *
   * @return nothing if the caller may see no such request
   */
  @Transactional
  public Optional<TellResult> tell(
      AssessmentRequestId id, Contact told, JsonNode body, Caller caller) {
    var digest = BodyDigest.of(body);
    return requests
        .findAndLock(id, caller)
        .map(
            request ->
                telling
                    .findEarlier(Kind.CONTACT, told.id(), digest, request, id)
                    .orElseGet(() -> taken(request, id, told, digest, caller)));
  }

  private TellResult taken(
      AssessmentRequest request,
      AssessmentRequestId named,
      Contact told,
      BodyDigest digest,
      Caller caller) {
    return switch (request.state()) {
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY, EMERGENCY_DIRECTED, DOCUMENTING, CLOSED -> {
        var spokenFor = told.assignment();
        var assignment =
            spokenFor == null
                ? telling.findLive(request, caller)
                : telling.findNamed(request, spokenFor, caller);
        yield spokenFor != null && assignment.isEmpty()
            ? new NotYours("assignment")
            : kept(request, named, told, assignment.orElse(null), digest, caller);
      }
      case CANCELLED, JOINED -> new Refused(Reason.REQUEST_CANCELLED, request.state());
    };
  }

  private TellResult kept(
      AssessmentRequest request,
      AssessmentRequestId named,
      Contact told,
      @Nullable WithResponder assignment,
      BodyDigest digest,
      Caller caller) {
    var now = clock.instant();
    var at = told.when().happened(now);
    var actor = TimelineEntry.actor(caller);
    var receipt = Receipt.of(told.id(), request, emergencies.findAlarm(request.id()).orElse(null));
    var isNew =
        contacts.add(
            new NewContact(
                told,
                request.id(),
                named,
                assignment == null ? null : assignment.id(),
                keeps(request, told, assignment, at, caller.role()),
                told.reached() && ContactRules.looks(caller.role(), told.with()),
                at,
                now,
                actor,
                digest,
                receipt));
    if (!isNew) {
      return new IdTaken(null);
    }
    tell(request, told, assignment, now, actor);
    if (assignment instanceof Taken taken) {
      alarms.hear(request, taken, now, actor);
    }
    if (told.mode() == ContactMode.VIDEO && request.state().isOpen()) {
      openRoom(request, now, actor);
    }
    return request.state().isOpen() ? settled(request, told, actor) : new Done(receipt);
  }

  /** It may be the re-assessment that the request waited for alone. */
  private TellResult settled(AssessmentRequest request, Contact told, String actor) {
    work.settle(request, actor);
    var receipt =
        Receipt.of(
            told.id(),
            requests.findAndLock(request.id()).orElseThrow(),
            emergencies.findAlarm(request.id()).orElse(null));
    contacts.keepReceipt(receipt);
    return new Done(receipt);
  }

  /** Returns true if somebody has said yes to it, and not given it up. */
  private static boolean isCarried(@Nullable WithResponder assignment) {
    return assignment instanceof Taken || assignment instanceof Documentable;
  }

  /** What was said before the request, or its level, was raised answers nothing of that. */
  private Set<Level> keeps(
      AssessmentRequest request,
      Contact told,
      @Nullable WithResponder assignment,
      Instant at,
      Role by) {
    return told.reached()
            && !at.isBefore(request.raisedAt())
            && !contacts.isRaisedSince(request.id(), at)
        ? ContactRules.kept(
            by, isCarried(assignment), told.mode(), told.with(), request.neededLevel())
        : Set.of();
  }

  private void tell(
      AssessmentRequest request,
      Contact told,
      @Nullable WithResponder assignment,
      Instant now,
      String actor) {
    requests.note(
        request.id(),
        new TimelineEntry(
            now,
            "ContactMade",
            actor,
            assignment == null ? null : assignment.responder(),
            told.mode() + " " + told.with() + (told.reached() ? "" : ", not reached")));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new ContactMade(
            request.id(),
            request.municipality(),
            request.requester(),
            told.reached(),
            work.listResponders(request.id()),
            now));
  }

  /** One room serves all calls of a request as long as it is open; its link is read in the app. */
  private void openRoom(AssessmentRequest request, Instant now, String actor) {
    var base = video.base();
    if (base == null || rooms.isOpen(request.id(), now)) {
      return;
    }
    rooms.open(
        new NewRoom(
            request.id(),
            VideoSettings.link(base, freshIds.get()),
            now,
            now.plus(video.openFor()),
            actor));
    requests.note(request.id(), new TimelineEntry(now, "VideoRoomOpened", actor, null, null));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        request.id().toString(),
        new VideoRoomOpened(
            request.id(),
            request.municipality(),
            request.requester(),
            work.listResponders(request.id()),
            now));
  }
}
