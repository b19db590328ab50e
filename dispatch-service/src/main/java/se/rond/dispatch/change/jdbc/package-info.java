/** Keeps changes of requests in PostgreSQL. */
@NullMarked
package se.rond.dispatch.change.jdbc;

import org.jspecify.annotations.NullMarked;
