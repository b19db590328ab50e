/** The body that raises a request, read field by field so that every error is named at once. */
@NullMarked
package se.rond.contracts.intake;

import org.jspecify.annotations.NullMarked;
