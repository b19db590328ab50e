/** How refusals and faults look over HTTP: RFC 9457 problem documents. */
@NullMarked
package se.rond.dispatch.problem;

import org.jspecify.annotations.NullMarked;
