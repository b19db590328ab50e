/** Keeps when patients are to be measured again in PostgreSQL. */
@NullMarked
package se.rond.dispatch.remeasure.jdbc;

import org.jspecify.annotations.NullMarked;
