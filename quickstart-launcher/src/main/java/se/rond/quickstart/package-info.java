/** Everything Rond needs, started on one machine without containers: broker, database, services. */
@NullMarked
package se.rond.quickstart;

import org.jspecify.annotations.NullMarked;
