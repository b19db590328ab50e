/** Keeps agreements in PostgreSQL. */
@NullMarked
package se.rond.dispatch.agreement.jdbc;

import org.jspecify.annotations.NullMarked;
