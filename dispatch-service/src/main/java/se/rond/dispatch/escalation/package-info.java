/**
 * The only ladder in the system: what is tried when nobody takes a need, up to the reserve routine,
 * and who is told when a promise is about to be broken or is.
 */
@NullMarked
package se.rond.dispatch.escalation;

import org.jspecify.annotations.NullMarked;
