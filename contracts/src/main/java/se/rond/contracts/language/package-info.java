/** What people are told, in each language they may ask for. */
@NullMarked
package se.rond.contracts.language;

import org.jspecify.annotations.NullMarked;
