/** Keeps examinations in PostgreSQL. */
@NullMarked
package se.rond.dispatch.imaging.jdbc;

import org.jspecify.annotations.NullMarked;
