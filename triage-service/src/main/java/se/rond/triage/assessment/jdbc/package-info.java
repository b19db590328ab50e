/** Assessments in PostgreSQL. */
@NullMarked
package se.rond.triage.assessment.jdbc;

import org.jspecify.annotations.NullMarked;
