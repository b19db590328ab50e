package se.rond.dispatch.agreement.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Language;
import se.rond.contracts.language.Text;
import se.rond.dispatch.agreement.Agreement;
import se.rond.dispatch.agreement.AgreementDesk;
import se.rond.dispatch.agreement.AgreementDesk.Result;
import se.rond.dispatch.agreement.AgreementId;
import se.rond.dispatch.agreement.Agreements;
import se.rond.dispatch.agreement.Content;
import se.rond.dispatch.agreement.Difference;
import se.rond.dispatch.agreement.Draft;
import se.rond.dispatch.agreement.DraftReader;
import se.rond.dispatch.agreement.MunicipalTerms;
import se.rond.dispatch.agreement.RegionCode;
import se.rond.dispatch.agreement.Terms;
import se.rond.dispatch.agreement.Territory;
import se.rond.dispatch.agreement.Version;

/**
 * Shows what was agreed to everybody who works there, and takes new versions from the region's
 * coordinators.
 */
@RestController
@RequestMapping("/agreements")
class AgreementController {

  private final Agreements agreements;
  private final AgreementDesk desk;
  private final InstantSource clock;

  AgreementController(Agreements agreements, AgreementDesk desk, InstantSource clock) {
    this.agreements = agreements;
    this.desk = desk;
    this.clock = clock;
  }

  /** Where a version stands. */
  enum State {
    COMING,
    IN_FORCE,
    PAST,
    WITHDRAWN
  }

  /** One version, without what it says. */
  record VersionLine(
      AgreementId id,
      RegionCode region,
      @Nullable MunicipalityCode municipality,
      int version,
      State state,
      Instant validFrom,
      @Nullable Integer replaces,
      String publishedBy,
      Instant publishedAt,
      @Nullable Instant withdrawnAt) {}

  /** One version with what it says. */
  record VersionView(VersionLine version, Content terms) {}

  /** A region that the caller works in, with what is in force and what is to come. */
  record RegionView(RegionCode region, String name, List<VersionLine> versions) {}

  /**
   * What holds somewhere at an instant.
   *
   * @param terms the region's, tightened by the municipality's
   */
  record InForce(
      Instant at, VersionLine version, @Nullable VersionLine municipalVersion, Terms terms) {}

  /** Two versions side by side. */
  record DifferencesView(String from, String to, List<DifferenceView> differences) {}

  /** One difference, in the reader's language. */
  record DifferenceView(
      String field, String says, @Nullable String was, @Nullable String becomes) {}

  /** That a draft can be published, and what it changes. */
  record Fitting(boolean fits, List<DifferenceView> differences) {}

  @AllowedTo.Everybody
  @GetMapping
  List<RegionView> list(Caller caller) {
    var now = clock.instant();
    return agreements.listRegions().entrySet().stream()
        .filter(region -> desk.isVisible(Territory.of(region.getKey()), caller))
        .map(
            region ->
                new RegionView(
                    region.getKey(), region.getValue(), current(region.getKey(), caller, now)))
        .toList();
  }

  private List<VersionLine> current(RegionCode region, Caller caller, Instant now) {
    var municipalities =
        agreements.listMunicipalities(region).stream()
            .filter(caller.municipalities()::contains)
            .map(code -> new Territory(region, code))
            .sorted(Comparator.comparing(one -> String.valueOf(one.municipality())));
    return Stream.concat(Stream.of(Territory.of(region)), municipalities)
        .flatMap(territory -> lines(territory, now).stream())
        .filter(line -> line.state() == State.IN_FORCE || line.state() == State.COMING)
        .toList();
  }

  @AllowedTo.Everybody
  @GetMapping("/{region}")
  InForce show(
      @PathVariable String region,
      @RequestParam(required = false) @Nullable String municipality,
      Caller caller) {
    var now = clock.instant();
    var territory = visible(region, municipality, caller);
    var agreement = inForce(territory, now).orElseThrow(AgreementController::notFound);
    return new InForce(
        now,
        line(agreement.region(), now),
        agreement.municipal() == null ? null : line(agreement.municipal(), now),
        agreement.terms());
  }

  private Optional<Agreement> inForce(Territory territory, Instant at) {
    return territory.municipality() == null
        ? agreements.findRegional(territory.region(), at).map(one -> new Agreement(one, null))
        : agreements.findInForce(territory.municipality(), at);
  }

  @AllowedTo.Everybody
  @GetMapping("/{region}/versions")
  List<VersionLine> listVersions(
      @PathVariable String region,
      @RequestParam(required = false) @Nullable String municipality,
      Caller caller) {
    return lines(visible(region, municipality, caller), clock.instant());
  }

  @AllowedTo.Everybody
  @GetMapping("/{region}/versions/{version}")
  VersionView showVersion(
      @PathVariable String region,
      @PathVariable int version,
      @RequestParam(required = false) @Nullable String municipality,
      Caller caller) {
    return view(version(visible(region, municipality, caller), version), clock.instant());
  }

  /**
   * Tells two versions apart in words. Without numbers, what a municipality has tighter than its
   * region today; with numbers, two versions of the same territory.
   */
  @AllowedTo.Everybody
  @GetMapping("/{region}/differences")
  ResponseEntity<DifferencesView> differences(
      @PathVariable String region,
      @RequestParam(required = false) @Nullable String municipality,
      @RequestParam(required = false) @Nullable Integer from,
      @RequestParam(required = false) @Nullable Integer to,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage,
      Caller caller) {
    var territory = visible(region, municipality, caller);
    var language = Language.preferredBy(acceptLanguage);
    if (from != null && to != null) {
      var one = version(territory, from);
      var other = version(territory, to);
      return inLanguage(
          language,
          new DifferencesView(
              name(one),
              name(other),
              worded(Difference.between(whole(one), whole(other)), language)));
    }
    if (from == null && to == null && territory.municipality() != null) {
      var agreement =
          inForce(territory, clock.instant()).orElseThrow(AgreementController::notFound);
      return inLanguage(
          language,
          new DifferencesView(
              name(agreement.region()),
              agreement.municipal() == null
                  ? name(agreement.region())
                  : name(agreement.municipal()),
              worded(Difference.between(agreement.region().terms(), agreement.terms()), language)));
    }
    throw Problem.invalid(
        List.of(
            new FieldError(
                from == null ? "from" : "to",
                Text.of("the number of a version", "numret på en version"),
                Text.of("nothing", "ingenting"))));
  }

  /** Publishes a version; sent twice it is answered twice, and published once. */
  @AllowedTo(Role.COORDINATOR)
  @PostMapping("/{region}")
  ResponseEntity<VersionView> publish(
      @PathVariable String region, HttpServletRequest http, Caller caller) throws IOException {
    return switch (desk.publish(draft(region, http), caller)) {
      case Result.Stands(var version) ->
          ResponseEntity.created(uri(version)).body(view(version, clock.instant()));
      case Result.Fits _ -> throw new IllegalStateException("Expected a publication, not a check");
      case Result refusal -> throw problem(refusal);
    };
  }

  /** Says what publishing would say, and stores nothing. */
  @AllowedTo(Role.COORDINATOR)
  @PostMapping("/{region}/validation")
  ResponseEntity<Fitting> validate(
      @PathVariable String region, HttpServletRequest http, Caller caller) throws IOException {
    var language = Language.preferredBy(http.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    return switch (desk.check(draft(region, http), caller)) {
      case Result.Fits(var differences) ->
          inLanguage(language, new Fitting(true, worded(differences, language)));
      case Result.Stands _ -> inLanguage(language, new Fitting(true, List.of()));
      case Result refusal -> throw problem(refusal);
    };
  }

  /** Withdraws a version before it begins. */
  @AllowedTo(Role.COORDINATOR)
  @PutMapping("/{region}/versions/{version}/withdrawal")
  VersionView withdraw(
      @PathVariable String region,
      @PathVariable int version,
      @RequestParam(required = false) @Nullable String municipality,
      Caller caller) {
    return switch (desk.withdraw(visible(region, municipality, caller), version, caller)) {
      case Result.Stands(var withdrawn) -> view(withdrawn, clock.instant());
      case Result refusal -> throw problem(refusal);
    };
  }

  private Draft draft(String region, HttpServletRequest http) throws IOException {
    if (!RegionCode.isWellFormed(region)) {
      throw notFound();
    }
    var now = clock.instant();
    return DraftReader.read(new RegionCode(region), SentBody.read(http, now, _ -> {}), now);
  }

  private Territory visible(String region, @Nullable String municipality, Caller caller) {
    if (!RegionCode.isWellFormed(region)
        || municipality != null && !MunicipalityCode.isWellFormed(municipality)) {
      throw notFound();
    }
    var territory =
        new Territory(
            new RegionCode(region),
            municipality == null ? null : new MunicipalityCode(municipality));
    if (!desk.isVisible(territory, caller)) {
      throw notFound();
    }
    return territory;
  }

  private Version version(Territory territory, int number) {
    return agreements.find(territory, number).orElseThrow(AgreementController::notFound);
  }

  /** A municipality's version means something only on top of its region's. */
  private Terms whole(Version version) {
    return switch (version.content()) {
      case Terms terms -> terms;
      case MunicipalTerms municipal ->
          agreements
              .findRegional(version.territory().region(), version.validFrom())
              .orElseThrow(AgreementController::notFound)
              .terms()
              .tightenedBy(municipal);
    };
  }

  private List<VersionLine> lines(Territory territory, Instant now) {
    var all = agreements.listVersions(territory);
    return all.stream().map(one -> line(one, all, now)).toList();
  }

  private VersionView view(Version version, Instant now) {
    return new VersionView(line(version, now), version.content());
  }

  private VersionLine line(Version version, Instant now) {
    return line(version, agreements.listVersions(version.territory()), now);
  }

  private static VersionLine line(Version version, List<Version> all, Instant now) {
    return new VersionLine(
        version.id(),
        version.territory().region(),
        version.territory().municipality(),
        version.number(),
        state(version, all, now),
        version.validFrom(),
        version.replaces(),
        version.publishedBy(),
        version.publishedAt(),
        version.withdrawnAt());
  }

  private static State state(Version version, List<Version> all, Instant now) {
    if (version.withdrawnAt() != null) {
      return State.WITHDRAWN;
    }
    if (version.isComing(now)) {
      return State.COMING;
    }
    return all.stream()
            .filter(one -> one.withdrawnAt() == null && !one.isComing(now))
            .anyMatch(one -> begunLater(one, version))
        ? State.PAST
        : State.IN_FORCE;
  }

  private static boolean begunLater(Version one, Version other) {
    return one.validFrom().isAfter(other.validFrom())
        || one.validFrom().equals(other.validFrom()) && one.number() > other.number();
  }

  private static String name(Version version) {
    var territory = version.territory();
    return (territory.municipality() == null ? territory.region() : territory.municipality())
        + " version "
        + version.number();
  }

  private static List<DifferenceView> worded(List<Difference> differences, Language language) {
    return differences.stream()
        .map(
            one ->
                new DifferenceView(
                    one.field(),
                    one.sentence().in(language),
                    one.was() == null ? null : one.was().in(language),
                    one.becomes() == null ? null : one.becomes().in(language)))
        .toList();
  }

  private static <T> ResponseEntity<T> inLanguage(Language language, T body) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .body(body);
  }

  private static URI uri(Version version) {
    var territory = version.territory();
    return URI.create(
        "/agreements/"
            + territory.region()
            + "/versions/"
            + version.number()
            + (territory.municipality() == null
                ? ""
                : "?municipality=" + territory.municipality()));
  }

  private static Problem problem(Result refusal) {
    return switch (refusal) {
      case Result.Refused(var errors) -> Problem.invalid(errors);
      case Result.NotFound _ -> notFound();
      case Result.BodyDiffers _ ->
          Problem.of(
              HttpStatus.CONFLICT,
              "OTHER_BODY_UNDER_THIS_ID",
              Text.of("Another version has this id", "En annan version har detta id"),
              Text.of(
                  "Expected the body that was sent under this id before, or a fresh id; nothing was"
                      + " changed",
                  "Vi väntade oss samma innehåll som tidigare skickats med detta id, eller ett nytt"
                      + " id; ingenting har ändrats"));
      case Result.HasBegun(var version) ->
          Problem.of(
              HttpStatus.CONFLICT,
              "VERSION_HAS_BEGUN",
              Text.of("The version has begun", "Versionen har börjat gälla"),
              Text.of(
                      "Expected a version that does not count yet, and will not within 5 min; of"
                          + " version {0} the time is {1}, and a region's first one counts before"
                          + " its time",
                      "Vi väntade oss en version som inte gäller ännu, och inte inom 5 min; för"
                          + " version {0} är tiden {1}, och en regions första gäller före sin tid")
                  .with(version.number(), version.validFrom()));
      case Result.NotTheirs _ ->
          Problem.of(
              HttpStatus.FORBIDDEN,
              "NOT_YOURS_TO_CHANGE",
              Text.of("Not yours to change", "Inte din att ändra"),
              Text.of(
                  "Expected a coordinator of the whole region, or of the municipality for its own"
                      + " version",
                  "Vi väntade oss en koordinator för hela regionen, eller för kommunen när det gäller"
                      + " dess egen version"));
      case Result.Stands _, Result.Fits _ ->
          throw new IllegalStateException("Expected a refusal, but found " + refusal);
    };
  }

  private static Problem notFound() {
    return Problem.notFound(Text.of("an agreement", "en överenskommelse"));
  }
}
