/** The access log as others check it: what an entry says, and how entries are chained. */
@NullMarked
package se.rond.contracts.accesslog;

import org.jspecify.annotations.NullMarked;
