/** Takes what happens to examinations over HTTP. */
@NullMarked
package se.rond.dispatch.imaging.web;

import org.jspecify.annotations.NullMarked;
