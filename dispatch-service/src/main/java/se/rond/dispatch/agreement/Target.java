package se.rond.dispatch.agreement;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ContactCause;

/**
 * What a level promises. All times are upper limits; {@link LockedLimits} bounds them.
 *
 * @param acceptWithin from receipt until somebody has accepted
 * @param contactWithin from the time the request was raised to the first contact
 * @param answerWithin how long a responder may take to answer an offer, 2 to 10 min
 * @param calendar the working day that contact is to be made in; it never makes the promise longer
 * @param forCauses contact causes that wait less than {@code contactWithin}
 * @param afterScore for a patient with a NEWS2 score of 1 or more, since the contact is the
 *     re-measurement; null where the level has no such limit
 */
public record Target(
    Duration acceptWithin,
    Duration contactWithin,
    Duration answerWithin,
    CalendarName calendar,
    Map<ContactCause, Duration> forCauses,
    @Nullable Duration afterScore) {

  public Target {
    var ordered = new EnumMap<ContactCause, Duration>(ContactCause.class);
    ordered.putAll(forCauses);
    forCauses = Collections.unmodifiableMap(ordered);
  }

  /** The shortest limit that the occasion gives reason to. */
  Duration contactWithin(Occasion occasion) {
    var shortest = contactWithin;
    for (var cause : occasion.causes()) {
      shortest = shorter(shortest, forCauses.get(cause));
    }
    return occasion.scored() ? shorter(shortest, afterScore) : shortest;
  }

  /** The shortest limit that any occasion could give reason to. */
  Duration shortestContactWithin() {
    return forCauses.values().stream().reduce(shorter(contactWithin, afterScore), Target::shorter);
  }

  /** The same, with whatever the municipality wants shorter. */
  Target tightenedBy(MunicipalTerms.Tighter tighter) {
    var causes = new EnumMap<ContactCause, Duration>(ContactCause.class);
    causes.putAll(forCauses);
    tighter.forCauses().forEach((cause, limit) -> causes.merge(cause, limit, Target::shorter));
    // Each may have become the shorter one since the other was agreed.
    var contact = shorter(contactWithin, tighter.contactWithin());
    causes.replaceAll((_, limit) -> shorter(limit, contact));
    return new Target(
        shorter(acceptWithin, tighter.acceptWithin()),
        contact,
        shorter(answerWithin, tighter.answerWithin()),
        calendar,
        causes,
        afterScore == null ? tighter.afterScore() : shorter(afterScore, tighter.afterScore()));
  }

  private static Duration shorter(Duration one, @Nullable Duration other) {
    return other == null || one.compareTo(other) <= 0 ? one : other;
  }
}
