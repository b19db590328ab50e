/** The triage service: judges requests by the rules in force, and says why. */
@NullMarked
package se.rond.triage;

import org.jspecify.annotations.NullMarked;
