/** The broker or the database is away for minutes, has no room, or has lost its data. */
@NullMarked
package se.rond.reliability.away;

import org.jspecify.annotations.NullMarked;
