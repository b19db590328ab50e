package se.rond.dispatch.change;

import org.springframework.stereotype.Component;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.dispatch.request.Knowledge;

/** Puts what is known together anew each time, from everything that was told. */
@Component
class WhatIsKnown implements Knowledge {

  private final Changes changes;
  private final TriageRules rules;

  WhatIsKnown(Changes changes, TriageRules rules) {
    this.changes = changes;
    this.rules = rules;
  }

  @Override
  public ClinicalContent load(AssessmentRequestId request) {
    var history = changes.loadHistory(request);
    return KnownContent.of(history.raised(), history.after(), rules);
  }
}
