package se.rond.triage.ruleset.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.RuleSetMark;
import se.rond.access.problem.Problem;
import se.rond.clinical.RuleSet;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.language.Language;
import se.rond.contracts.language.Text;
import se.rond.triage.ruleset.InForce;
import se.rond.triage.ruleset.RegionCode;
import se.rond.triage.ruleset.RuleSets;
import se.rond.triage.ruleset.RulesInForce;
import se.rond.triage.ruleset.Territory;

/**
 * {@code GET /rule-sets/active}: the rules in force, to read and print, or as they were written.
 */
@RestController
class ActiveController {

  static final MediaType YAML = new MediaType("application", "yaml", UTF_8);
  private static final MediaType PAGE = new MediaType("text", "html", UTF_8);

  private final RulesInForce inForce;
  private final RuleSets ruleSets;
  private final InstantSource clock;

  ActiveController(RulesInForce inForce, RuleSets ruleSets, InstantSource clock) {
    this.inForce = inForce;
    this.ruleSets = ruleSets;
    this.clock = clock;
  }

  /**
   * Shows what is in force where the caller works.
   *
   * @param region may be left out by who works in one region
   * @param municipality with what the municipality adds
   */
  @AllowedTo.Everybody
  @GetMapping("/rule-sets/active")
  ResponseEntity<byte[]> show(
      @RequestParam(required = false) @Nullable String region,
      @RequestParam(required = false) @Nullable String municipality,
      @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage,
      Caller caller) {
    var territory = territory(region, municipality, caller);
    var now = clock.instant();
    var found = inForce.find(territory, now);
    var answer =
        ResponseEntity.ok()
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE)
            .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    if (!found.isApproved()) {
      answer.header(RuleSetMark.HEADER, RuleSetMark.UNAPPROVED);
    }
    if (wantsYaml(accept)) {
      return answer.contentType(YAML).body(documents(found).getBytes(UTF_8));
    }
    var language = Language.preferredBy(acceptLanguage);
    return answer
        .contentType(PAGE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .header("X-Content-Type-Options", "nosniff")
        .body(RulePage.of(territory, found, now, language).getBytes(UTF_8));
  }

  /** What is in force as it was written; what a municipality adds is a document behind it. */
  private String documents(InForce found) {
    var region =
        found.region() == null
            ? RuleSet.shippedDocument()
            : ruleSets.loadDocument(found.region().id());
    return found.municipal() == null
        ? region
        : region + "\n---\n" + ruleSets.loadDocument(found.municipal().id());
  }

  /** A page, unless YAML is asked for by name. */
  private static boolean wantsYaml(@Nullable String accept) {
    try {
      return MediaType.parseMediaTypes(accept).stream()
          .filter(type -> type.getQualityValue() > 0)
          .anyMatch(type -> type.getSubtype().endsWith("yaml"));
    } catch (InvalidMediaTypeException _) {
      return false;
    }
  }

  private static Territory territory(
      @Nullable String region, @Nullable String municipality, Caller caller) {
    var named =
        municipality != null
            ? Optional.of(municipality)
                .filter(MunicipalityCode::isWellFormed)
                .map(MunicipalityCode::new)
                .map(Territory::of)
                .filter(one -> region == null || one.region().value().equals(region))
            : Optional.ofNullable(region)
                .or(() -> Optional.of(onlyRegion(caller)))
                .filter(RegionCode::isWellFormed)
                .map(RegionCode::new)
                .map(Territory::of);
    return named
        .filter(one -> one.isVisibleTo(caller))
        .orElseThrow(
            () -> Problem.notFound(Text.of("a region or municipality", "en region eller kommun")));
  }

  private static String onlyRegion(Caller caller) {
    var regions =
        caller.municipalities().stream()
            .map(code -> RegionCode.of(code).value())
            .distinct()
            .sorted()
            .toList();
    if (regions.size() == 1) {
      return regions.getFirst();
    }
    throw Problem.invalid(
        List.of(
            new FieldError(
                "region",
                Text.of("one of {0}", "en av {0}").with(String.join(", ", regions)),
                Text.of("nothing", "ingenting"))));
  }
}
