/** Keeps nurses' own tasks in PostgreSQL. */
@NullMarked
package se.rond.dispatch.owntask.jdbc;

import org.jspecify.annotations.NullMarked;
