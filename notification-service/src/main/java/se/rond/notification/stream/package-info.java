/** The devices that listen right now. */
@NullMarked
package se.rond.notification.stream;

import org.jspecify.annotations.NullMarked;
