/** Takes requests over HTTP. */
@NullMarked
package se.rond.dispatch.intake.web;

import org.jspecify.annotations.NullMarked;
