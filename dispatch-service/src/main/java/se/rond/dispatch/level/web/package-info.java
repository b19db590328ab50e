/** Takes another level over HTTP. */
@NullMarked
package se.rond.dispatch.level.web;

import org.jspecify.annotations.NullMarked;
