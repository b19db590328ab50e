/** Reads the roster from PostgreSQL. */
@NullMarked
package se.rond.dispatch.roster.jdbc;

import org.jspecify.annotations.NullMarked;
