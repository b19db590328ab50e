package se.rond.dispatch.agreement;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;

/**
 * The safety floor under every agreement: no region, and no municipality, goes beyond it. Numbers
 * are those of clinical reference 2.11 unless said otherwise.
 */
final class LockedLimits {

  /** Shortest and longest window for an answer to an offer: design, section 3. */
  static final Duration SHORTEST_ANSWER = ofMinutes(2);

  static final Duration LONGEST_ANSWER = ofMinutes(10);

  /** Longest wait of a nurse's patient with retention or a blocked catheter. */
  static final Map<ContactCause, Duration> NURSE_CAUSES =
      Map.of(ContactCause.RETENTION, ofHours(2), ContactCause.CATHETER, ofHours(2));

  /** NEWS2 1 to 4 is measured again within this: clinical reference 1.2 and 2.11. */
  static final Duration NURSE_AFTER_SCORE = ofHours(6);

  /**
   * The causes that an agreement may free from measuring vital signs: a device, and a death that
   * was expected (clinical reference 2.10.5). The default rule set knows the same two.
   */
  static final Set<ContactCause> MAY_GO_WITHOUT_VITALS =
      Set.of(ContactCause.DEVICE_PEG_CVK, ContactCause.EXPECTED_DEATH);

  private static final Map<Level, Limit> BY_LEVEL = new EnumMap<>(Level.class);

  static {
    BY_LEVEL.put(Level.PHYSICIAN_NOW, new Limit(ofMinutes(10), ofMinutes(30), null));
    BY_LEVEL.put(
        Level.MOBILE_TEAM_2H, new Limit(ofMinutes(15), ofMinutes(120), Level.PHYSICIAN_NOW));
    BY_LEVEL.put(
        Level.MOBILE_TEAM_TODAY, new Limit(ofMinutes(30), ofHours(6), Level.PHYSICIAN_NOW));
    BY_LEVEL.put(Level.PHYSICIAN_TODAY, new Limit(ofMinutes(60), ofHours(8), Level.PHYSICIAN_NOW));
    BY_LEVEL.put(Level.NURSE, new Limit(ofMinutes(60), ofHours(24), Level.PHYSICIAN_TODAY));
    BY_LEVEL.put(Level.ADVICE, new Limit(ofMinutes(10), ofMinutes(30), Level.NURSE));
  }

  private LockedLimits() {}

  /**
   * The limits of one level.
   *
   * @param acceptWithin longest time until somebody has accepted
   * @param contactWithin longest time to the first contact
   * @param fallBack the lowest level that may be fallen back to; null where there is none. From a
   *     team it is the physician, never a nurse (2.10.8); never 112 (design, section 3)
   */
  record Limit(Duration acceptWithin, Duration contactWithin, @Nullable Level fallBack) {}

  /** The levels that somebody is dispatched for, highest first. */
  static Set<Level> levels() {
    return BY_LEVEL.keySet();
  }

  /**
   * @throws IllegalArgumentException for {@code EMERGENCY_112}, which has no limit: it means now
   */
  static Limit of(Level level) {
    var limit = BY_LEVEL.get(level);
    if (limit == null) {
      throw new IllegalArgumentException(
          "Expected one of " + BY_LEVEL.keySet() + ", but found " + level);
    }
    return limit;
  }
}
