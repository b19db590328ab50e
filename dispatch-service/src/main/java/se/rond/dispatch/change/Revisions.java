package se.rond.dispatch.change;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.assignment.TriageSettings;
import se.rond.dispatch.assignment.TriageWaits;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.Found;
import se.rond.dispatch.change.ChangeResult.IdTaken;
import se.rond.dispatch.change.ChangeResult.Kind;
import se.rond.dispatch.change.ChangeResult.Refused;
import se.rond.dispatch.change.Changes.NewChange;
import se.rond.dispatch.change.Changes.Stored;
import se.rond.dispatch.change.WhatIsKnown.Everything;
import se.rond.dispatch.remeasure.RemeasureDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.BodyDigest;
import se.rond.dispatch.request.RequestState;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/**
 * Makes a change the next revision of a locked request, once, and tells.
 *
 * <p>Triage is asked anew in the same commit; what means 112 is not left to triage, but directed
 * there and then.
 */
@Component
class Revisions {

  private final TriageRules rules;
  private final AssessmentRequests requests;
  private final Changes changes;
  private final WhatIsKnown knowledge;
  private final OpenWork work;
  private final EmergencyDesk emergencies;
  private final RemeasureDesk remeasures;
  private final TriageWaits waits;
  private final TriageSettings triage;
  private final Outbox outbox;

  Revisions(
      TriageRules rules,
      AssessmentRequests requests,
      Changes changes,
      WhatIsKnown knowledge,
      OpenWork work,
      EmergencyDesk emergencies,
      RemeasureDesk remeasures,
      TriageWaits waits,
      TriageSettings triage,
      Outbox outbox) {
    this.rules = rules;
    this.requests = requests;
    this.changes = changes;
    this.knowledge = knowledge;
    this.work = work;
    this.emergencies = emergencies;
    this.remeasures = remeasures;
    this.waits = waits;
    this.triage = triage;
    this.outbox = outbox;
  }

  /** What is said of an id that was sent before; nothing if it is new. */
  Optional<ChangeResult> findEarlier(AssessmentRequest request, Sent sent, Change kind) {
    return changes
        .find(sent.id())
        .map(
            earlier ->
                earlier.request().equals(request.id())
                        && earlier.kind() == kind
                        && earlier.digest().equals(BodyDigest.of(sent.body()))
                    ? new Done(earlier.answer())
                    : taken(request, earlier));
  }

  /** What an id stands for; nothing if it is fresh. */
  Optional<IdTaken> findTaken(AssessmentRequest request, UUID id) {
    return changes.find(id).map(earlier -> taken(request, earlier));
  }

  private static IdTaken taken(AssessmentRequest request, Stored earlier) {
    return new IdTaken(
        earlier.request().equals(request.id())
            ? new Found(Kind.of(earlier.kind()), earlier.receivedAt())
            : null);
  }

  /** As {@link #findEarlier}; also a refusal if the request is over. */
  Optional<ChangeResult> findEarlierOrOver(AssessmentRequest request, Sent sent, Change kind) {
    return findEarlier(request, sent, kind)
        .or(
            () ->
                request.state().isOpen()
                    ? Optional.empty()
                    : Optional.of(Refused.over(request.state())));
  }

  /** Stores a change that observes nothing. */
  ChangeResult revise(
      AssessmentRequest before,
      AssessmentRequest revised,
      Sent sent,
      Change kind,
      Consumer<Sent> keep) {
    return revise(before, revised, sent, kind, null, keep);
  }

  /** Stores a change that says nothing but what was observed. */
  ChangeResult revise(AssessmentRequest revised, Sent sent, Change kind, ClinicalContent observed) {
    return revise(revised, revised, sent, kind, observed, _ -> {});
  }

  /**
   * Stores a change and what follows from it, and tells triage and those concerned.
   *
   * @param keep stores what only this kind of change has, before anybody is told
   */
  private ChangeResult revise(
      AssessmentRequest before,
      AssessmentRequest revised,
      Sent sent,
      Change kind,
      @Nullable ClinicalContent observed,
      Consumer<Sent> keep) {
    var isNew =
        changes.add(
            new NewChange(
                sent.id(),
                revised.id(),
                sent.of(),
                revised.revision(),
                kind,
                sent.at(),
                sent.receivedAt(),
                sent.actor(),
                observed,
                sent.body(),
                BodyDigest.of(sent.body())));
    if (!isNew) {
      return findTaken(revised, sent.id()).orElseGet(() -> new IdTaken(null));
    }
    keep.accept(sent);
    var known = judgeAnew(revised, sent.receivedAt());
    if (observed != null && observed.vitals().hasFullSet()) {
      remeasures.measured(known.request(), measuredAt(observed, sent));
    }
    tell(before, revised, kind, sent);
    return answered(sent, answer(directed(known.request(), known.all(), observed, sent.actor())));
  }

  /** Nothing is measured after it was told. */
  private static Instant measuredAt(ClinicalContent observed, Sent sent) {
    var stated = observed.vitals().measuredAt();
    return stated == null
        ? sent.at()
        : stated.isAfter(sent.receivedAt()) ? sent.receivedAt() : stated;
  }

  /** The answer for a request as it stands, with the alarm that its advice is about. */
  ChangeAnswer answer(AssessmentRequest request) {
    return withAlarm(ChangeAnswer.of(request));
  }

  /** The same answer, with the alarm that its advice is about now. */
  ChangeAnswer withAlarm(ChangeAnswer answer) {
    return answer.state() == RequestState.EMERGENCY_DIRECTED
        ? answer.about(emergencies.findAlarm(answer.id()).orElse(null))
        : answer;
  }

  /** Stores a revision with what is known by it, and asks triage. */
  Everything judgeAnew(AssessmentRequest revised, Instant now) {
    var known = knowledge.everything(revised);
    requests.store(known.request());
    changes.keepVitalsTime(revised.id(), known.all().vitals().measuredAt());
    waits.await(revised.id(), triage.waitUntil(now));
    outbox.add(
        Topic.DISPATCH_ASSESSMENT_REQUESTS,
        revised.id().toString(),
        new AssessmentRequestEvent.RequestUpdated(
            revised.id(),
            revised.revision(),
            revised.patient(),
            revised.municipality(),
            revised.raisedAt(),
            known.all(),
            known.context(),
            now));
    return known;
  }

  /** Keeps the first answer to a change, to be repeated. */
  ChangeResult answered(Sent sent, ChangeAnswer answer) {
    changes.keepAnswer(sent.id(), answer);
    return new Done(answer);
  }

  /**
   * Tells a nurse anew to ring, after others were parted from an emergency. Whose ambulance
   * somebody spoke of is not known then; and where what remains does not mean 112, the offers that
   * ended are not missed, since somebody has to say what became of it: 112, or a physician.
   */
  void directAnew(AssessmentRequest request, String actor) {
    if (request.state() == RequestState.EMERGENCY_DIRECTED) {
      emergencies.directAnew(request, actor);
    }
  }

  /** By everything, or by one thing alone: what is worse is not outweighed by what is better. */
  boolean means112(Everything known) {
    return means112(known.all())
        || known.told().stream().anyMatch(one -> means112(KnownContent.alone(one, known.all())));
  }

  boolean means112(ClinicalContent content) {
    return rules.demandsEmergency(content, ContextUsed.NOTHING);
  }

  private void tell(AssessmentRequest before, AssessmentRequest revised, Change kind, Sent sent) {
    var now = sent.receivedAt();
    var isElsewhere = !before.municipality().equals(revised.municipality());
    requests.note(
        revised.id(), new TimelineEntry(now, "RequestUpdated", sent.actor(), null, kind.name()));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        revised.id().toString(),
        new DispatchEvent.RequestUpdated(
            revised.id(),
            revised.municipality(),
            revised.requester(),
            revised.revision(),
            kind,
            isElsewhere ? before.municipality() : null,
            work.listResponders(revised.id()),
            now));
  }

  /**
   * Directs to 112 at once what means so, by everything that is known or by what was observed now
   * alone: a worse value that arrives late is not outweighed by a better one.
   */
  private AssessmentRequest directed(
      AssessmentRequest request,
      ClinicalContent known,
      @Nullable ClinicalContent observed,
      String actor) {
    if (!request.state().isOpen()) {
      return request;
    }
    if (request.state() == RequestState.EMERGENCY_DIRECTED) {
      // What made it an emergency, such as the nurse's own level, makes no alarm of what is
      // observed later.
      var isNew = observed != null && means112(KnownContent.byItself(observed, known));
      // Who raised a request of their own is told to ring, too, and nobody is sent for it: that is
      // an alarm of its own, whatever the request says.
      if (isNew || isRequest(observed)) {
        emergencies.directAgain(request, isRequest(observed), actor);
      }
      return request;
    }
    return means112(known) || observed != null && means112(KnownContent.alone(observed, known))
        ? emergencies.direct(request, actor)
        : request;
  }

  /** What was joined came from somebody who raised a request of their own. */
  private static boolean isRequest(@Nullable ClinicalContent told) {
    return told != null && told.contactCause() != null;
  }
}
