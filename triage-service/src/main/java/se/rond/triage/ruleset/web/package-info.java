/** Shows rule sets over HTTP, and takes drafts, approvals and activations. */
@NullMarked
package se.rond.triage.ruleset.web;

import org.jspecify.annotations.NullMarked;
