/** Notices as server-sent events. */
@NullMarked
package se.rond.notification.stream.web;

import org.jspecify.annotations.NullMarked;
