package se.rond.dispatch.change;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.TriageContext;
import se.rond.dispatch.change.KnownContent.Told;
import se.rond.dispatch.context.Asked;
import se.rond.dispatch.context.PatientContext;
import se.rond.dispatch.request.AssessmentRequest;
import se.rond.dispatch.request.Knowledge;

/** Puts what is known together anew each time, from everything that was told. */
@Component
class WhatIsKnown implements Knowledge {

  private final Changes changes;
  private final PatientContext patients;
  private final TriageRules rules;

  WhatIsKnown(Changes changes, PatientContext patients, TriageRules rules) {
    this.changes = changes;
    this.patients = patients;
    this.rules = rules;
  }

  /**
   * What is known by a revision.
   *
   * @param request at that revision, with the nurses' level by all that was told
   * @param told each by itself
   * @param context what is known of the patient from before, as triage is told it
   */
  record Everything(
      AssessmentRequest request,
      ClinicalContent all,
      List<ClinicalContent> told,
      TriageContext context) {

    Everything {
      told = List.copyOf(told);
    }

    /** What of the context counts. */
    ContextUsed contextUsed() {
      return context.usedFor(request.raisedAt());
    }
  }

  @Override
  public Known load(AssessmentRequest request) {
    var known = everything(request);
    return new Known(known.all(), known.contextUsed());
  }

  Everything everything(AssessmentRequest request) {
    var history = changes.loadHistory(request.id());
    var all = KnownContent.of(history.raised(), history.after(), rules);
    var told = Stream.concat(Stream.of(history.raised()), history.after().stream()).toList();
    var context =
        patients.load(
            new Asked(
                request.id(),
                request.patient(),
                request.municipality(),
                request.agreement(),
                all.contactCause(),
                request.raisedAt(),
                Measurements.of(told, all, PatientContext.SCALE)));
    return new Everything(
        request.judged(all.nurseLevel()), all, told.stream().map(Told::content).toList(), context);
  }
}
