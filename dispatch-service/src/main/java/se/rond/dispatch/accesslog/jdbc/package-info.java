/** The access log in the database. */
@NullMarked
package se.rond.dispatch.accesslog.jdbc;

import org.jspecify.annotations.NullMarked;
