package se.rond.dispatch.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.contracts.dispatch.DispatchEvent.Change;
import se.rond.contracts.dispatch.DispatchEvent.RequestParted;
import se.rond.contracts.topic.Topic;
import se.rond.dispatch.assignment.EmergencyDesk;
import se.rond.dispatch.assignment.NeededLevel;
import se.rond.dispatch.change.WhatIsKnown.Everything;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.Raisings;
import se.rond.dispatch.request.TimelineEntry;
import se.rond.messaging.Outbox;

/**
 * Lets what was joined to a request stand by itself again, when that request turns out to be about
 * somebody else, or is cancelled by somebody who does not speak for the others.
 *
 * <p>The earliest is open by itself, the others are joined to it. What was told of them goes with
 * them, also to which level a person raised them; needs, responders and 112 stay, and are found
 * anew for the one that is open.
 */
@Component
class Parting {

  private final AssessmentRequests requests;
  private final Revisions revisions;
  private final Raisings raisings;
  private final TriageRules rules;
  private final NeededLevel levels;
  private final EmergencyDesk emergencies;
  private final Outbox outbox;

  Parting(
      AssessmentRequests requests,
      Revisions revisions,
      Raisings raisings,
      TriageRules rules,
      NeededLevel levels,
      EmergencyDesk emergencies,
      Outbox outbox) {
    this.requests = requests;
    this.revisions = revisions;
    this.raisings = raisings;
    this.rules = rules;
    this.levels = levels;
    this.emergencies = emergencies;
    this.outbox = outbox;
  }

  /**
   * Parts all that was joined to a locked request.
   *
   * @param from the request, at the revision that parts them from it
   * @param joined what is joined to it, locked, the earliest first; may be none
   */
  void part(AssessmentRequest from, List<AssessmentRequest> joined, Instant now, String actor) {
    if (joined.isEmpty()) {
      return;
    }
    var open = joined.getFirst().partedAfter(from.revision());
    requests.part(open, from.id());
    var known = revisions.judgeAnew(open, now);
    for (var one : joined) {
      note(from.id(), one.id(), now, actor);
      tell(one, one.id().equals(open.id()) ? null : open.id(), now);
    }
    note(open.id(), from.id(), now, actor);
    joined.stream()
        .skip(1)
        .forEach(
            one ->
                requests.note(
                    open.id(),
                    new TimelineEntry(now, "RequestUpdated", actor, null, Change.JOINED.name())));
    if (revisions.means112(known)) {
      emergencies.direct(known.request(), actor);
    } else {
      raisings.findHighest(open.id()).ifPresent(level -> raise(known, level, actor));
    }
  }

  /**
   * What a person raised is raised still, and waits for triage as little as it did. That the other
   * one was lowered since was said of nobody knows whom.
   */
  private void raise(Everything known, Level level, String actor) {
    if (known.request().nurseLevel().isAtLeast(level)) {
      return;
    }
    var floors = rules.judgeByFloors(known.all(), known.contextUsed());
    levels.raise(known.request(), level, floors, rules.teamBrings(known.all()), actor);
  }

  private void note(
      AssessmentRequestId of, AssessmentRequestId partedFrom, Instant now, String actor) {
    requests.note(of, new TimelineEntry(now, "RequestParted", actor, null, partedFrom.toString()));
  }

  private void tell(AssessmentRequest parted, @Nullable AssessmentRequestId joined, Instant now) {
    outbox.add(
        Topic.DISPATCH_REQUESTS,
        parted.id().toString(),
        new RequestParted(parted.id(), parted.municipality(), parted.requester(), joined, now));
  }
}
