/** Keeps requests in PostgreSQL. */
@NullMarked
package se.rond.dispatch.request.jdbc;

import org.jspecify.annotations.NullMarked;
