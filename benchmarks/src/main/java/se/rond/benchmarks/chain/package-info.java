/** A bare chain of the same parts and hops as Rond, with the same durability and no logic. */
@NullMarked
package se.rond.benchmarks.chain;

import org.jspecify.annotations.NullMarked;
