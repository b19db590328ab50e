package se.rond.triage.shadow.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.triage.ruleset.Act;
import se.rond.triage.ruleset.RuleSetId;
import se.rond.triage.ruleset.RuleSets;
import se.rond.triage.ruleset.Version;
import se.rond.triage.shadow.Change.Reason;
import se.rond.triage.shadow.ShadowDesk;
import se.rond.triage.shadow.ShadowDesk.Result;
import se.rond.triage.shadow.ShadowRun;
import se.rond.triage.shadow.ShadowRun.Period;
import se.rond.triage.shadow.ShadowRunId;
import se.rond.triage.shadow.ShadowRunner;
import se.rond.triage.shadow.ShadowRuns;
import se.rond.triage.shadow.ShadowRuns.Found;
import se.rond.triage.shadow.Tally;

/** Starts and cancels shadow runs, tells how far they are, and what they found. */
@RestController
@RequestMapping("/rule-sets/{ruleSet}/shadow-runs")
class ShadowController {

  /** Nothing was raised before, and the database can tell of every time after it. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Most changes in one answer. */
  private static final int PAGE = 500;

  private final ShadowDesk desk;
  private final ShadowRunner runner;
  private final ShadowRuns runs;
  private final RuleSets ruleSets;
  private final InstantSource clock;

  ShadowController(
      ShadowDesk desk,
      ShadowRunner runner,
      ShadowRuns runs,
      RuleSets ruleSets,
      InstantSource clock) {
    this.desk = desk;
    this.runner = runner;
    this.runs = runs;
    this.ruleSets = ruleSets;
    this.clock = clock;
  }

  /** A run, and what it has counted until now. */
  record RunView(
      ShadowRunId id,
      RuleSetId ruleSet,
      Instant from,
      Instant to,
      ShadowRun.State state,
      long total,
      long judged,
      long unreadable,
      long changed,
      List<Tally.Count> levels,
      Act started,
      @Nullable Instant endedAt) {

    static RunView of(ShadowRun run) {
      var tally = run.tally();
      return new RunView(
          run.id(),
          run.candidate(),
          run.period().from(),
          run.period().to(),
          run.state(),
          run.total(),
          tally.judged(),
          tally.unreadable(),
          tally.changed(),
          tally.levels(),
          run.started(),
          run.endedAt());
    }
  }

  /** A decision that would be another one. */
  record ChangeView(
      long number,
      AssessmentRequestId request,
      int revision,
      MunicipalityCode municipality,
      Instant raisedAt,
      Level was,
      Level becomes,
      @Nullable Level wasFloor,
      @Nullable Level becomesFloor,
      List<NeedWithCapabilities> needed,
      List<NeedWithCapabilities> needs,
      List<Reason> reasons) {

    static ChangeView of(Found found) {
      var change = found.change();
      return new ChangeView(
          found.number(),
          found.request(),
          found.revision(),
          found.municipality(),
          found.raisedAt(),
          change.was(),
          change.becomes(),
          change.wasFloor(),
          change.becomesFloor(),
          change.needed(),
          change.needs(),
          change.reasons());
    }
  }

  @AllowedTo.Everybody
  @GetMapping
  List<RunView> list(@PathVariable UUID ruleSet, Caller caller) {
    return runs.list(visible(ruleSet, caller).id()).stream().map(RunView::of).toList();
  }

  @AllowedTo.Everybody
  @GetMapping("/{id}")
  RunView show(@PathVariable UUID ruleSet, @PathVariable UUID id, Caller caller) {
    return RunView.of(load(visible(ruleSet, caller), id));
  }

  /** Starts a run; sent twice it is answered twice, and started once. */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.MAS})
  @PutMapping("/{id}")
  RunView start(
      @PathVariable UUID ruleSet, @PathVariable UUID id, HttpServletRequest http, Caller caller)
      throws IOException {
    var period = period(SentBody.read(http, clock.instant(), _ -> {}));
    var result = desk.start(new RuleSetId(ruleSet), new ShadowRunId(id), period, caller);
    runner.wake();
    return answer(result);
  }

  /** Ends a run; what it has found until then stays. */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.MAS})
  @PutMapping("/{id}/cancellation")
  RunView cancel(@PathVariable UUID ruleSet, @PathVariable UUID id, Caller caller) {
    return answer(desk.cancel(new RuleSetId(ruleSet), new ShadowRunId(id), caller));
  }

  /**
   * Lists what a run has found where the caller works, in pages.
   *
   * @param after the number of the last one that is known
   */
  @AllowedTo({Role.PHYSICIAN, Role.COORDINATOR, Role.MAS})
  @GetMapping("/{id}/changes")
  List<ChangeView> changes(
      @PathVariable UUID ruleSet,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") long after,
      Caller caller) {
    var version = visible(ruleSet, caller);
    return runs.listFound(load(version, id).id(), caller.municipalities(), after, PAGE).stream()
        .map(ChangeView::of)
        .toList();
  }

  private Version visible(UUID ruleSet, Caller caller) {
    return ruleSets
        .find(new RuleSetId(ruleSet))
        .filter(version -> version.territory().isVisibleTo(caller))
        .orElseThrow(ShadowController::notFound);
  }

  private ShadowRun load(Version version, UUID id) {
    return runs.find(new ShadowRunId(id))
        .filter(run -> run.candidate().equals(version.id()))
        .orElseThrow(ShadowController::notFound);
  }

  private static Period period(JsonBody body) {
    var errors = new ArrayList<FieldError>(body.repeated());
    var fields = Set.of("from", "to");
    if (body.tree().propertyNames().stream().anyMatch(name -> !fields.contains(name))) {
      errors.add(
          new FieldError(
              "",
              Text.of("no fields but from, to", "inga fält utom from, to"),
              Text.of("another one", "ett annat")));
    }
    var from = time(body, "from", errors);
    var to = time(body, "to", errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return new Period(from, to);
  }

  private static Instant time(JsonBody body, String field, List<FieldError> errors) {
    try {
      var time = Act.stored(Instant.parse(body.tree().path(field).asString("")));
      if (time.isAfter(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
    } catch (DateTimeException _) {
      // Said below.
    }
    errors.add(
        new FieldError(
            field,
            Text.of(
                "a time such as 2026-12-01T07:00:00Z, of 1970 to 9999",
                "en tid som 2026-12-01T07:00:00Z, från 1970 till 9999"),
            Text.of("something else", "något annat")));
    return Instant.EPOCH;
  }

  private static RunView answer(Result result) {
    return switch (result) {
      case Result.Stands(var run) -> RunView.of(run);
      case Result.Refused(var errors) -> throw Problem.invalid(errors);
      case Result.NotFound _ -> throw notFound();
      case Result.NotTheirs _ -> throw notTheirs();
      case Result.BodyDiffers _ ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "OTHER_BODY_UNDER_THIS_ID",
              Text.of("Another run has this id", "En annan körning har detta id"),
              Text.of(
                  "Expected the body that was sent under this id before, or a fresh id; nothing was"
                      + " started",
                  "Vi väntade oss samma innehåll som tidigare skickats med detta id, eller ett nytt"
                      + " id; ingenting har startats"));
      case Result.AnotherRuns(var other) ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "SHADOW_RUN_UNDER_WAY",
              Text.of("Another run is under way", "En annan körning pågår"),
              Text.of(
                      "Expected no other run of the rule set; cancel {0}, or wait for its end",
                      "Vi väntade oss ingen annan körning av regelverket; avbryt {0}, eller vänta"
                          + " tills den är klar")
                  .with(other));
    };
  }

  private static Problem notTheirs() {
    return Problem.of(
        HttpStatus.FORBIDDEN,
        "NOT_YOURS_TO_CHANGE",
        Text.of("Not yours to change", "Inte din att ändra"),
        Text.of(
            "Expected a coordinator, physician or MAS who writes the rule set",
            "Vi väntade oss en koordinator, läkare eller MAS som skriver regelverket"));
  }

  private static Problem notFound() {
    return Problem.notFound(Text.of("a shadow run", "en skuggkörning"));
  }
}
