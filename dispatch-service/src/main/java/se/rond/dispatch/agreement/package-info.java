/**
 * What region and municipalities agreed, version by version, and what it promises on an occasion.
 */
@NullMarked
package se.rond.dispatch.agreement;

import org.jspecify.annotations.NullMarked;
