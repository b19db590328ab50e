/** Shows agreements over HTTP, and takes new versions of them. */
@NullMarked
package se.rond.dispatch.agreement.web;

import org.jspecify.annotations.NullMarked;
