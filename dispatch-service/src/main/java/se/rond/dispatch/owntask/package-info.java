/** What a raising nurse keeps to do herself, by when, and what becomes of it. */
@NullMarked
package se.rond.dispatch.owntask;

import org.jspecify.annotations.NullMarked;
