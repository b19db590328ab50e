/** Shows a responder's work over HTTP. */
@NullMarked
package se.rond.dispatch.roster.web;

import org.jspecify.annotations.NullMarked;
