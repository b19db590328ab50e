package se.rond.dispatch.agreement;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ResponderId;

/**
 * Who is told when a ladder ends without anybody.
 *
 * @param role what ladders call them, such as {@code Chef i beredskap}; several may share one and
 *     its hours
 * @param name the person, null where the role has a telephone of its own
 * @param telephone null only in a version from before agreements named managers
 * @param calendar when this one is to be told
 * @param recipient whose screen tells it, a manager or contact function of the region; null in a
 *     version from before agreements named recipients, and then the contact functions are told
 */
public record ReserveContact(
    String role,
    @Nullable String name,
    @Nullable String telephone,
    CalendarName calendar,
    @Nullable ResponderId recipient) {}
