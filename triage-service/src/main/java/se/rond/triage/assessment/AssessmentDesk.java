package se.rond.triage.assessment;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.topic.Topic;
import se.rond.contracts.triage.AssessmentRequestEvent.RequestCancelled;
import se.rond.contracts.triage.AssessmentRequestEvent.ToBeJudged;
import se.rond.contracts.triage.TriageEvent.RequestTriaged;
import se.rond.messaging.Outbox;
import se.rond.telemetry.Meters;
import se.rond.triage.TriageMeter;
import se.rond.triage.ruleset.RulesInForce;

/** Judges requests; the record and the answer commit together. */
@Service
public class AssessmentDesk {

  private final RulesInForce inForce;
  private final Assessments assessments;
  private final Outbox outbox;
  private final Meters meters;
  private final InstantSource clock;

  AssessmentDesk(
      RulesInForce inForce,
      Assessments assessments,
      Outbox outbox,
      Meters meters,
      InstantSource clock) {
    this.inForce = inForce;
    this.assessments = assessments;
    this.outbox = outbox;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Judges one revision of a request, once, by the rules that were in force where and when the
   * request was raised. One that is older than others is judged all the same: what it means must
   * not depend on which message comes first. Returns false, and does nothing, if that revision was
   * judged before or the request is cancelled.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean assess(ToBeJudged asked) {
    // The database keeps microseconds; the event says the same.
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var rules = inForce.forJudging(asked.municipality(), asked.raisedAt());
    var decision =
        meters.timed(
            TriageMeter.EVALUATION,
            () -> rules.judge(asked.content(), asked.contextUsed()),
            TriageMeter.Asked.REQUEST);
    if (!assessments.add(new Assessment(asked, decision, now))) {
      return false;
    }
    meters.count(TriageMeter.DECISIONS, decision.level());
    outbox.add(
        Topic.TRIAGE_DECISIONS,
        asked.request().toString(),
        new RequestTriaged(asked.request(), asked.revision(), decision, now));
    return true;
  }

  /** Judges no revision of a request any more, whichever still comes. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancel(RequestCancelled cancelled) {
    assessments.cancel(cancelled);
  }
}
