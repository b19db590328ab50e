/** Rond on containers, as {@code docker-compose.yml} describes it. */
@NullMarked
package se.rond.containers;

import org.jspecify.annotations.NullMarked;
