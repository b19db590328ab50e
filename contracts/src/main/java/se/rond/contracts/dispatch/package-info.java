/**
 * What dispatch tells the world about requests: nothing clinical, nothing about who the patient is.
 */
@NullMarked
package se.rond.contracts.dispatch;

import org.jspecify.annotations.NullMarked;
