package se.rond.dispatch.assignment;

import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import se.rond.dispatch.remeasure.RemeasureDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.Knowledge;
import se.rond.dispatch.request.TimelineEntry;

/** Takes the decisions of triage, each once, and sees that the request goes by them. */
@Service
public class TriageDesk {

  private static final String TRIAGE = "triage";

  private static final Logger log = LoggerFactory.getLogger(TriageDesk.class);

  private final AssessmentRequests requests;
  private final RemeasureDesk remeasures;
  private final TriageWaits waits;
  private final Knowledge knowledge;
  private final TriageRules rules;
  private final OpenWork work;
  private final NeededLevel levels;
  private final Alarms alarms;
  private final InstantSource clock;

  TriageDesk(
      AssessmentRequests requests,
      TriageWaits waits,
      Knowledge knowledge,
      TriageRules rules,
      OpenWork work,
      NeededLevel levels,
      RemeasureDesk remeasures,
      Alarms alarms,
      InstantSource clock) {
    this.requests = requests;
    this.waits = waits;
    this.knowledge = knowledge;
    this.rules = rules;
    this.work = work;
    this.levels = levels;
    this.remeasures = remeasures;
    this.alarms = alarms;
    this.clock = clock;
  }

  /**
   * Takes a decision, once for each revision and in whatever order they come: what one means must
   * not depend on which message overtook which. So one on an older revision raises the level and
   * adds needs as it would have in its turn; only what is shown is the newest. On a request that is
   * over or was directed to 112 it explains and changes nothing.
   *
   * @throws IllegalStateException if there is no such request, or no such revision of it: triage
   *     decided on one that was never stored
   */
  @Transactional
  public void take(RequestTriaged triaged) {
    var request =
        requests
            .findAndLock(triaged.request())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Expected a stored request for the decision on " + triaged.request()));
    if (triaged.revision() > request.revision()) {
      throw new IllegalStateException(
          "Expected a decision on revision "
              + request.revision()
              + " of request "
              + request.id()
              + " at most, but it is on "
              + triaged.revision());
    }
    // An expression, so that no state is forgotten here.
    var followed =
        switch (request.state()) {
          case RECEIVED, WAITING, ASSIGNED, UNDER_WAY -> counts(request, triaged);
          // Triage explains what was directed or done already; it never lowers it.
          case EMERGENCY_DIRECTED, DOCUMENTING, CLOSED -> {
            counts(request, triaged);
            yield false;
          }
          case CANCELLED, JOINED -> {
            passOver(request, triaged);
            yield false;
          }
        };
    if (followed) {
      levels.find(
          request,
          triaged.revision(),
          triaged.decision(),
          () -> teamBrings(request, triaged.decision()),
          TRIAGE);
    }
  }

  /**
   * A team that the nurse's level asks for brings what the cause needs, also where somebody is
   * asked for again. Who is asked for already goes on with what they were asked for.
   */
  private Set<Capability> teamBrings(AssessmentRequest request, TriageDecision decision) {
    var before = request.neededLevel();
    return before != null
            && before.isAtLeast(Level.highest(request.nurseLevel(), decision.level()))
            && !work.isAllMet(request.id())
        ? Set.of()
        : rules.teamBrings(knowledge.load(request).content());
  }

  /** Keeps a decision, and tells whether it is the first on its revision. */
  private boolean counts(AssessmentRequest request, RequestTriaged triaged) {
    var now = clock.instant();
    if (!requests.keepDecision(request.id(), triaged.revision(), triaged.decision(), now)) {
      passOver(request, triaged);
      return false;
    }
    remeasures.judged(request, triaged.revision(), triaged.decision().news2());
    requests.note(
        request.id(),
        new TimelineEntry(now, "RequestTriaged", TRIAGE, null, triaged.decision().level().name()));
    if (waits.catchUp(request.id(), triaged.revision(), now)) {
      alarms.triageCaughtUp(request, now, TRIAGE);
    }
    return true;
  }

  private static void passOver(AssessmentRequest request, RequestTriaged triaged) {
    log.info(
        "Passed over a decision on revision {} of request {}, which is {} at revision {}",
        triaged.revision(),
        request.id(),
        request.state(),
        request.revision());
  }
}
