/** A quickstart as a process, and the people who use it without knowing that it dies. */
@NullMarked
package se.rond.reliability.live;

import org.jspecify.annotations.NullMarked;
