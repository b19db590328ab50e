/** Shows a function's queue over HTTP. */
@NullMarked
package se.rond.dispatch.queue.web;

import org.jspecify.annotations.NullMarked;
