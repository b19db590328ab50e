/**
 * What changes a request after intake: observations, place, correction, joining, cancellation, and
 * what became of RING 112. Each has a desk, and whoever comes to one holds the request's row until
 * commit.
 */
@NullMarked
package se.rond.dispatch.change;

import org.jspecify.annotations.NullMarked;
