/** The vocabulary of care that every service shares: ids, closed lists and measured values. */
@NullMarked
package se.rond.contracts.care;

import org.jspecify.annotations.NullMarked;
