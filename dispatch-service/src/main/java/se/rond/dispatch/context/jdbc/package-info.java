/** Earlier requests of a patient in PostgreSQL. */
@NullMarked
package se.rond.dispatch.context.jdbc;

import org.jspecify.annotations.NullMarked;
