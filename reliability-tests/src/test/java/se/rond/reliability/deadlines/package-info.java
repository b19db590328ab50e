/** Many deadlines, each met once and in time, also by a process that is killed again and again. */
@NullMarked
package se.rond.reliability.deadlines;

import org.jspecify.annotations.NullMarked;
