package se.rond.dispatch.assessment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssignmentId;
import se.rond.dispatch.assignment.ContactMode;

/**
 * That somebody was contacted, or that somebody tried.
 *
 * @param id made by the device
 * @param assignment on behalf of which; null to take the caller's own live one, if there is one
 * @param reached false if nobody answered
 */
public record Contact(
    UUID id,
    ContactMode mode,
    Contacted with,
    @Nullable AssignmentId assignment,
    boolean reached,
    DeviceTime when) {}
