/**
 * Deadlines that a feature keeps in its own table, and what is to be done when they have passed.
 */
@NullMarked
package se.rond.dispatch.sweep;

import org.jspecify.annotations.NullMarked;
