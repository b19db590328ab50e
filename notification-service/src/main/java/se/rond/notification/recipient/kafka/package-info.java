/** Takes in what dispatch tells. */
@NullMarked
package se.rond.notification.recipient.kafka;

import org.jspecify.annotations.NullMarked;
