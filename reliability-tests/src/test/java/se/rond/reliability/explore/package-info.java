/** Every way on from where people and the clock can bring a small world, on the real dispatch. */
@NullMarked
package se.rond.reliability.explore;

import org.jspecify.annotations.NullMarked;
