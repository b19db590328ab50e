/** Blocks, consents and emergency openings in PostgreSQL. */
@NullMarked
package se.rond.dispatch.closing.jdbc;

import org.jspecify.annotations.NullMarked;
