package se.rond.triage.ruleset;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.clinical.MunicipalRules;
import se.rond.clinical.RuleDocument;
import se.rond.clinical.RuleSet;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;

/**
 * Takes rule sets from draft to retirement. One that has begun is never changed, since requests are
 * judged by it; whoever approves one has not drafted it.
 */
@Service
public class RuleSetDesk {

  /**
   * Shortest time from activation to the beginning, so that whoever is concerned can read it first
   * and every instance knows of it. 5 min, as for agreements; chosen.
   */
  static final Duration SHORTEST_NOTICE = Duration.ofMinutes(5);

  /** Most vignettes of one version: three times what is shipped. */
  static final int MOST_VIGNETTES = 500;

  /** How far ahead one can begin: whoever means 2062 meant 2026. */
  static final Duration LONGEST_NOTICE = Duration.ofDays(5 * 365);

  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final RuleSets ruleSets;
  private final RulesInForce inForce;
  private final Vignettes vignettes;
  private final Authority authority;
  private final RuleSet shipped;
  private final InstantSource clock;

  RuleSetDesk(
      RuleSets ruleSets,
      RulesInForce inForce,
      Vignettes vignettes,
      Authority authority,
      RuleSet shipped,
      InstantSource clock) {
    this.ruleSets = ruleSets;
    this.inForce = inForce;
    this.vignettes = vignettes;
    this.authority = authority;
    this.shipped = shipped;
    this.clock = clock;
  }

  /** What became of what somebody asked for. */
  public sealed interface Result {
    /** It stands, by this call or an earlier one of the same. */
    record Stands(Version version) implements Result {}

    /** Another body was stored under this id before. */
    record BodyDiffers() implements Result {}

    /** It cannot be taken as it stands. */
    record Refused(List<FieldError> errors) implements Result {}

    /** Its state does not allow it. */
    record NotNow(Version.State state, Text expected) implements Result {}

    /** Some vignettes lead to something else than they say. */
    record VignettesFail(List<Vignette.Run> failed) implements Result {}

    /** It is not what the caller has read. */
    record ReadOtherwise() implements Result {}

    /** The caller reads this, and does not do it. */
    record NotTheirs(Text expected) implements Result {}

    /** There is none that the caller may see. */
    record NotFound() implements Result {}
  }

  /**
   * Stores a draft.
   *
   * @param content what the document says
   */
  @Transactional
  public Result draft(RuleSetId id, String document, RuleDocument content, Caller caller) {
    ruleSets.lock();
    var earlier = ruleSets.find(id);
    if (earlier.isPresent()) {
      return !earlier.get().territory().isVisibleTo(caller)
          ? new Result.NotFound()
          : ruleSets.loadDocument(id).equals(document)
              ? new Result.Stands(earlier.get())
              : new Result.BodyDiffers();
    }
    var territory = territory(content).filter(one -> one.isVisibleTo(caller));
    if (territory.isEmpty()) {
      return new Result.Refused(List.of(territoryExpected(content)));
    }
    if (!authority.mayWrite(territory.get(), caller)) {
      return new Result.NotTheirs(Authority.writers(territory.get()));
    }
    if (content.header().approver() != null) {
      return new Result.Refused(
          List.of(
              new FieldError(
                  "ruleSet.approver",
                  Text.of(
                      "no approver in a draft: who approves it is named then",
                      "ingen godkännare i ett utkast: den som godkänner namnges då"),
                  Text.of("a name", "ett namn"))));
    }
    var draft = Version.draft(id, territory.get(), content, Act.of(caller, clock.instant()));
    ruleSets.add(draft, document);
    return new Result.Stands(draft);
  }

  /** Puts a vignette to a draft. */
  @Transactional
  public Result put(RuleSetId id, Vignette vignette, Caller caller) {
    ruleSets.lock();
    return with(
        id,
        caller,
        version -> {
          if (!authority.mayWrite(version.territory(), caller)) {
            return new Result.NotTheirs(Authority.writers(version.territory()));
          }
          if (version.approved() != null) {
            return notNow(version, Text.of("a draft", "ett utkast"));
          }
          var others =
              ruleSets.listVignettes(id).stream()
                  .filter(one -> !one.name().equals(vignette.name()))
                  .count();
          if (others >= MOST_VIGNETTES) {
            return new Result.Refused(
                List.of(
                    new FieldError(
                        "name",
                        Text.of(
                                "at most {0} vignettes of one version",
                                "högst {0} vinjetter till en version")
                            .with(MOST_VIGNETTES),
                        Text.of("one more", "en till"))));
          }
          var now = clock.instant();
          var errors = Vignettes.errors(vignette, now);
          if (!errors.isEmpty()) {
            return new Result.Refused(
                errors.stream()
                    .map(
                        one ->
                            new FieldError("request." + one.field(), one.expected(), one.found()))
                    .toList());
          }
          ruleSets.put(id, vignette, Act.of(caller, now));
          return new Result.Stands(version);
        });
  }

  /** Tries a version on the vignettes, as if it began now. */
  @Transactional(readOnly = true)
  public Trial attempt(Version version) {
    var now = clock.instant();
    return attempt(version, now, now);
  }

  /**
   * Tries a version on the vignettes: the shipped ones, those of what it takes the place of and of
   * what was before that, and its own. Of several of one name the latest counts.
   *
   * @param from when it would begin
   */
  private Trial attempt(Version version, Instant from, Instant now) {
    var territory = version.territory();
    return vignettes.trial(
        ruleSets.loadDocument(version.id()),
        vignettes.with(
            putTo(territory.ofRegion(), from),
            putTo(territory, from),
            ruleSets.listVignettes(version.id())),
        inForce.compile(inForce.asIfInForce(version, from)),
        now);
  }

  private List<Vignette> putTo(Territory territory, Instant at) {
    return inForce.listLine(territory, at).stream()
        .flatMap(version -> ruleSets.listVignettes(version.id()).stream())
        .toList();
  }

  /**
   * Approves a draft in the caller's name and role, if all its vignettes pass.
   *
   * @param read the digest of the trial that the caller has read, so that nobody approves what was
   *     put to the draft a moment before
   */
  @Transactional
  public Result approve(RuleSetId id, String read, Caller caller) {
    ruleSets.lock();
    return with(
        id,
        caller,
        version -> {
          if (!authority.mayApprove(version, caller)) {
            return new Result.NotTheirs(Authority.approvers(version.territory()));
          }
          if (version.approved() != null) {
            return state(version) == Version.State.RETIRED
                ? notNow(version, Text.of("a draft", "ett utkast"))
                : new Result.Stands(version);
          }
          if (isNameOfWhatIsShipped(version)) {
            return new Result.Refused(List.of(ownIdExpected()));
          }
          if (ruleSets.isNameTaken(version)) {
            return new Result.Refused(List.of(nameExpected(version)));
          }
          // What another instance activated counts at once.
          inForce.forget();
          var now = clock.instant();
          if (offersSeveralChoices(version, now)) {
            return new Result.Refused(List.of(choiceExpected()));
          }
          var trial = attempt(version, now, now);
          if (!trial.failed().isEmpty()) {
            return new Result.VignettesFail(trial.failed());
          }
          if (!trial.digest().equals(read)) {
            return new Result.ReadOtherwise();
          }
          return stored(version.approvedBy(Act.of(caller, now)));
        });
  }

  /**
   * Sets when an approved version begins, if its vignettes and those of what it then takes the
   * place of pass: that may be another one than when it was approved.
   */
  @Transactional
  public Result activate(RuleSetId id, Instant at, Caller caller) {
    var from = Act.stored(at);
    ruleSets.lock();
    return with(
        id,
        caller,
        version -> {
          if (!authority.mayStart(version, caller)) {
            return new Result.NotTheirs(Authority.starters(version.territory()));
          }
          if (from.equals(version.activeFrom())) {
            return new Result.Stands(version);
          }
          if (version.approved() == null
              || version.activeFrom() != null
              || version.retired() != null) {
            return notNow(
                version,
                Text.of(
                    "an approved version without a beginning",
                    "en godkänd version som inte har fått någon början"));
          }
          var now = clock.instant();
          var error = beginning(version, from, now);
          if (error.isPresent()) {
            return new Result.Refused(List.of(error.get()));
          }
          inForce.forget();
          // A build of before may have approved it with several.
          if (offersSeveralChoices(version, from)) {
            return new Result.Refused(List.of(choiceExpected()));
          }
          var failed = attempt(version, from, now).failed();
          return failed.isEmpty()
              ? stored(version.activatedBy(Act.of(caller, now), from))
              : new Result.VignettesFail(failed);
        });
  }

  /**
   * Ends a version, now or later: requests raised from then on are judged by what was in force
   * before it. An end that lies ahead can be moved to an earlier time, and to no later one: what is
   * wrong with a set may be found while its end is awaited. One that was approved and never begun
   * cannot begin any more.
   *
   * @param from null for now
   * @param unsafe it judges nothing any more, not even requests that were raised while it was in
   *     force and change now; then at once, and also of one that has ended. What it has judged
   *     stands until the request changes
   */
  @Transactional
  public Result retire(RuleSetId id, @Nullable Instant from, boolean unsafe, Caller caller) {
    ruleSets.lock();
    return with(
        id,
        caller,
        version -> {
          if (!authority.mayStart(version, caller)) {
            return new Result.NotTheirs(Authority.starters(version.territory()));
          }
          if (version.approved() == null) {
            return notNow(version, Text.of("an approved version", "en godkänd version"));
          }
          if (unsafe && from != null || version.activeFrom() == null && from != null) {
            return new Result.Refused(List.of(noTimeExpected(from)));
          }
          var now = clock.instant();
          var ends = version.retiredFrom();
          var hasEnded = ends != null && !ends.isAfter(now);
          if (unsafe && !version.unsafe()) {
            return stored(
                version.retiredBy(
                    Act.of(caller, now), ends != null && hasEnded ? ends : Act.stored(now), true));
          }
          if (from == null ? hasEnded : Act.stored(from).equals(ends)) {
            return new Result.Stands(version);
          }
          if (hasEnded) {
            return notNow(
                version,
                Text.of("a version that has not ended", "en version som inte har upphört"));
          }
          if (ends != null && from != null && from.isAfter(ends)) {
            return notNow(
                version,
                Text.of(
                        "an end before {0}, which is set already",
                        "ett slut före {0}, som redan är satt")
                    .with(ends));
          }
          if (from != null && (from.isBefore(now) || from.isAfter(now.plus(LONGEST_NOTICE)))) {
            return new Result.Refused(
                List.of(
                    new FieldError(
                        "from",
                        Text.of(
                            "a time from now to 5 years from now, or none for now",
                            "en tid från nu till 5 år från nu, eller ingen för nu"),
                        Text.same(from))));
          }
          return stored(
              version.retiredBy(Act.of(caller, now), Act.stored(from == null ? now : from), false));
        });
  }

  /** What is different in a version from what would hold in its territory without it. */
  public List<Difference> differences(Version version) {
    var now = clock.instant();
    return Difference.between(inForce.without(version, now), inForce.asIfInForce(version, now));
  }

  /** What is different between two versions of any territories. */
  public List<Difference> differences(Version from, Version to) {
    var now = clock.instant();
    return Difference.between(inForce.asIfInForce(from, now), inForce.asIfInForce(to, now));
  }

  /** Where a version stands. */
  public Version.State state(Version version) {
    var now = clock.instant();
    if (version.approved() == null) {
      return Version.State.DRAFT;
    }
    var ends = version.retiredFrom();
    if (ends != null && !ends.isAfter(now)) {
      return Version.State.RETIRED;
    }
    if (version.activeFrom() == null) {
      return Version.State.APPROVED;
    }
    if (version.activeFrom().isAfter(now)) {
      return Version.State.COMING;
    }
    return inForce
            .findVersion(version.territory(), now)
            .filter(one -> one.id().equals(version.id()))
            .isPresent()
        ? Version.State.IN_FORCE
        : Version.State.PAST;
  }

  private interface Work {
    Result take(Version version);
  }

  private Result with(RuleSetId id, Caller caller, Work work) {
    return ruleSets
        .find(id)
        .filter(version -> version.territory().isVisibleTo(caller))
        .map(work::take)
        .orElseGet(Result.NotFound::new);
  }

  private Result stored(Version version) {
    ruleSets.store(version);
    return new Result.Stands(version);
  }

  private Result notNow(Version version, Text expected) {
    return new Result.NotNow(state(version), expected);
  }

  private static Optional<Territory> territory(RuleDocument content) {
    return switch (content) {
      case RuleSet set ->
          Optional.ofNullable(set.header().region())
              .filter(RegionCode::isWellFormed)
              .map(RegionCode::new)
              .map(Territory::of);
      case MunicipalRules rules -> Optional.of(Territory.of(rules.municipality()));
    };
  }

  private static FieldError territoryExpected(RuleDocument content) {
    var found = Text.of("another, or none", "en annan, eller ingen");
    return switch (content) {
      case RuleSet _ ->
          new FieldError(
              "ruleSet.region",
              Text.of(
                  "the two digits of a region that you work in",
                  "de två siffrorna för en region som du arbetar i"),
              found);
      case MunicipalRules _ ->
          new FieldError(
              "ruleSet.municipality",
              Text.of(
                  "the four digits of a municipality that you work in",
                  "de fyra siffrorna för en kommun som du arbetar i"),
              found);
    };
  }

  /** What whoever writes no rules anywhere is told, before anybody reads what they sent. */
  public static Optional<Result> refusal(Caller caller) {
    return Authority.isWriter(caller)
        ? Optional.empty()
        : Optional.of(new Result.NotTheirs(Authority.writers()));
  }

  /** In any version: the next build may ship the one that this is called. */
  private boolean isNameOfWhatIsShipped(Version version) {
    return shipped.versions().stream().anyMatch(one -> version.names().contains(one.id()));
  }

  private static FieldError ownIdExpected() {
    return new FieldError(
        "ruleSet.id",
        Text.of("an id of your own, also for each choice", "ett eget id, även för varje val"),
        Text.of("that of what is shipped", "det medföljandes"));
  }

  /** A municipality has none of its own, and goes by its region's. */
  private boolean offersSeveralChoices(Version version, Instant from) {
    return version.territory().municipality() == null
        && inForce.asIfInForce(version, from).strategies().size() > 1;
  }

  /** A region decides, and says so in what is approved. */
  private static FieldError choiceExpected() {
    return new FieldError(
        "choices.hipFractureStrategy",
        Text.of("one choice, the region's", "ett val, regionens"),
        Text.of("several", "flera"));
  }

  private static FieldError noTimeExpected(Instant found) {
    return new FieldError(
        "from",
        Text.of(
            "no time: what is unsafe, and what has not begun, ends at once",
            "ingen tid: det som är osäkert, och det som inte har börjat, upphör genast"),
        Text.same(found));
  }

  /** Decisions name id and version alone, so no two sets may make the same of them. */
  private static FieldError nameExpected(Version version) {
    return new FieldError(
        "ruleSet.version",
        Text.of(
            "an id and version that no other set has, also as a choice",
            "ett id och en version som inget annat regelverk har, inte heller som val"),
        Text.same(version.name() + " " + version.number()));
  }

  private Optional<FieldError> beginning(Version version, Instant from, Instant now) {
    var earliest = now.plus(SHORTEST_NOTICE);
    var validFrom = version.header().validFrom();
    if (from.isBefore(earliest) || from.isAfter(now.plus(LONGEST_NOTICE))) {
      return Optional.of(
          new FieldError(
              "from",
              Text.of(
                  "a time from 5 min to 5 years from now", "en tid från 5 min till 5 år från nu"),
              Text.same(from)));
    }
    if (LocalDate.ofInstant(from, SWEDEN).isBefore(validFrom)) {
      return Optional.of(
          new FieldError(
              "from",
              Text.of(
                      "a time on {0} or later, as the document says",
                      "en tid {0} eller senare, som dokumentet säger")
                  .with(validFrom),
              Text.same(from)));
    }
    // Whatever comes later has been tried on what would be before it.
    return ruleSets.listVersions(version.territory()).stream()
        .filter(other -> other.beginsAtOrAfter(from))
        .findFirst()
        .map(
            other ->
                new FieldError(
                    "from",
                    Text.of(
                            "a time after {0}, when {1} {2} begins",
                            "en tid efter {0}, då {1} {2} börjar")
                        .with(requireNonNull(other.activeFrom()), other.name(), other.number()),
                    Text.same(from)));
  }
}
