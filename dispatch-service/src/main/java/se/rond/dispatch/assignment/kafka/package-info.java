/** Takes the decisions of triage. */
@NullMarked
package se.rond.dispatch.assignment.kafka;

import org.jspecify.annotations.NullMarked;
