package se.rond.clinical;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import se.rond.clinical.InvalidRuleSet.Problem;
import se.rond.clinical.yaml.Place;
import se.rond.clinical.yaml.YamlNode;

/**
 * What was found wrong with a document so far; reading goes on, so that all of it is told, as long
 * as a person would read it.
 */
final class Problems {

  /** Longer texts are cut where they are repeated to the reader. */
  private static final int LONGEST_REPEATED = 100;

  /** Nobody reads more of them; what is left is found the next time. */
  private static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();

  void add(Place place, String expected, String found) {
    if (this.found.size() < MOST) {
      this.found.add(new Problem(place, expected, cut(found)));
    }
  }

  void add(YamlNode node, String expected) {
    if (found.size() < MOST) {
      add(node.place(), expected, describe(node));
    }
  }

  int size() {
    return found.size();
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> inOrder() {
    return found.stream()
        .sorted(
            comparing((Problem problem) -> problem.place().line())
                .thenComparing(problem -> problem.place().column()))
        .toList();
  }

  static String describe(YamlNode node) {
    return switch (node) {
      case YamlNode.Text(_, var value) -> value.isEmpty() ? "nothing" : "'" + cut(value) + "'";
      case YamlNode.Items(_, var items) -> "a list of " + items.size();
      case YamlNode.Fields(_, var fields) ->
          fields.isEmpty()
              ? "an empty mapping"
              : "a mapping with the key '" + cut(fields.getFirst().name().value()) + "'";
    };
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_REPEATED ? text : text.substring(0, LONGEST_REPEATED) + "…";
  }
}
