/** Many callers want the same at once, on two instances: one gets it, the others are told who. */
@NullMarked
package se.rond.reliability.race;

import org.jspecify.annotations.NullMarked;
