/** What triage would say of a request, over HTTP; nothing is stored. */
@NullMarked
package se.rond.triage.preview.web;

import org.jspecify.annotations.NullMarked;
