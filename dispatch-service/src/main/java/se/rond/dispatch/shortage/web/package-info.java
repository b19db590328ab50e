/** Shows the shortage statistic over HTTP. */
@NullMarked
package se.rond.dispatch.shortage.web;

import org.jspecify.annotations.NullMarked;
