/** Tells people, once, what the other services decided. */
@NullMarked
package se.rond.notification;

import org.jspecify.annotations.NullMarked;
