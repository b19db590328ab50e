package se.rond.clinical;

import java.util.List;
import java.util.stream.Collectors;
import se.rond.clinical.yaml.Place;

/** A document is no rule set that can be used; every reason that was found, in its order. */
public final class InvalidRuleSet extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InvalidRuleSet(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of the document. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param expected what should stand there
   * @param found what does
   */
  public record Problem(Place place, String expected, String found) {
    @Override
    public String toString() {
      return place + ": Expected " + expected + ", but found " + found;
    }
  }
}
