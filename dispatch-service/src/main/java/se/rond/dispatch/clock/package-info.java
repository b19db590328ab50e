/** Notices when the database's clock is set, and sees that nobody loses anything by it. */
@NullMarked
package se.rond.dispatch.clock;

import org.jspecify.annotations.NullMarked;
