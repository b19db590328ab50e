/** The work that the members of a function share, and why it stands in this order. */
@NullMarked
package se.rond.dispatch.queue;

import org.jspecify.annotations.NullMarked;
