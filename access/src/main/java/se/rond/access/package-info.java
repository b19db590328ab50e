/** Who calls: the {@link se.rond.access.Caller} that every edge knows, and where it comes from. */
@NullMarked
package se.rond.access;

import org.jspecify.annotations.NullMarked;
