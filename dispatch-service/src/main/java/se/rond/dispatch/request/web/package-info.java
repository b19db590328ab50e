/** Shows a request over HTTP. */
@NullMarked
package se.rond.dispatch.request.web;

import org.jspecify.annotations.NullMarked;
