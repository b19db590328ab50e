/** Requests as they arrive from dispatch. */
@NullMarked
package se.rond.triage.assessment.kafka;

import org.jspecify.annotations.NullMarked;
