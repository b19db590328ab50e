/** Keeps what persons decided of levels in PostgreSQL. */
@NullMarked
package se.rond.dispatch.level.jdbc;

import org.jspecify.annotations.NullMarked;
