/** Counts in PostgreSQL what was needed and what was given. */
@NullMarked
package se.rond.dispatch.shortage.jdbc;

import org.jspecify.annotations.NullMarked;
