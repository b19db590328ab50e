package se.rond.clinical;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import se.rond.clinical.InvalidRuleSet.Problem;
import se.rond.clinical.yaml.Place;
import se.rond.clinical.yaml.YamlNode;

/** What was found wrong with a document so far; reading goes on, so that all of it is told. */
final class Problems {

  /** Longer texts are cut where they are repeated to the reader. */
  private static final int LONGEST_REPEATED = 60;

  private final List<Problem> found = new ArrayList<>();

  void add(Place place, String expected, String found) {
    this.found.add(new Problem(place, expected, found));
  }

  void add(YamlNode node, String expected) {
    add(node.place(), expected, describe(node));
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
      case YamlNode.Text(_, var value) ->
          value.isEmpty() ? "nothing" : "'" + value.substring(0, shown(value)) + "'";
      case YamlNode.Items(_, var items) -> "a list of " + items.size();
      case YamlNode.Fields(_, var fields) ->
          fields.isEmpty()
              ? "an empty mapping"
              : "a mapping with the key '" + fields.getFirst().name().value() + "'";
    };
  }

  private static int shown(String value) {
    return Math.min(value.length(), LONGEST_REPEATED);
  }
}
