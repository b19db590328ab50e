package se.rond.messaging;

/** The message of these tests. */
record Probe(String text, int number) {}
