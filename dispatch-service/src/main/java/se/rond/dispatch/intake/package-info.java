/** Takes a request in: reads it, answers at once, loses nothing. */
@NullMarked
package se.rond.dispatch.intake;

import org.jspecify.annotations.NullMarked;
