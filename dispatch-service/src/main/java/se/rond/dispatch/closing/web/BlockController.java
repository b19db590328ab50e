package se.rond.dispatch.closing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.access.problem.Problem;
import se.rond.access.problem.SentBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.accesslog.Activity;
import se.rond.dispatch.closing.Block;
import se.rond.dispatch.closing.BlockDesk;
import se.rond.dispatch.closing.BlockDesk.Result;
import se.rond.dispatch.closing.Scope;

/**
 * Takes what patients block and have lifted. The patient's number stands in the body: paths end up
 * in logs.
 */
@RestController
class BlockController {

  private final BlockDesk desk;
  private final InstantSource clock;

  BlockController(BlockDesk desk) {
    this.desk = desk;
    // As at intake: reading a body must not depend on the database, whose clock all else goes by.
    this.clock = InstantSource.system();
  }

  /** A block as the care provider whose data it closes sees it. */
  record BlockView(
      UUID id,
      Scope scope,
      @Nullable String careUnit,
      String careProvider,
      Instant since,
      Instant informedAt,
      @Nullable Instant liftedAt) {
    private static BlockView of(Block block) {
      return new BlockView(
          block.id(),
          block.scope(),
          block.unit() == null ? null : block.unit().value(),
          block.provider().value(),
          block.since(),
          block.informedAt(),
          block.liftedAt());
    }
  }

  /**
   * Takes {@code {"id": …, "patient": {"identifier": …}, "scope": "UNIT", "askedBy": "PATIENT",
   * "informedAt": …}}. What is in force already is answered with its own id.
   */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.COORDINATOR,
    Role.CARE_COORDINATION_NURSE,
    Role.MAS
  })
  @AccessLogged(Activity.CHANGE)
  @PostMapping("/patient-blocks")
  BlockView record(HttpServletRequest http, Caller caller) throws IOException {
    var now = clock.instant();
    var wish = ClosingReader.block(SentBody.read(http, now, _ -> {}), now);
    return answer(desk.record(wish, caller));
  }

  /** Takes {@code {"patient": {"identifier": …}}}, and lists those of the own care provider. */
  @AllowedTo({
    Role.MUNICIPAL_NURSE,
    Role.MOBILE_TEAM,
    Role.PHYSICIAN,
    Role.COORDINATOR,
    Role.CARE_COORDINATION_NURSE,
    Role.MAS
  })
  @AccessLogged(value = Activity.SEARCH, asService = true)
  @PostMapping("/patient-blocks/search")
  List<BlockView> search(HttpServletRequest http, Caller caller) throws IOException {
    var now = clock.instant();
    var patient = ClosingReader.patient(SentBody.read(http, now, _ -> {}), now);
    return desk.list(patient, caller).stream().map(BlockView::of).toList();
  }

  /** Takes {@code {"askedBy": "PATIENT"}}. */
  @AllowedTo({Role.MUNICIPAL_NURSE, Role.PHYSICIAN, Role.CARE_COORDINATION_NURSE, Role.MAS})
  @AccessLogged(Activity.CHANGE)
  @PutMapping("/patient-blocks/{block}/lifting")
  BlockView lift(@PathVariable UUID block, HttpServletRequest http, Caller caller)
      throws IOException {
    var askedBy = ClosingReader.askedBy(SentBody.read(http, clock.instant(), _ -> {}));
    return answer(
        desk.lift(block, askedBy, caller)
            .orElseThrow(() -> Problem.notFound(Text.of("a block", "en spärr"))));
  }

  private static BlockView answer(Result result) {
    return switch (result) {
      case Result.InForce(var block) -> BlockView.of(block);
      case Result.Lifted(var block) -> BlockView.of(block);
      case Result.GuardianMayNot _ ->
          throw Problem.of(
              HttpStatus.FORBIDDEN,
              "GUARDIAN_MAY_NOT_BLOCK",
              Text.of("A guardian may not block", "En vårdnadshavare får inte spärra"),
              Text.of(
                  "Expected the patient to ask: whoever has the custody of a child may not block"
                      + " the child's data (Patientdatalagen 4:4)",
                  "Vi väntade oss att patienten själv ber om det: vårdnadshavare får inte spärra"
                      + " barnets uppgifter (patientdatalagen 4 kap. 4 §)"));
      case Result.OnlyThePatient _ ->
          throw Problem.of(
              HttpStatus.FORBIDDEN,
              "ONLY_THE_PATIENT",
              Text.of("Only the patient may", "Bara patienten får"),
              Text.of(
                  "Expected the patient to ask for it; nothing was changed",
                  "Vi väntade oss att patienten själv ber om det; ingenting har ändrats"));
      case Result.IdTaken _ ->
          throw Problem.of(
              HttpStatus.CONFLICT,
              "OTHER_BODY_UNDER_THIS_ID",
              Text.of("Something else has this id", "Något annat har detta id"),
              Text.of(
                  "Expected what was sent under this id before, or a fresh id; nothing was changed",
                  "Vi väntade oss det som tidigare skickats med detta id, eller ett nytt id;"
                      + " ingenting har ändrats"));
    };
  }
}
