package se.rond.triage.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.rond.clinical.TriageRules;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.intake.FieldError;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.intake.SubmissionReader.Preview;
import se.rond.contracts.language.Text;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs vignettes. Those that are shipped, one JSON object per line of {@code
 * vignettes/shipped.jsonl}, are run with every set: one of the same name that was put to a set
 * takes the place of a shipped one, so that whoever changes what it leads to says so.
 */
@Component
class Vignettes {

  private final JsonMapper json;
  private final List<Vignette> shipped;
  private final Map<String, Vignette> shippedByName;

  Vignettes(JsonMapper json) {
    this.json = json;
    this.shipped =
        ShippedText.of("/vignettes/shipped.jsonl")
            .lines()
            .map(line -> json.readValue(line, Vignette.class))
            .toList();
    this.shippedByName =
        shipped.stream().collect(Collectors.toUnmodifiableMap(Vignette::name, one -> one));
  }

  List<Vignette> shipped() {
    return shipped;
  }

  /**
   * The shipped ones, with those of the same name replaced.
   *
   * @param others later ones take the place of earlier ones
   */
  @SafeVarargs
  final List<Vignette> with(List<Vignette>... others) {
    SequencedMap<String, Vignette> byName = new LinkedHashMap<>();
    shipped.forEach(one -> byName.put(one.name(), one));
    for (var some : others) {
      some.forEach(one -> byName.put(one.name(), one));
    }
    return List.copyOf(byName.values());
  }

  /**
   * Lists what of a vignette cannot be read, and what would make it say something else another day:
   * a time of before, and the age of who has an identifier, count from when the request was raised.
   */
  static List<FieldError> errors(Vignette vignette, Instant now) {
    var errors = new ArrayList<>(SubmissionReader.preview(vignette.request(), now).errors());
    if (errors.isEmpty()) {
      errors.addAll(unfixed(Fields.of(JsonBody.of(vignette.request()))));
    }
    if (errors.isEmpty()) {
      // Of the other day only who the patient is counts: anything else was read already.
      read(vignette, now).errors().stream()
          .filter(error -> error.field().startsWith("patient."))
          .forEach(errors::add);
    }
    return errors;
  }

  /**
   * Reads what a vignette asks. Who has an identifier is as old as when the request was raised, so
   * that a birthday changes nothing; one that was put before this was asked for may not say when.
   */
  private static Preview read(Vignette vignette, Instant now) {
    var request = Fields.of(JsonBody.of(vignette.request()));
    var raisedAt = hasIdentifier(request) ? request.instant("raisedAt") : null;
    return SubmissionReader.preview(
        vignette.request(),
        raisedAt == null || request.instant("deviceClock") != null ? now : raisedAt);
  }

  private static boolean hasIdentifier(Fields request) {
    return request.object("patient").object("identifier").isPresent();
  }

  private static List<FieldError> unfixed(Fields request) {
    if (!hasIdentifier(request)
        && !request.object("context").isPresent()
        && request.instant("lastKnownWell") == null) {
      return List.of();
    }
    if (request.instant("raisedAt") == null) {
      request.refuse(
          "raisedAt",
          Text.of(
              "a time, from which the age and what was before count, so that it says the same next"
                  + " year",
              "en tid, som åldern och det som var tidigare räknas från, så att den säger detsamma"
                  + " nästa år"),
          Text.of("none", "ingen"));
    }
    if (request.instant("deviceClock") != null) {
      request.refuse(
          "deviceClock",
          Text.of(
              "none: raisedAt is corrected by it to the day on which the vignette is run",
              "ingen: raisedAt räknas med den om till den dag då vinjetten körs"),
          Text.of("a time", "en tid"));
    }
    return request.errors();
  }

  /**
   * Runs vignettes.
   *
   * @param document where the rules stand
   */
  Trial trial(String document, List<Vignette> vignettes, TriageRules rules, Instant now) {
    var runs = vignettes.stream().map(one -> run(one, rules, now)).toList();
    return new Trial(runs, digest(document, runs));
  }

  private Vignette.Run run(Vignette vignette, TriageRules rules, Instant now) {
    var preview = read(vignette, now);
    var decision = rules.judge(preview.content(), preview.context());
    var replaced = shippedByName.get(vignette.name());
    return new Vignette.Run(
        vignette,
        decision.level(),
        decision.needs().stream().map(NeedWithCapabilities::need).collect(Collectors.toSet()),
        decision.floor(),
        decision.needs().stream()
            .flatMap(need -> need.capabilities().stream())
            .collect(Collectors.toSet()),
        replaced == null || replaced.isAlike(vignette) ? null : replaced);
  }

  private String digest(String document, List<Vignette.Run> runs) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(document.getBytes(UTF_8));
      // No document has it, so that no text can be counted with either side.
      sha.update((byte) 0);
      return HexFormat.of().formatHex(sha.digest(json.writeValueAsBytes(runs)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every JDK to know SHA-256", e);
    }
  }
}
