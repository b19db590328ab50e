/** Every process is killed again and again, and nothing that was accepted is lost. */
@NullMarked
package se.rond.reliability.kill;

import org.jspecify.annotations.NullMarked;
