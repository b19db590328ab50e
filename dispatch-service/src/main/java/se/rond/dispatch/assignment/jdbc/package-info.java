/** Keeps needs and assignments in PostgreSQL. */
@NullMarked
package se.rond.dispatch.assignment.jdbc;

import org.jspecify.annotations.NullMarked;
