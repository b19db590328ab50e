package se.rond.clinical;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.yaml.YamlNode;

/**
 * A closed list that a document may take codes from.
 *
 * @param what what one of them is, for example "a level"
 */
record Codes<T>(String what, SequencedMap<String, T> byCode) {

  /** A list that is longer is not printed whole. */
  private static final int MOST_PRINTED = 12;

  /** A mistake that somebody makes when typing: so many letters at most. */
  private static final int MOST_WRONG_LETTERS = 3;

  /** No code is longer. */
  private static final int LONGEST_COMPARED = 80;

  @Nullable T read(YamlNode node, Problems problems) {
    if (node instanceof YamlNode.Text(_, var code)) {
      var one = byCode.get(code);
      if (one != null) {
        return one;
      }
      problems.add(node, expected(code));
      return null;
    }
    problems.add(node, expected(""));
    return null;
  }

  /** Reads a list of codes, each at most once. */
  Set<T> readAll(YamlNode node, Problems problems) {
    var some = new LinkedHashSet<T>();
    if (!(node instanceof YamlNode.Items(_, var items))) {
      problems.add(node, "a list, each " + expected(""));
      return some;
    }
    for (var item : items) {
      var one = read(item, problems);
      if (one != null && !some.add(one)) {
        problems.add(item, "each code once");
      }
    }
    return some;
  }

  private String expected(String written) {
    return byCode.size() <= MOST_PRINTED
        ? what + ", one of " + String.join(", ", byCode.keySet())
        : what + " (docs/rule-sets.md)" + nearest(written, byCode.keySet());
  }

  /** Names the code that was probably meant, if there is one. */
  static String nearest(String written, Collection<String> codes) {
    if (written.isEmpty() || written.length() > LONGEST_COMPARED) {
      return "";
    }
    return codes.stream()
        .min(comparingInt(code -> distance(written, code)))
        .filter(code -> distance(written, code) <= MOST_WRONG_LETTERS)
        .map(code -> ", maybe " + code)
        .orElse("");
  }

  /** How many letters have to be put in, taken out or changed (Levenshtein). */
  private static int distance(String one, String other) {
    var before = new int[other.length() + 1];
    for (var j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (var i = 1; i <= one.length(); i++) {
      var now = new int[other.length() + 1];
      now[0] = i;
      for (var j = 1; j <= other.length(); j++) {
        var changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + changed);
      }
      before = now;
    }
    return before[other.length()];
  }
}
