package se.rond.dispatch.change;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.dispatch.DispatchEvent;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.AssessmentRequestEvent;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.OpenWork;
import se.rond.dispatch.change.ChangeResult.Done;
import se.rond.dispatch.change.ChangeResult.Found;
import se.rond.dispatch.change.ChangeResult.IdTaken;
import se.rond.dispatch.change.ChangeResult.Refused;
import se.rond.dispatch.change.Changes.NewChange;
import se.rond.dispatch.change.Changes.Stored;
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
  private final OpenWork work;
  private final EmergencyDesk emergencies;
  private final Outbox outbox;

  Revisions(
      TriageRules rules,
      AssessmentRequests requests,
      Changes changes,
      OpenWork work,
      EmergencyDesk emergencies,
      Outbox outbox) {
    this.rules = rules;
    this.requests = requests;
    this.changes = changes;
    this.work = work;
    this.emergencies = emergencies;
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

  private static IdTaken taken(AssessmentRequest request, Stored earlier) {
    return new IdTaken(
        earlier.request().equals(request.id())
            ? new Found(earlier.kind(), earlier.receivedAt())
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
  ChangeResult revise(AssessmentRequest revised, Sent sent, Change kind, Consumer<Sent> keep) {
    return revise(revised, sent, kind, null, keep);
  }

  /** Stores a change that says nothing but what was observed. */
  ChangeResult revise(AssessmentRequest revised, Sent sent, Change kind, ClinicalContent observed) {
    return revise(revised, sent, kind, observed, _ -> {});
  }

  /**
   * Stores a change and what follows from it, and tells triage and those concerned.
   *
   * @param keep stores what only this kind of change has, before anybody is told
   */
  private ChangeResult revise(
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
                revised.revision(),
                kind,
                sent.at(),
                sent.receivedAt(),
                sent.actor(),
                observed,
                sent.body(),
                BodyDigest.of(sent.body())));
    if (!isNew) {
      return changes
          .find(sent.id())
          .map(earlier -> taken(revised, earlier))
          .orElseGet(() -> new IdTaken(null));
    }
    requests.store(revised);
    keep.accept(sent);
    var history = changes.loadHistory(revised.id());
    var known = KnownContent.of(history.raised(), history.after(), rules);
    changes.keepVitalsTime(revised.id(), known.vitals().measuredAt());
    tell(revised, kind, known, sent);
    return answered(sent, ChangeAnswer.of(directed(revised, known, observed, sent.actor())));
  }

  /** Keeps the first answer to a change, to be repeated. */
  ChangeResult answered(Sent sent, ChangeAnswer answer) {
    changes.keepAnswer(sent.id(), answer);
    return new Done(answer);
  }

  boolean means112(ClinicalContent content) {
    return rules.demandsEmergency(content, TriageContext.UNKNOWN);
  }

  private void tell(AssessmentRequest revised, Change kind, ClinicalContent known, Sent sent) {
    var now = sent.receivedAt();
    requests.note(
        revised.id(), new TimelineEntry(now, "RequestUpdated", sent.actor(), null, kind.name()));
    outbox.add(
        Topic.DISPATCH_ASSESSMENT_REQUESTS,
        revised.id().toString(),
        new AssessmentRequestEvent.RequestUpdated(
            revised.id(),
            revised.revision(),
            revised.patient(),
            revised.municipality(),
            revised.raisedAt(),
            known,
            TriageContext.UNKNOWN,
            now));
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        revised.id().toString(),
        new DispatchEvent.RequestUpdated(
            revised.id(),
            revised.municipality(),
            revised.requester(),
            revised.revision(),
            kind,
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
    var isNew = observed != null && means112(KnownContent.alone(observed, known));
    if (request.state() == RequestState.EMERGENCY_DIRECTED) {
      if (isNew) {
        emergencies.directAgain(request, isRequest(observed), actor);
      }
      return request;
    }
    return isNew || means112(known) ? emergencies.direct(request, actor) : request;
  }

  /** What was joined came from somebody who raised a request of their own. */
  private static boolean isRequest(@Nullable ClinicalContent told) {
    return told != null && told.contactCause() != null;
  }
}
