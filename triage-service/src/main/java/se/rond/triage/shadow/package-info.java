/**
 * What a rule set would have said of requests that were judged before, so that nobody is surprised
 * by it.
 */
@NullMarked
package se.rond.triage.shadow;

import org.jspecify.annotations.NullMarked;
