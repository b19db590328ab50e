/** How long one judgement of a request takes, by JMH. */
@NullMarked
package se.rond.benchmarks.rules;

import org.jspecify.annotations.NullMarked;
