/** Owns a request from intake to closure: who needs what, who goes, and what became of it. */
@NullMarked
package se.rond.dispatch;

import org.jspecify.annotations.NullMarked;
