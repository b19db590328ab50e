/** Real infrastructure for tests: one embedded PostgreSQL and one embedded Kafka per JVM. */
@NullMarked
package se.rond.testsupport;

import org.jspecify.annotations.NullMarked;
