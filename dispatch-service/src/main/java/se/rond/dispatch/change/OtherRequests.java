package se.rond.dispatch.change;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.PatientReference;
import se.rond.dispatch.change.WhatIsKnown.Everything;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.TimelineEntry;

/**
 * The open requests of a patient beside one that turns out to be about somebody else, or not to
 * have been one. What is known of the patient changes with it, so triage is asked anew about them;
 * a level that rises by it is told as any other, and none is lowered.
 */
@Component
class OtherRequests {

  private final AssessmentRequests requests;
  private final WhatIsKnown knowledge;
  private final Revisions revisions;

  OtherRequests(AssessmentRequests requests, WhatIsKnown knowledge, Revisions revisions) {
    this.requests = requests;
    this.knowledge = knowledge;
    this.revisions = revisions;
  }

  /**
   * Lists and locks those that are open, with what is known by now. The patients are locked, so
   * that none comes meanwhile.
   */
  List<Everything> list(AssessmentRequestId changed, Collection<PatientReference> patients) {
    return patients.stream()
        .flatMap(patient -> requests.listOpenAndLock(patient).stream())
        .filter(request -> !request.id().equals(changed))
        .map(knowledge::everything)
        .toList();
  }

  /** Asks triage about those of which something else is known of the patient than before. */
  void askAnew(List<Everything> before, Instant now, String actor) {
    for (var one : before) {
      if (!knowledge.everything(one.request()).context().equals(one.context())) {
        askAnew(one.request(), now, actor);
      }
    }
  }

  private void askAnew(AssessmentRequest request, Instant now, String actor) {
    var known = revisions.judgeAnew(request.revised(), now);
    requests.note(
        known.request().id(), new TimelineEntry(now, "ContextUpdated", actor, null, null));
  }
}
