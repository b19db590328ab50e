package se.rond.contracts.care;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact before the request.
 *
 * @param at when: a request's raising, the beginning of a call or a visit
 * @param cause what for; null if it had none
 * @param plannedRecheck true if the request that is judged is the planned re-check of that contact,
 *     and so no repeat contact; null if nobody says, which is no
 * @param sameEpisode false if somebody has stated that the request is about something else; null if
 *     nobody says, which is yes, whatever the two causes are: a cough of yesterday may be the
 *     confusion of today
 */
public record EarlierContact(
    Instant at,
    @Nullable ContactCause cause,
    @Nullable Boolean plannedRecheck,
    @Nullable Boolean sameEpisode) {

  public EarlierContact {
    requireNonNull(at, "at");
  }
}
