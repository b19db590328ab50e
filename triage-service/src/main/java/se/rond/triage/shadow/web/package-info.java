/** Shadow runs over HTTP. */
@NullMarked
package se.rond.triage.shadow.web;

import org.jspecify.annotations.NullMarked;
