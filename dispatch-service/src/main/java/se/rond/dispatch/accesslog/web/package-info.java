/** Where a call comes from, and what it is answered. */
@NullMarked
package se.rond.dispatch.accesslog.web;

import org.jspecify.annotations.NullMarked;
