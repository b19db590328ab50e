/** What region and municipalities agreed: targets and answer windows per level. */
@NullMarked
package se.rond.dispatch.agreement;

import org.jspecify.annotations.NullMarked;
