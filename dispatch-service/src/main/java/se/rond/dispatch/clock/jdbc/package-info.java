/** Keeps in PostgreSQL how long nothing lapses. */
@NullMarked
package se.rond.dispatch.clock.jdbc;

import org.jspecify.annotations.NullMarked;
