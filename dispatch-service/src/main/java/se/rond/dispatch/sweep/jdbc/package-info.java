/** Transactions that several deadlines share. */
@NullMarked
package se.rond.dispatch.sweep.jdbc;

import org.jspecify.annotations.NullMarked;
