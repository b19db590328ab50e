package se.rond.dispatch.agreement;

import se.rond.contracts.care.Level;

/**
 * A step as it is climbed, with fall-backs followed.
 *
 * @param level whose ladder it stands on: the level that is asked for there
 */
public record Rung(Level level, Step step) {}
