/** Keeps contacts and assessments in PostgreSQL. */
@NullMarked
package se.rond.dispatch.assessment.jdbc;

import org.jspecify.annotations.NullMarked;
