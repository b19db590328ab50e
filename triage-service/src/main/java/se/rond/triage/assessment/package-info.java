/** Judges each revision of a request once, and keeps what was asked and answered. */
@NullMarked
package se.rond.triage.assessment;

import org.jspecify.annotations.NullMarked;
