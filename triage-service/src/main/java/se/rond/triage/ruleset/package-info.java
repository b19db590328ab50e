/** Rule sets from draft to retirement, and which one a request is judged by. */
@NullMarked
package se.rond.triage.ruleset;

import org.jspecify.annotations.NullMarked;
