/** The Kafka topics, declared once: name, partitions, retention, clean-up. */
@NullMarked
package se.rond.contracts.topic;

import org.jspecify.annotations.NullMarked;
