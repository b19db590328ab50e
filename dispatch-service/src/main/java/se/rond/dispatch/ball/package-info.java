/** Who has the ball (<i>vem har bollen</i>): one line about each open request. */
@NullMarked
package se.rond.dispatch.ball;

import org.jspecify.annotations.NullMarked;
