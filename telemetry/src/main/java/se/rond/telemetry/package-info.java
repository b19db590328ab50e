/** What a service tells about itself: meters with closed tags, traces and logs without persons. */
@NullMarked
package se.rond.telemetry;

import org.jspecify.annotations.NullMarked;
