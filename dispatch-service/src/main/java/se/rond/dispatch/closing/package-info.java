/**
 * What patients have closed to whom, what they have agreed to, and how it is opened in an
 * emergency.
 */
@NullMarked
package se.rond.dispatch.closing;

import org.jspecify.annotations.NullMarked;
