/** What is known of a patient beside the request that is judged, as triage is told it. */
@NullMarked
package se.rond.dispatch.context;

import org.jspecify.annotations.NullMarked;
