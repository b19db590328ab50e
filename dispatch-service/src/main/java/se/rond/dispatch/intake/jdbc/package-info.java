/** Keeps what was taken in, in PostgreSQL. */
@NullMarked
package se.rond.dispatch.intake.jdbc;

import org.jspecify.annotations.NullMarked;
