/** What was needed and what was given: the shortage statistic, with why nobody came. */
@NullMarked
package se.rond.dispatch.shortage;

import org.jspecify.annotations.NullMarked;
