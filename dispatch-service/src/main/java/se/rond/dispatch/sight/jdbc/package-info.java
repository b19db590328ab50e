/** The caller's sight in the database. */
@NullMarked
package se.rond.dispatch.sight.jdbc;

import org.jspecify.annotations.NullMarked;
