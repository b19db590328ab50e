/** Shows reserve routines and unmet obligations over HTTP, and takes what became of them. */
@NullMarked
package se.rond.dispatch.escalation.web;

import org.jspecify.annotations.NullMarked;
