/** What a service answers over HTTP, told in the words of OpenAPI. */
@NullMarked
package se.rond.access.api;

import org.jspecify.annotations.NullMarked;
