/** The commands behind {@code ./operations}: what was parked, and outboxes to send again. */
@NullMarked
package se.rond.operations;

import org.jspecify.annotations.NullMarked;
