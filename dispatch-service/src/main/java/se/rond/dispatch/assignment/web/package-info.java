/** Takes the answers of responders over HTTP. */
@NullMarked
package se.rond.dispatch.assignment.web;

import org.jspecify.annotations.NullMarked;
