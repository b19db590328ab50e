/** What a person says of a request's level, up or down: who may, why, and what follows from it. */
@NullMarked
package se.rond.dispatch.level;

import org.jspecify.annotations.NullMarked;
