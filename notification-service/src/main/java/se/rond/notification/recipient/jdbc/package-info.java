/** Notices and functions in PostgreSQL. */
@NullMarked
package se.rond.notification.recipient.jdbc;

import org.jspecify.annotations.NullMarked;
