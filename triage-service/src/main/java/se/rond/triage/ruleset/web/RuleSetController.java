package se.rond.triage.ruleset.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
import se.rond.clinical.InvalidRuleSet;
import se.rond.clinical.RuleDocument;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.language.Language;
import se.rond.contracts.language.Text;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.triage.ruleset.Act;
import se.rond.triage.ruleset.Difference;
import se.rond.triage.ruleset.RegionCode;
import se.rond.triage.ruleset.RuleSetDesk;
import se.rond.triage.ruleset.RuleSetDesk.Result;
import se.rond.triage.ruleset.RuleSetId;
import se.rond.triage.ruleset.RuleSets;
import se.rond.triage.ruleset.RulesInForce;
import se.rond.triage.ruleset.Territory;
import se.rond.triage.ruleset.Trial;
import se.rond.triage.ruleset.Version;
import se.rond.triage.ruleset.Vignette;
import tools.jackson.databind.JsonNode;

/** Drafts, vignettes, approvals, activations and retirements of rule sets. */
@RestController
@RequestMapping("/rule-sets")
class RuleSetController {

  /** Largest document, in bytes: ten times the one that is shipped. */
  private static final int MAX_BYTES = 256 * 1024;

  private final RuleSets ruleSets;
  private final RuleSetDesk desk;
  private final RulesInForce inForce;
  private final InstantSource clock;

  RuleSetController(
      RuleSets ruleSets, RuleSetDesk desk, RulesInForce inForce, InstantSource clock) {
    this.ruleSets = ruleSets;
    this.desk = desk;
    this.inForce = inForce;
    this.clock = clock;
  }

  /** One version, without what it says. */
  record VersionView(
      RuleSetId id,
      RegionCode region,
      @Nullable MunicipalityCode municipality,
      String name,
      String version,
      Version.State state,
      Label changes,
      Act drafted,
      @Nullable Act approved,
      @Nullable Act activated,
      @Nullable Instant activeFrom,
      @Nullable Act retired,
      @Nullable Instant retiredFrom,
      boolean unsafe) {}

  /**
   * What a vignette expects.
   *
   * @param floor absent if it does not ask for one
   * @param capabilities absent if it does not ask what a team brings
   */
  record ExpectedView(
      JsonNode request,
      Level level,
      Set<Need> needs,
      @Nullable Level floor,
      @Nullable Set<Capability> capabilities) {}

  /**
   * What a set says of one vignette.
   *
   * @param expectedFloor absent if it does not ask for one
   * @param expectedCapabilities absent if it does not ask what a team brings
   * @param insteadOf the shipped one whose place it has taken; absent if that is the same
   */
  record RunView(
      String name,
      Label says,
      boolean passes,
      Level expectedLevel,
      Set<Need> expectedNeeds,
      @Nullable Level expectedFloor,
      @Nullable Set<Capability> expectedCapabilities,
      Level level,
      Set<Need> needs,
      Level floor,
      Set<Capability> capabilities,
      JsonNode request,
      @Nullable ExpectedView insteadOf) {}

  /**
   * All vignettes of a version.
   *
   * @param digest goes with an approval
   */
  record TrialView(int passed, int failed, String digest, List<RunView> vignettes) {}

  /** One difference, in the reader's language. */
  record DifferenceView(
      String field, String says, @Nullable String was, @Nullable String becomes) {}

  /** Two sets side by side. */
  record DifferencesView(String from, String to, List<DifferenceView> differences) {}

  /** One thing that is wrong with a document; lines and columns count from 1. */
  record DocumentError(String field, int line, int column, String expected, String found) {}

  @AllowedTo.Everybody
  @GetMapping
  List<VersionView> list(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String municipality,
      Caller caller) {
    return territories(region, municipality, caller)
        .flatMap(territory -> ruleSets.listVersions(territory).stream())
        .map(this::view)
        .toList();
  }

  @AllowedTo.Everybody
  @GetMapping("/{id}")
  VersionView show(@PathVariable UUID id, Caller caller) {
    return view(visible(id, caller));
  }

  /** The document as it was sent. */
  @AllowedTo.Everybody
  @GetMapping("/{id}/document")
  ResponseEntity<byte[]> document(@PathVariable UUID id, Caller caller) {
    return ResponseEntity.ok()
        .contentType(ActiveController.YAML)
        .body(ruleSets.loadDocument(visible(id, caller).id()).getBytes(UTF_8));
  }

  /** Stores a draft; sent twice it is answered twice, and stored once. */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.MAS})
  @PutMapping("/{id}")
  VersionView draft(@PathVariable UUID id, HttpServletRequest http, Caller caller)
      throws IOException {
    var refusal = RuleSetDesk.refusal(caller);
    if (refusal.isPresent()) {
      return answer(refusal.get());
    }
    var bytes = http.getInputStream().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw Problem.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "BODY_TOO_LARGE",
          Text.of("The body is too large", "Innehållet är för stort"),
          Text.of(
                  "Expected at most {0} bytes; nothing was stored",
                  "Vi väntade oss högst {0} byte; ingenting har sparats")
              .with(MAX_BYTES));
    }
    var document = Bodies.text(bytes);
    return answer(desk.draft(new RuleSetId(id), document, read(document), caller));
  }

  /** Puts a vignette to a draft, in the place of one of the same name. */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.MAS})
  @PutMapping("/{id}/vignettes/{name}")
  VersionView put(
      @PathVariable UUID id, @PathVariable String name, HttpServletRequest http, Caller caller)
      throws IOException {
    var vignette = Bodies.vignette(name, SentBody.read(http, clock.instant(), _ -> {}));
    return answer(desk.put(new RuleSetId(id), vignette, caller));
  }

  /** Runs the vignettes of a version. */
  @AllowedTo.Everybody
  @GetMapping("/{id}/vignettes")
  TrialView vignettes(@PathVariable UUID id, Caller caller) {
    return trial(desk.attempt(visible(id, caller)));
  }

  /** Approves what the caller has read of a draft, in the caller's name and role. */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.MAS})
  @PutMapping("/{id}/approval")
  VersionView approve(@PathVariable UUID id, HttpServletRequest http, Caller caller)
      throws IOException {
    var read = Bodies.digest(SentBody.read(http, clock.instant(), _ -> {}));
    return answer(desk.approve(new RuleSetId(id), read, caller));
  }

  /** Sets when an approved version begins. */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.MAS})
  @PutMapping("/{id}/activation")
  VersionView activate(@PathVariable UUID id, HttpServletRequest http, Caller caller)
      throws IOException {
    var from = Bodies.from(SentBody.read(http, clock.instant(), _ -> {}));
    var result = desk.activate(new RuleSetId(id), from, caller);
    inForce.forget();
    return answer(result);
  }

  /** Ends a version; without {@code from} at once, and with {@code unsafe} for everything. */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.MAS})
  @PutMapping("/{id}/retirement")
  VersionView retire(@PathVariable UUID id, HttpServletRequest http, Caller caller)
      throws IOException {
    var end = Bodies.end(SentBody.read(http, clock.instant(), _ -> {}));
    var result = desk.retire(new RuleSetId(id), end.from(), end.unsafe(), caller);
    inForce.forget();
    return answer(result);
  }

  /**
   * Tells in words what a version changes.
   *
   * @param from another version; without it, what would hold without this one
   */
  @AllowedTo.Everybody
  @GetMapping("/{id}/differences")
  ResponseEntity<DifferencesView> differences(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID from,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage,
      Caller caller) {
    var language = Language.preferredBy(acceptLanguage);
    var to = visible(id, caller);
    var other = from == null ? null : visible(from, caller);
    var differences = other == null ? desk.differences(to) : desk.differences(other, to);
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .body(
            new DifferencesView(
                other == null
                    ? Text.of("without it", "utan det").in(language)
                    : other.name() + " " + other.number(),
                to.name() + " " + to.number(),
                differences.stream().map(one -> worded(one, language)).toList()));
  }

  private static DifferenceView worded(Difference one, Language language) {
    return new DifferenceView(
        one.field(),
        one.sentence().in(language),
        one.was() == null ? null : one.was().in(language),
        one.becomes() == null ? null : one.becomes().in(language));
  }

  private static RuleDocument read(String document) {
    try {
      return RuleDocument.read(document);
    } catch (InvalidRuleSet invalid) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "RULE_SET_CANNOT_BE_USED",
              Text.of("The document cannot be used", "Dokumentet går inte att använda"),
              Text.of(
                  "Expected what errors names, each at its line and column; nothing was stored",
                  "Vi väntade oss det som errors namnger, vart och ett på sin rad och kolumn;"
                      + " ingenting har sparats"))
          .with(
              "errors",
              invalid.problems().stream()
                  .map(
                      one ->
                          new DocumentError(
                              one.place().toString(),
                              one.place().line(),
                              one.place().column(),
                              one.expected(),
                              one.found()))
                  .toList());
    }
  }

  private Stream<Territory> territories(
      @Nullable String region, @Nullable String municipality, Caller caller) {
    var municipal = caller.municipalities().stream().map(Territory::of);
    var regional =
        caller.municipalities().stream().map(RegionCode::of).distinct().map(Territory::of);
    return Stream.concat(regional, municipal)
        .filter(one -> region == null || one.region().value().equals(region))
        .filter(
            one ->
                municipality == null
                    || one.municipality() != null
                        && one.municipality().value().equals(municipality))
        .sorted(
            Comparator.comparing((Territory one) -> one.region().value())
                .thenComparing(one -> String.valueOf(one.municipality())));
  }

  private Version visible(UUID id, Caller caller) {
    return ruleSets
        .find(new RuleSetId(id))
        .filter(version -> version.territory().isVisibleTo(caller))
        .orElseThrow(RuleSetController::notFound);
  }

  private static Text words(Version.State state) {
    return switch (state) {
      case DRAFT -> Text.of("a draft", "ett utkast");
      case APPROVED -> Text.of("an approved version", "en godkänd version");
      case COMING -> Text.of("a version that is to come", "en kommande version");
      case IN_FORCE -> Text.of("the version in force", "den version som gäller");
      case PAST -> Text.of("a version that was followed by another", "en version som har ersatts");
      case RETIRED -> Text.of("a version that was ended", "en version som har avslutats");
    };
  }

  private VersionView answer(Result result) {
    return switch (result) {
      case Result.Stands(var version) -> view(version);
      case Result.Refused(var errors) -> throw Problem.invalid(errors);
      case Result.NotFound _ -> throw notFound();
      case Result.BodyDiffers _ ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "OTHER_BODY_UNDER_THIS_ID",
              Text.of("Another version has this id", "En annan version har detta id"),
              Text.of(
                  "Expected the body that was sent under this id before, or a fresh id; nothing was"
                      + " changed",
                  "Vi väntade oss samma innehåll som tidigare skickats med detta id, eller ett nytt"
                      + " id; ingenting har ändrats"));
      case Result.NotNow(var state, var expected) ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "RULE_SET_IN_OTHER_STATE",
              Text.of("Not in this state", "Inte i det här läget"),
              Text.of(
                      "Expected {0}, but it is {1}; nothing was changed",
                      "Vi väntade oss {0}, men det är {1}; ingenting har ändrats")
                  .with(expected, words(state)));
      case Result.VignettesFail(var failed) ->
          throw Problem.of(
                  HttpStatus.CONFLICT,
                  "VIGNETTES_FAIL",
                  Text.of("Vignettes fail", "Vinjetter stämmer inte"),
                  Text.of(
                          "Expected all vignettes to lead to what they say, but {0} do not; change"
                              + " the document, or put one of the same name that says the new level",
                          "Vi väntade oss att alla vinjetter leder till det de säger, men {0} gör"
                              + " det inte; ändra dokumentet, eller lägg in en med samma namn som"
                              + " säger den nya nivån")
                      .with(failed.size()))
              .with("vignettes", failed.stream().map(RuleSetController::run).toList());
      case Result.ReadOtherwise _ ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "RULE_SET_CHANGED_SINCE_READ",
              Text.of("It is not what you have read", "Det är inte vad du har läst"),
              Text.of(
                  "Expected the digest of the vignettes as they are now; read them again, nothing"
                      + " was approved",
                  "Vi väntade oss digest för vinjetterna som de är nu; läs dem igen, ingenting har"
                      + " godkänts"));
      case Result.NotTheirs(var expected) ->
          throw Problem.of(
              HttpStatus.FORBIDDEN,
              "NOT_YOURS_TO_CHANGE",
              Text.of("Not yours to change", "Inte din att ändra"),
              Text.of("Expected {0}", "Vi väntade oss {0}").with(expected));
    };
  }

  private static Problem notFound() {
    return Problem.notFound(Text.of("a rule set", "ett regelverk"));
  }

  private static TrialView trial(Trial trial) {
    var failed = trial.failed().size();
    return new TrialView(
        trial.runs().size() - failed,
        failed,
        trial.digest(),
        trial.runs().stream().map(RuleSetController::run).toList());
  }

  private static RunView run(Vignette.Run run) {
    var vignette = run.vignette();
    var replaced = run.insteadOf();
    return new RunView(
        vignette.name(),
        vignette.says(),
        run.passes(),
        vignette.level(),
        vignette.needs(),
        vignette.floor(),
        vignette.capabilities(),
        run.level(),
        run.needs(),
        run.floor(),
        run.capabilities(),
        vignette.request(),
        replaced == null
            ? null
            : new ExpectedView(
                replaced.request(),
                replaced.level(),
                replaced.needs(),
                replaced.floor(),
                replaced.capabilities()));
  }

  private VersionView view(Version version) {
    return new VersionView(
        version.id(),
        version.territory().region(),
        version.territory().municipality(),
        version.name(),
        version.number(),
        desk.state(version),
        version.header().changes(),
        version.drafted(),
        version.approved(),
        version.activated(),
        version.activeFrom(),
        version.retired(),
        version.retiredFrom(),
        version.unsafe());
  }
}
