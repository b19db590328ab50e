package se.rond.triage.ruleset;

import java.util.List;

/**
 * What a version says of every vignette: what is read before it is approved.
 *
 * @param digest of the document, the vignettes and what the rules say of them, as 64 hexadecimal
 *     digits: what two persons read is the same if theirs are
 */
public record Trial(List<Vignette.Run> runs, String digest) {

  public Trial {
    runs = List.copyOf(runs);
  }

  /** Those of which the rules say something else than was expected. */
  public List<Vignette.Run> failed() {
    return runs.stream().filter(run -> !run.passes()).toList();
  }
}
