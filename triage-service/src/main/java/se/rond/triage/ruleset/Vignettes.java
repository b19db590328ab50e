package se.rond.triage.ruleset;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.rond.clinical.TriageRules;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs vignettes. Those that are shipped, one JSON object per line of {@code
 * vignettes/shipped.jsonl}, are run with every set: one of the same name that was put to a set
 * takes the place of a shipped one, so that whoever changes what it leads to says so.
 */
@Component
class Vignettes {

  private final List<Vignette> shipped;

  Vignettes(JsonMapper json) {
    this.shipped =
        ShippedText.of("/vignettes/shipped.jsonl")
            .lines()
            .map(line -> json.readValue(line, Vignette.class))
            .toList();
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

  static List<Vignette.Run> run(List<Vignette> vignettes, TriageRules rules, Instant now) {
    return vignettes.stream().map(one -> run(one, rules, now)).toList();
  }

  private static Vignette.Run run(Vignette vignette, TriageRules rules, Instant now) {
    var preview = SubmissionReader.preview(vignette.request(), now);
    var decision = rules.judge(preview.content(), preview.context());
    return new Vignette.Run(
        vignette,
        decision.level(),
        decision.needs().stream().map(NeedWithCapabilities::need).collect(Collectors.toSet()));
  }
}
