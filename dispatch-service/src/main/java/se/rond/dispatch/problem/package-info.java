/** How the faults of this service look over HTTP. */
@NullMarked
package se.rond.dispatch.problem;

import org.jspecify.annotations.NullMarked;
