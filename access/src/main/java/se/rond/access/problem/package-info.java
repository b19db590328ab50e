/**
 * How refusals and faults look over HTTP, in every service: RFC 9457 problem documents, in the
 * caller's language.
 */
@NullMarked
package se.rond.access.problem;

import org.jspecify.annotations.NullMarked;
