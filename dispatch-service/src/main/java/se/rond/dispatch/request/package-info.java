/** A request as it stands: its state, its level, who is responsible, and what happened. */
@NullMarked
package se.rond.dispatch.request;

import org.jspecify.annotations.NullMarked;
