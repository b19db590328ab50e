package se.rond.dispatch.accesslog.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.accesslog.SpotCheck;
import se.rond.dispatch.accesslog.SpotCheck.Conclusion;
import se.rond.dispatch.accesslog.SpotCheck.Drawn;
import se.rond.dispatch.accesslog.SpotCheck.WithEntries;
import se.rond.dispatch.accesslog.SpotCheckDesk;
import se.rond.dispatch.accesslog.SpotCheckDesk.Result;
import se.rond.dispatch.accesslog.SpotCheckId;
import se.rond.dispatch.accesslog.SpotChecks;

/** Lets the MAS look through what the own people did, and say what was found. */
@RestController
@RequestMapping("/access-log/spot-checks")
class SpotCheckController {

  /** Most checks of one answer: one a week for four years. */
  private static final int LIMIT = 200;

  private final SpotCheckDesk desk;
  private final SpotChecks checks;
  private final InstantSource clock;

  SpotCheckController(SpotCheckDesk desk, SpotChecks checks, InstantSource clock) {
    this.desk = desk;
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * A check.
   *
   * @param conclusion null until somebody has looked
   */
  record CheckView(
      UUID id,
      Instant from,
      Instant to,
      String drawnBy,
      Instant drawnAt,
      @Nullable ConclusionView conclusion) {

    static CheckView of(SpotCheck check) {
      return new CheckView(
          check.id().value(),
          check.begins(),
          check.ends(),
          check.drawnBy().value(),
          check.drawnAt(),
          check.conclusion() == null ? null : ConclusionView.of(check.conclusion()));
    }
  }

  record ConclusionView(String finding, @Nullable String note, String by, Instant at) {

    static ConclusionView of(Conclusion conclusion) {
      return new ConclusionView(
          conclusion.finding().name(), conclusion.note(), conclusion.by().value(), conclusion.at());
    }
  }

  /** An entry to be looked at, and why. */
  record DrawnView(String ground, EntryView entry) {

    static DrawnView of(Drawn drawn) {
      return new DrawnView(drawn.ground().name(), EntryView.of(drawn.entry()));
    }
  }

  /** A check with its entries, ground by ground. */
  record CheckWithEntries(CheckView check, List<DrawnView> entries) {

    static CheckWithEntries of(WithEntries list) {
      return new CheckWithEntries(
          CheckView.of(list.check()), list.entries().stream().map(DrawnView::of).toList());
    }
  }

  /** Those of the caller's care provider: what nobody has concluded first, then the latest. */
  @AllowedTo(Role.MAS)
  @GetMapping
  List<CheckView> list(Caller caller) {
    return checks.list(caller.careProvider(), LIMIT).stream().map(CheckView::of).toList();
  }

  /** Takes {@code {"from": …, "to": …}} and draws; the same again shows what was drawn. */
  @AllowedTo(Role.MAS)
  @AccessLogged(value = Activity.SEARCH, asService = true)
  @PutMapping("/{id}")
  CheckWithEntries draw(@PathVariable UUID id, HttpServletRequest http, Caller caller)
      throws IOException {
    var now = clock.instant();
    var time = LogBodyReader.time(SentBody.read(http, now, _ -> {}), now);
    return switch (desk.draw(new SpotCheckId(id), time.from(), time.to(), caller)) {
      case Result.Listed(var list) -> CheckWithEntries.of(list);
      case Result.IdTaken _ ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "OTHER_BODY_UNDER_THIS_ID",
              Text.of("Another check has this id", "En annan kontroll har detta id"),
              Text.of(
                  "Expected what was sent under this id before, or a fresh id; nothing was drawn",
                  "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id; inget har dragits"));
    };
  }

  /** Shows what was drawn. */
  @AllowedTo(Role.MAS)
  @AccessLogged(value = Activity.SEARCH, asService = true)
  @GetMapping("/{id}")
  CheckWithEntries show(@PathVariable UUID id, Caller caller) {
    return desk.find(new SpotCheckId(id), caller)
        .map(CheckWithEntries::of)
        .orElseThrow(SpotCheckController::noSuchCheck);
  }

  /** Takes {@code {"finding": "SUSPICION", "note": …}}; the same again changes nothing. */
  @AllowedTo(Role.MAS)
  @PutMapping("/{id}/conclusion")
  ResponseEntity<Void> conclude(@PathVariable UUID id, HttpServletRequest http, Caller caller)
      throws IOException {
    var found = LogBodyReader.found(SentBody.read(http, clock.instant(), _ -> {}));
    return switch (desk.conclude(new SpotCheckId(id), found.finding(), found.note(), caller)) {
      case DONE -> ResponseEntity.noContent().build();
      case NO_SUCH_CHECK -> throw noSuchCheck();
      case OTHERWISE_CONCLUDED ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "OTHERWISE_CONCLUDED",
              Text.of("Somebody has concluded this check", "Någon har avslutat denna kontroll"),
              Text.of(
                  "Expected a check that is open, or the same conclusion; nothing was changed",
                  "Vi väntade oss en öppen kontroll, eller samma slutsats; ingenting har ändrats"));
    };
  }

  private static Problem noSuchCheck() {
    return Problem.notFound(Text.of("a spot check", "en stickprovskontroll"));
  }
}
