package se.rond.dispatch.matching;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ResponderId;

/**
 * A responder as matching sees one.
 *
 * @param inArea whether it serves the patient's municipality
 * @param onDutyUntil the end of the unbroken duty that covers now; null if off duty
 * @param base where a team starts from
 * @param travels true for a team that drives to the patient, false for a function that answers
 *     where it is
 * @param openAssignments offered, accepted or under way, at present
 * @param capacity how much a function does at once; null for as much as comes
 * @param lastLapsedAt when this responder last let an offer of this need go unanswered; null if
 *     never
 * @param declined whether this responder has declined this need
 * @param passedThisShift whether this responder has declined this need, or let an offer of it go
 *     unanswered, since its shift began
 * @param failed whether this responder has taken this need before and could not go on
 */
public record OnRoster(
    ResponderId responder,
    boolean inArea,
    Set<Capability> capabilities,
    Position base,
    boolean travels,
    @Nullable Instant onDutyUntil,
    int openAssignments,
    @Nullable Capacity capacity,
    @Nullable Instant lastLapsedAt,
    boolean declined,
    boolean passedThisShift,
    boolean failed) {

  public OnRoster {
    capabilities = Set.copyOf(capabilities);
  }
}
