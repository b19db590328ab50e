package se.rond.dispatch.escalation;

import java.time.Instant;
import se.rond.contracts.care.Level;
import se.rond.dispatch.request.NeedId;

/**
 * A physician's contact that was not to be had: the region has to have one at every hour (HSL 16:1,
 * source texts on SOU 2024:72). A record for follow-up; nothing follows from it by itself.
 *
 * @param level the level that it was asked for at
 * @param acceptBy by when somebody was to have accepted
 * @param contactBy by when somebody was to be in contact
 */
public record Unmet(NeedId need, Level level, Instant acceptBy, Instant contactBy) {}
