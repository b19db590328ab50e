package se.rond.dispatch.agreement;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;

/**
 * What a municipality wants tighter than its region; all else stays the region's, also when the
 * region agrees on something new. One that names nothing ends what the municipality had before.
 *
 * @param targets the limits that are shorter, per level
 * @param vitalsRequired contact causes that vital signs are measured for all the same
 */
public record MunicipalTerms(Map<Level, Tighter> targets, Set<ContactCause> vitalsRequired)
    implements Content {

  public MunicipalTerms {
    var byLevel = new EnumMap<Level, Tighter>(Level.class);
    byLevel.putAll(targets);
    targets = Collections.unmodifiableMap(byLevel);
    var causes = EnumSet.noneOf(ContactCause.class);
    causes.addAll(vitalsRequired);
    vitalsRequired = Collections.unmodifiableSet(causes);
  }

  /** Shorter limits than those of the region's {@link Target}; null where its own is kept. */
  public record Tighter(
      @Nullable Duration acceptWithin,
      @Nullable Duration contactWithin,
      @Nullable Duration answerWithin,
      Map<ContactCause, Duration> forCauses,
      @Nullable Duration afterScore) {

    public Tighter {
      var ordered = new EnumMap<ContactCause, Duration>(ContactCause.class);
      ordered.putAll(forCauses);
      forCauses = Collections.unmodifiableMap(ordered);
    }
  }
}
