package se.rond.dispatch.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Text;
import se.rond.dispatch.agreement.AgreementRules.Setting;

/**
 * Publishes versions of agreements. One that has begun is never changed, since requests are judged
 * by it; one that does not count yet can be replaced or withdrawn.
 */
@Service
public class AgreementDesk {

  /**
   * Shortest time from publishing to the beginning, so that whoever is concerned can read it first
   * and a slow commit is not overtaken by its own beginning. 5 min, chosen.
   */
  static final Duration SHORTEST_NOTICE = Duration.ofMinutes(5);

  /** How far ahead one can be published: whoever means 2062 meant 2026. */
  static final Duration LONGEST_NOTICE = Duration.ofDays(5 * 365);

  private final Agreements agreements;
  private final InstantSource clock;

  AgreementDesk(Agreements agreements, InstantSource clock) {
    this.agreements = agreements;
    this.clock = clock;
  }

  /** What became of a draft or a withdrawal. */
  public sealed interface Result {
    /** It stands, by this call or an earlier one of the same. */
    record Stands(Version version) implements Result {}

    /** It can be published; this is what it would change. */
    record Fits(List<Difference> differences) implements Result {}

    /** Another body was stored under this id before. */
    record BodyDiffers() implements Result {}

    /** It cannot be taken as it stands. */
    record Refused(List<FieldError> errors) implements Result {}

    /** The version counts already, or is about to, and stays as it is. */
    record HasBegun(Version version) implements Result {}

    /** The caller reads this agreement, and does not write it. */
    record NotTheirs() implements Result {}

    /** There is none that the caller may see. */
    record NotFound() implements Result {}
  }

  /** Publishes a draft as the next version of its territory. */
  @Transactional
  public Result publish(Draft draft, Caller caller) {
    return answer(
        draft,
        caller,
        now -> {
          var version =
              new Version(
                  draft.id(),
                  draft.territory(),
                  agreements.nextNumber(draft.territory()),
                  draft.validFrom(),
                  draft.replaces(),
                  draft.content(),
                  caller.role() + " " + caller.person(),
                  now,
                  null);
          replaced(draft).ifPresent(old -> agreements.withdraw(old.id(), now));
          agreements.add(version);
          return new Result.Stands(version);
        });
  }

  /** Says what publishing would say, and changes nothing. */
  @Transactional
  public Result check(Draft draft, Caller caller) {
    return answer(draft, caller, _ -> new Result.Fits(changes(draft)));
  }

  /** What is done with a draft that can be taken. */
  private interface Work {
    Result take(Instant now);
  }

  private Result answer(Draft draft, Caller caller, Work work) {
    if (!isVisible(draft.territory(), caller)) {
      return new Result.NotFound();
    }
    if (!mayWrite(draft.territory(), caller)) {
      return new Result.NotTheirs();
    }
    agreements.lock(draft.territory().region());
    var earlier = agreements.find(draft.id());
    if (earlier.isPresent()) {
      return draft.isThatOf(earlier.get())
          ? new Result.Stands(earlier.get())
          : new Result.BodyDiffers();
    }
    var now = clock.instant();
    var errors = new ArrayList<FieldError>();
    beginning(draft, now).ifPresent(errors::add);
    replacing(draft, now).ifPresent(errors::add);
    errors.addAll(content(draft));
    var all = draft.withThoseOf(errors);
    return all.isEmpty() ? work.take(now) : new Result.Refused(all);
  }

  /**
   * Withdraws a version that nothing is judged by, {@link #SHORTEST_NOTICE} or more before it
   * begins; a second time changes nothing.
   *
   * @param number counts the versions of the territory
   */
  @Transactional
  public Result withdraw(Territory territory, int number, Caller caller) {
    if (!isVisible(territory, caller)) {
      return new Result.NotFound();
    }
    if (!mayWrite(territory, caller)) {
      return new Result.NotTheirs();
    }
    agreements.lock(territory.region());
    var found = agreements.find(territory, number);
    if (found.isEmpty()) {
      return new Result.NotFound();
    }
    var version = found.get();
    if (version.withdrawnAt() != null) {
      return new Result.Stands(version);
    }
    var now = clock.instant();
    if (counts(version, now)) {
      return new Result.HasBegun(version);
    }
    agreements.withdraw(version.id(), now);
    return new Result.Stands(agreements.find(version.id()).orElseThrow());
  }

  /** Returns whether the caller works anywhere in that territory. */
  public boolean isVisible(Territory territory, Caller caller) {
    var municipalities = agreements.listMunicipalities(territory.region());
    var own = territory.municipality();
    return own == null
        ? municipalities.stream().anyMatch(caller.municipalities()::contains)
        : municipalities.contains(own) && caller.municipalities().contains(own);
  }

  /** A region's agreement is written by who coordinates all of it. */
  private boolean mayWrite(Territory territory, Caller caller) {
    return caller.role() == Role.COORDINATOR
        && (territory.municipality() != null
            || caller
                .municipalities()
                .containsAll(agreements.listMunicipalities(territory.region())));
  }

  /** What the draft changes in what would hold without it when it begins. */
  private List<Difference> changes(Draft draft) {
    var regional = regionalBeside(draft).stream().findFirst();
    return switch (draft.content()) {
      case Terms terms ->
          regional.map(before -> Difference.between(before.terms(), terms)).orElse(List.of());
      case MunicipalTerms municipal ->
          regional
              .map(
                  region ->
                      Difference.between(
                          new Agreement(region, ownBefore(draft)).terms(),
                          region.terms().tightenedBy(municipal)))
              .orElse(List.of());
    };
  }

  /** What a municipality would have of its own when its draft begins. */
  private @Nullable Version ownBefore(Draft draft) {
    return standingBeside(draft, draft.territory()).stream()
        .filter(one -> !one.validFrom().isAfter(draft.validFrom()))
        .findFirst()
        .orElse(null);
  }

  /** The first one is what is in force when the draft begins. */
  private List<Version> regionalBeside(Draft draft) {
    return standingBeside(draft, Territory.of(draft.territory().region()));
  }

  /**
   * The versions that hold at some time from the beginning of the draft on, earliest first: the one
   * in force then, and those that begin later; without the one that the draft replaces.
   */
  private List<Version> standingBeside(Draft draft, Territory territory) {
    var all =
        agreements.listVersions(territory).stream()
            .filter(one -> one.withdrawnAt() == null && !draft.isInThePlaceOf(one))
            .sorted(Comparator.comparing(Version::validFrom))
            .toList();
    var begun = all.stream().filter(one -> !one.validFrom().isAfter(draft.validFrom())).count();
    return all.stream().skip(Math.max(0, begun - 1)).toList();
  }

  private Optional<Version> replaced(Draft draft) {
    var number = draft.replaces();
    return number == null ? Optional.empty() : agreements.find(draft.territory(), number);
  }

  private Optional<FieldError> beginning(Draft draft, Instant now) {
    var begins = draft.validFrom();
    if (begins.isBefore(now.plus(SHORTEST_NOTICE)) || begins.isAfter(now.plus(LONGEST_NOTICE))) {
      return Optional.of(
          new FieldError(
              "validFrom",
              Text.of("a time from {0} to 5 years from now", "en tid från {0} till 5 år från nu")
                  .with(Words.of(SHORTEST_NOTICE)),
              Text.same(begins)));
    }
    return agreements
        .findNumber(draft.territory(), begins)
        .filter(number -> !number.equals(draft.replaces()))
        .map(
            taken ->
                new FieldError(
                    "validFrom",
                    Text.of("another time, or replaces {0}", "en annan tid, eller replaces {0}")
                        .with(taken),
                    Text.of("the time that version {0} begins", "tiden då version {0} börjar")
                        .with(taken)));
  }

  private Optional<FieldError> replacing(Draft draft, Instant now) {
    return draft.replaces() == null
            || replaced(draft)
                .filter(one -> one.withdrawnAt() == null && !counts(one, now))
                .isPresent()
        ? Optional.empty()
        : Optional.of(
            new FieldError(
                "replaces",
                Text.of(
                        "the number of a version that does not count yet, nor within {0}",
                        "numret på en version som inte gäller ännu, och inte inom {0}")
                    .with(Words.of(SHORTEST_NOTICE)),
                Text.same(draft.replaces())));
  }

  /**
   * Returns whether requests may point at a version, or will before this is committed: before a
   * region's first version begins, the first one counts.
   */
  private boolean counts(Version version, Instant now) {
    var territory = version.territory();
    return version.validFrom().isBefore(now.plus(SHORTEST_NOTICE))
        || territory.municipality() == null
            && agreements
                .findRegional(territory.region(), now)
                .filter(one -> one.id().equals(version.id()))
                .isPresent();
  }

  private List<FieldError> content(Draft draft) {
    return switch (draft.content()) {
      case Terms terms -> regional(draft, terms);
      case MunicipalTerms municipal -> municipal(draft, municipal);
    };
  }

  /** A region's terms hold by themselves, and beneath what its municipalities have tighter. */
  private List<FieldError> regional(Draft draft, Terms terms) {
    var setting = setting(draft, draft.validFrom());
    var errors = AgreementRules.errorsOf(terms, setting);
    if (!errors.isEmpty()) {
      return Draft.inTerms(errors);
    }
    var region = draft.territory().region();
    return agreements.listMunicipalities(region).stream()
        .sorted(Comparator.comparing(MunicipalityCode::value))
        .flatMap(code -> standingBeside(draft, new Territory(region, code)).stream())
        .flatMap(version -> besideMunicipal(terms, version, setting).stream())
        .toList();
  }

  private static List<FieldError> besideMunicipal(Terms terms, Version version, Setting setting) {
    return switch (version.content()) {
      case MunicipalTerms tighter ->
          inside(
              AgreementRules.errorsOf(terms.tightenedBy(tighter), setting),
              Text.of("with version {0} of municipality {1}", "med version {0} av kommun {1}")
                  .with(version.number(), String.valueOf(version.territory().municipality())));
      case Terms _ -> throw new IllegalStateException("Expected " + version.id() + " to tighten");
    };
  }

  /** What a municipality wants fits what its region has then, and what its region has later. */
  private List<FieldError> municipal(Draft draft, MunicipalTerms municipal) {
    var standing = regionalBeside(draft);
    if (standing.isEmpty()) {
      return List.of(
          new FieldError(
              "municipality",
              Text.of("one whose region has an agreement", "en vars region har en överenskommelse"),
              Text.of("a region without", "en region utan")));
    }
    var errors =
        AgreementRules.errorsOf(
            municipal, standing.getFirst().terms(), setting(draft, draft.validFrom()));
    if (!errors.isEmpty()) {
      return Draft.inTerms(errors);
    }
    return standing.stream()
        .skip(1)
        .flatMap(
            later ->
                inside(
                    AgreementRules.errorsOf(
                        later.terms().tightenedBy(municipal), setting(draft, later.validFrom())),
                    Text.of("with the region's version {0}", "med regionens version {0}")
                        .with(later.number()))
                    .stream())
        .toList();
  }

  private static List<FieldError> inside(List<FieldError> errors, Text version) {
    return Draft.inTerms(errors).stream()
        .map(
            one ->
                new FieldError(
                    one.field(),
                    Text.of("{0}, {1}", "{0}, {1}").with(one.expected(), version),
                    one.found()))
        .toList();
  }

  private Setting setting(Draft draft, Instant from) {
    return new Setting(
        agreements.listResponders(draft.territory().region()),
        from.atZone(Calendar.SWEDEN).toLocalDate());
  }
}
