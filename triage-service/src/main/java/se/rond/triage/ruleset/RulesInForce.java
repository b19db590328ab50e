package se.rond.triage.ruleset;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentLruCache;
import se.rond.access.DemoMode;
import se.rond.clinical.HipFractureStrategy;
import se.rond.clinical.MunicipalRules;
import se.rond.clinical.RuleSet;
import se.rond.clinical.TriageRules;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.telemetry.Thrown;
import se.rond.triage.ClinicalSettings;

/**
 * Tells by which rules a request is judged: those in force where it was raised, when it was raised.
 *
 * <p>What is active is kept in memory and read anew after {@link #LONGEST_AGE}, which is far less
 * than the {@linkplain RuleSetDesk#SHORTEST_NOTICE notice} of a beginning, so that all instances
 * know of it in time. Whoever judges or governs needs the database anyway, and never goes by what
 * is older. A preview does: while the database is away it goes by what was known, and of all
 * previews one in {@link #LONGEST_AGE} asks whether it is back.
 */
@Component
public class RulesInForce {

  /** How old what is kept may be; so long may an end take to be known everywhere. Chosen. */
  static final Duration LONGEST_AGE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(RulesInForce.class);

  private final RuleSets ruleSets;
  private final Documents documents;
  private final RuleSet shipped;
  private final HipFractureStrategy preferred;
  private final DemoMode mode;
  private final InstantSource clock;
  private final ConcurrentLruCache<Both, Compiled> compiled =
      new ConcurrentLruCache<>(Documents.MOST_KEPT, this::compile);
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Timetable timetable;

  RulesInForce(
      RuleSets ruleSets,
      Documents documents,
      RuleSet shipped,
      ClinicalSettings settings,
      DemoMode mode,
      InstantSource clock) {
    this.ruleSets = ruleSets;
    this.documents = documents;
    this.shipped = shipped;
    this.preferred = settings.hipFractureStrategy();
    this.mode = mode;
    this.clock = clock;
  }

  /**
   * What was active when it was read.
   *
   * @param askedAt when the database was last asked, also in vain
   */
  private record Timetable(List<Version> activated, Instant readAt, Instant askedAt) {

    boolean isReadAround(Instant now) {
      return isClose(readAt, now);
    }

    boolean isAskedForAround(Instant now) {
      return isClose(askedAt, now);
    }

    Timetable askedInVain(Instant now) {
      return new Timetable(activated, readAt, now);
    }

    /** In both directions: a clock may be set back. */
    private static boolean isClose(Instant one, Instant other) {
      return Duration.between(one, other).abs().compareTo(LONGEST_AGE) < 0;
    }

    @Nullable Version find(Territory territory, Instant at) {
      return activated.stream()
          .filter(version -> version.territory().equals(territory) && version.holdsAt(at))
          .max(comparing(version -> requireNonNull(version.activeFrom())))
          .orElse(null);
    }

    /** The first one that began later, if it still holds. */
    @Nullable Version findFirstAfter(Territory territory, Instant at, Instant now) {
      return activated.stream()
          .filter(version -> version.territory().equals(territory) && version.holdsAt(now))
          .filter(version -> requireNonNull(version.activeFrom()).isAfter(at))
          .min(comparing(version -> requireNonNull(version.activeFrom())))
          .orElse(null);
    }

    boolean isNeededFrom(Instant now, Version version) {
      var from = requireNonNull(version.activeFrom());
      return version.holdsAt(from)
          && (from.isAfter(now) || version.equals(find(version.territory(), now)));
    }

    Timetable without(Version version) {
      return new Timetable(
          activated.stream().filter(one -> !one.id().equals(version.id())).toList(),
          readAt,
          askedAt);
    }
  }

  /** A region's version and a municipality's; null for the shipped set, and for none. */
  private record Both(@Nullable Version region, @Nullable Version municipal) {}

  private record Compiled(RuleSet set, TriageRules rules) {}

  /**
   * The rules that a request is judged by. Outside demo mode one that was raised while nothing was
   * approved waits for the region's next set, and is judged by that.
   *
   * @throws NotApproved if nobody has approved them, outside demo mode
   * @throws UnreadableRules if this build cannot read them
   */
  public TriageRules forJudging(MunicipalityCode municipality, Instant raisedAt) {
    var territory = Territory.of(municipality);
    var active = current();
    var region = active.find(territory.ofRegion(), raisedAt);
    if (region == null && !mode.demo()) {
      region = active.findFirstAfter(territory.ofRegion(), raisedAt, clock.instant());
    }
    return usable(together(region, active.find(territory, raisedAt)), municipality).rules();
  }

  /**
   * The rules that a preview goes by now; those that are shipped where nobody says where it is.
   *
   * @throws NotApproved if nobody has approved them, outside demo mode
   * @throws UnreadableRules if this build cannot read them
   */
  public InForce forPreview(@Nullable MunicipalityCode municipality) {
    return usable(
        municipality == null
            ? together(null, null)
            : in(known(), Territory.of(municipality), clock.instant()),
        municipality);
  }

  /** Returns whether a preview has to say where: what is shipped counts in demo mode alone. */
  public boolean dependOnPlace() {
    return !mode.demo();
  }

  /** What is shipped, with the region's choice: for where nobody can tell which rules count. */
  public TriageRules shipped() {
    return together(null, null).rules();
  }

  private InForce usable(InForce found, @Nullable MunicipalityCode where) {
    if (!found.isApproved() && !mode.demo()) {
      throw new NotApproved(where == null ? "nowhere" : where.value());
    }
    return found;
  }

  /**
   * What holds somewhere at an instant, approved or not.
   *
   * @throws UnreadableRules if this build cannot read it
   */
  public InForce find(Territory territory, Instant at) {
    return in(current(), territory, at);
  }

  /** The version of that very territory that holds at an instant. */
  Optional<Version> findVersion(Territory territory, Instant at) {
    return Optional.ofNullable(current().find(territory, at));
  }

  /**
   * The version of that very territory that holds at an instant, and before it each that the next
   * one began in the place of; earliest first. One that had been ended by then is none of them.
   */
  List<Version> listLine(Territory territory, Instant at) {
    var active = current();
    var line = new ArrayList<Version>();
    var version = active.find(territory, at);
    while (version != null) {
      line.addFirst(version);
      version = active.find(territory, requireNonNull(version.activeFrom()).minusNanos(1));
    }
    return line;
  }

  /** What would hold in the territory of a version at an instant, if that version did not. */
  RuleSet without(Version version, Instant at) {
    return in(current().without(version), version.territory(), at).set();
  }

  /** What would hold in the territory of a version if it began at an instant. */
  RuleSet asIfInForce(Version version, Instant at) {
    return switch (documents.load(version)) {
      case RuleSet set -> set;
      case MunicipalRules rules ->
          in(current(), version.territory().ofRegion(), at).set().tightenedBy(rules);
    };
  }

  /**
   * What a municipality's requests would be judged by if a version held there at an instant, beside
   * what else held then.
   *
   * @throws UnreadableRules if this build cannot read it
   */
  public TriageRules asIfInForce(Version version, MunicipalityCode municipality, Instant at) {
    var active = current();
    var territory = Territory.of(municipality);
    return (version.territory().municipality() == null
            ? together(version, active.find(territory, at))
            : together(active.find(territory.ofRegion(), at), version))
        .rules();
  }

  /** Reads anew when it is next asked: something was activated or ended here. */
  public void forget() {
    var kept = timetable;
    timetable = kept == null ? null : new Timetable(kept.activated(), Instant.EPOCH, Instant.EPOCH);
  }

  /** A set with the region's choice: its own if it offers one alone, otherwise the property's. */
  TriageRules compile(RuleSet set) {
    return new TriageRules(
        set,
        set.strategies().contains(preferred)
            ? preferred
            : set.strategies().stream().min(Comparator.naturalOrder()).orElseThrow());
  }

  private InForce in(Timetable active, Territory territory, Instant at) {
    return together(
        active.find(territory.ofRegion(), at),
        territory.municipality() == null ? null : active.find(territory, at));
  }

  private InForce together(@Nullable Version region, @Nullable Version municipal) {
    var both = compiled.get(new Both(region, municipal));
    return new InForce(both.set(), both.rules(), region, municipal);
  }

  private Compiled compile(Both both) {
    var set = read(both.region(), both.municipal());
    return new Compiled(set, compile(set));
  }

  private RuleSet read(@Nullable Version region, @Nullable Version municipal) {
    var set =
        region == null
            ? shipped
            : switch (documents.load(region)) {
              case RuleSet whole -> whole;
              case MunicipalRules _ ->
                  throw new IllegalStateException(
                      "Expected %s to be a region's set, but found a municipality's"
                          .formatted(region.id()));
            };
    if (municipal == null) {
      return set;
    }
    return switch (documents.load(municipal)) {
      case MunicipalRules rules -> set.tightenedBy(rules);
      case RuleSet _ ->
          throw new IllegalStateException(
              "Expected %s to be a municipality's rules, but found a whole set"
                  .formatted(municipal.id()));
    };
  }

  /**
   * What is active, no older than {@link #LONGEST_AGE}.
   *
   * @throws DataAccessException if it is older, and the database is away
   */
  private Timetable current() {
    var kept = timetable;
    return kept != null && kept.isReadAround(clock.instant()) ? kept : readAnew();
  }

  /** The same; while the database is away, or somebody else is asking it, what was known before. */
  private Timetable known() {
    var kept = timetable;
    if (kept == null) {
      return readAnew();
    }
    if (kept.isAskedForAround(clock.instant()) || !asking.tryLock()) {
      return kept;
    }
    try {
      return readAnew();
    } catch (DataAccessException away) {
      log.warn(
          "Could not read which rule sets are active; going by those of {}: {}",
          kept.readAt(),
          Thrown.causes(away));
      timetable = kept.askedInVain(clock.instant());
      return kept;
    } finally {
      asking.unlock();
    }
  }

  /** Reads also what counts now or later, so that a preview has it at hand. */
  private Timetable readAnew() {
    var now = clock.instant();
    var fresh = new Timetable(List.copyOf(ruleSets.listActivated()), now, now);
    fresh.activated().stream()
        .filter(version -> fresh.isNeededFrom(now, version))
        .forEach(documents::keep);
    timetable = fresh;
    return fresh;
  }
}
