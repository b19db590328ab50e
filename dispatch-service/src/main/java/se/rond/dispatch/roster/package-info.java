/** Who there is, what they can do, and when they are on duty. */
@NullMarked
package se.rond.dispatch.roster;

import org.jspecify.annotations.NullMarked;
