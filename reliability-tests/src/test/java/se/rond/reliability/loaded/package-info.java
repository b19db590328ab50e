/** Services in this JVM, each as if alone: its own classes, its own resources, its own schema. */
@NullMarked
package se.rond.reliability.loaded;

import org.jspecify.annotations.NullMarked;
