package se.rond.dispatch.accesslog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.care.HsaId;

/**
 * Entries that were drawn to be looked through, and what whoever did so found (HSLF-FS 2016:40 4:9:
 * again and again, and documented).
 *
 * @param careProvider whose people's entries they are: it answers for what they do
 * @param begins only what was done then or later
 * @param ends only what was done before
 * @param conclusion null until somebody has looked
 */
public record SpotCheck(
    SpotCheckId id,
    HsaId careProvider,
    Instant begins,
    Instant ends,
    HsaId drawnBy,
    Instant drawnAt,
    @Nullable Conclusion conclusion) {

  /** Why an entry is on the list. The names are stored: add, never rename. */
  public enum Ground {
    /** By chance: each entry of the time could have been. */
    RANDOM,
    /** What was closed was opened in an emergency. */
    EMERGENCY_OPENING,
    /** The person was refused again and again. */
    REFUSED_OFTEN,
    /** The request was read by somebody whose unit never did anything about it. */
    NO_PART_IN_CARE
  }

  /** What was found. The names are stored: add, never rename. */
  public enum Finding {
    NOTHING,
    /** Somebody has to ask further. */
    SUSPICION
  }

  /**
   * What somebody found who has looked at all of it.
   *
   * @param note why; never logged
   */
  public record Conclusion(Finding finding, @Nullable String note, HsaId by, Instant at) {

    /** Without what somebody wrote: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Conclusion[" + finding + "]";
    }
  }

  /** An entry on the list, once for each ground. */
  public record Drawn(Ground ground, LoggedAccess entry) {}

  /** A check with its list. */
  public record WithEntries(SpotCheck check, List<Drawn> entries) {

    public WithEntries {
      entries = List.copyOf(entries);
    }
  }
}
