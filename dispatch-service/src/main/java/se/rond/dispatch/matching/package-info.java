/** Who could go, and why not the others. */
@NullMarked
package se.rond.dispatch.matching;

import org.jspecify.annotations.NullMarked;
