/** Puts an even load on Rond and on the bare chain, and compares how long each takes. */
@NullMarked
package se.rond.benchmarks.load;

import org.jspecify.annotations.NullMarked;
