/** Climbs and reserve routines in PostgreSQL. */
@NullMarked
package se.rond.dispatch.escalation.jdbc;

import org.jspecify.annotations.NullMarked;
