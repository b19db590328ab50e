/** What waits: one bounded query now and then, shown as gauges. */
@NullMarked
package se.rond.dispatch.backlog;

import org.jspecify.annotations.NullMarked;
