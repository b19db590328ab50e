/** As whom patients' data is read. */
@NullMarked
package se.rond.dispatch.sight;

import org.jspecify.annotations.NullMarked;
