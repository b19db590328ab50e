/** Takes what nurses keep to do themselves over HTTP. */
@NullMarked
package se.rond.dispatch.owntask.web;

import org.jspecify.annotations.NullMarked;
