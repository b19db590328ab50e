/** Late, repeated, crossed, lost and replayed messages: a storm ends like a calm. */
@NullMarked
package se.rond.reliability.storm;

import org.jspecify.annotations.NullMarked;
