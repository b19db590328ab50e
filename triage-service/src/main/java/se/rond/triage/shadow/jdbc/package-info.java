/** Shadow runs in the database. */
@NullMarked
package se.rond.triage.shadow.jdbc;

import org.jspecify.annotations.NullMarked;
