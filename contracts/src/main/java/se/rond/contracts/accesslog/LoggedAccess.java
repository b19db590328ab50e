package se.rond.contracts.accesslog;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the access log, as it is stored.
 *
 * @param call the same for all entries of one call
 * @param at by the database's clock, to the microsecond
 * @param activity what was done, as READ or DENIED
 * @param operation method and pattern of the path
 * @param resource the request it was about
 * @param patient the random reference
 * @param criteria of a search: the JSON as it is stored, to the letter
 * @param purpose what for
 * @param person the HSA-id
 * @param commission the assignment chosen at login
 */
public record LoggedAccess(
    UUID id,
    UUID call,
    Instant at,
    String activity,
    String operation,
    @Nullable UUID resource,
    @Nullable UUID patient,
    @Nullable String criteria,
    String purpose,
    String person,
    String role,
    @Nullable String commission,
    String careUnit,
    String careProvider) {}
