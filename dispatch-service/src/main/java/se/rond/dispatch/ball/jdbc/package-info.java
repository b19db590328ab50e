/** Reads where requests stand, and keeps what was told of them, in PostgreSQL. */
@NullMarked
package se.rond.dispatch.ball.jdbc;

import org.jspecify.annotations.NullMarked;
