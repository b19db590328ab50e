/** Who is told about an event, and each recipient's numbered notices. */
@NullMarked
package se.rond.notification.recipient;

import org.jspecify.annotations.NullMarked;
