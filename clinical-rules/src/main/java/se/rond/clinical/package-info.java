/** The clinical rules: pure functions from what is known of a request to a triage decision. */
@NullMarked
package se.rond.clinical;

import org.jspecify.annotations.NullMarked;
