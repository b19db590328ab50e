/** Rule sets in PostgreSQL. */
@NullMarked
package se.rond.triage.ruleset.jdbc;

import org.jspecify.annotations.NullMarked;
