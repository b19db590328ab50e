/** Messages between services: inbox, outbox with its relay, headers and the error policy. */
@NullMarked
package se.rond.messaging;

import org.jspecify.annotations.NullMarked;
