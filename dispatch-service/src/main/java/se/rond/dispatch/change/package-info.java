/**
 * What changes a request after intake: observations, place, correction, joining, cancellation, and
 * what became of RING 112.
 */
@NullMarked
package se.rond.dispatch.change;

import org.jspecify.annotations.NullMarked;
