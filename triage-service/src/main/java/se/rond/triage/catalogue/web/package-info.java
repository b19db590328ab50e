/** What devices offer a nurse to tick, over HTTP. */
@NullMarked
package se.rond.triage.catalogue.web;

import org.jspecify.annotations.NullMarked;
