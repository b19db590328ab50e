package se.rond.dispatch.assignment;

import se.rond.contracts.care.AssignmentId;
import se.rond.contracts.care.ResponderId;

/** Who wants to hand over, and stays responsible until the receiver accepts. */
public record Giver(AssignmentId assignment, ResponderId responder) {}
