/** By when a patient who waits is to be measured again, and who is told if nobody does. */
@NullMarked
package se.rond.dispatch.remeasure;

import org.jspecify.annotations.NullMarked;
