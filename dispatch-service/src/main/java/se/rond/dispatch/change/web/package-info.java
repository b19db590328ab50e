/** Takes changes of a request over HTTP. */
@NullMarked
package se.rond.dispatch.change.web;

import org.jspecify.annotations.NullMarked;
