/** What triage reads and answers: the events on both topics, and the decision inside. */
@NullMarked
package se.rond.contracts.triage;

import org.jspecify.annotations.NullMarked;
