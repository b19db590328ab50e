/** One need with one responder: offer, answer, visit, end. */
@NullMarked
package se.rond.dispatch.assignment;

import org.jspecify.annotations.NullMarked;
