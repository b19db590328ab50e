/** A week of two counties in a minute, and stories of single requests. */
@NullMarked
package se.rond.reliability.week;

import org.jspecify.annotations.NullMarked;
