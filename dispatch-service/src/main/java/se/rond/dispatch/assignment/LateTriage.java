package se.rond.dispatch.assignment;

import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.DispatchMeter;
import se.rond.dispatch.remeasure.RemeasureDesk;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.AssessmentRequests;
import se.rond.dispatch.request.Knowledge;
import se.rond.telemetry.Meters;

/**
 * Goes on without triage where that is off or late: nobody waits for a process that is not there.
 *
 * <p>The request goes by the nurse's own level and the floors of the default rules over everything
 * that is known: NEWS2, suspected sepsis, missing vital signs and warning signs. What a contact
 * cause usually leads to is triage's to propose. What means 112 was directed when it was told, and
 * does not wait for this.
 */
@Service
class LateTriage {

  private static final String CLOCK = "clock";

  private final AssessmentRequests requests;
  private final TriageWaits waits;
  private final Knowledge knowledge;
  private final TriageRules rules;
  private final NeededLevel levels;
  private final RemeasureDesk remeasures;
  private final Alarms alarms;
  private final Meters meters;
  private final InstantSource clock;

  LateTriage(
      AssessmentRequests requests,
      TriageWaits waits,
      Knowledge knowledge,
      TriageRules rules,
      NeededLevel levels,
      RemeasureDesk remeasures,
      Alarms alarms,
      Meters meters,
      InstantSource clock) {
    this.requests = requests;
    this.waits = waits;
    this.knowledge = knowledge;
    this.rules = rules;
    this.levels = levels;
    this.remeasures = remeasures;
    this.alarms = alarms;
    this.meters = meters;
    this.clock = clock;
  }

  /** Goes on without triage, unless it has judged meanwhile. Whoever is concerned is told once. */
  @Transactional
  public void goOn(AssessmentRequestId id) {
    requests
        .findAndLock(id)
        .ifPresent(
            request -> {
              var now = clock.instant();
              waits
                  .goOn(id, now)
                  .ifPresent(
                      late -> {
                        meters.count(DispatchMeter.TRIAGE_LATE);
                        switch (late) {
                          case SINCE_NOW -> alarms.triageLate(request, now, CLOCK);
                          case STILL -> alarms.triageStillLate(request, now, CLOCK);
                        }
                        find(request);
                      });
            });
  }

  /** A team that the nurse's level asks for brings what the cause needs. */
  private void find(AssessmentRequest request) {
    var known = knowledge.load(request);
    var floors = rules.judgeByFloors(known.content(), known.context());
    waits.keepFloor(request.id(), request.revision(), floors.level());
    remeasures.judged(request, request.revision(), floors.news2());
    levels.find(
        request, request.revision(), floors, () -> rules.teamBrings(known.content()), CLOCK);
  }
}
