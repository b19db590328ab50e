/** Blocks, consents and emergency openings over HTTP. */
@NullMarked
package se.rond.dispatch.closing.web;

import org.jspecify.annotations.NullMarked;
