package se.rond.triage.ruleset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.RuleSet;
import se.rond.clinical.Statement;
import se.rond.contracts.language.Text;

/**
 * One thing that two rule sets say differently, in words that a clinician reads.
 *
 * @param field its path in the document
 * @param what what it is about
 * @param was null if the earlier set said nothing of it
 * @param becomes null if the later set says nothing of it
 */
public record Difference(String field, Text what, @Nullable Text was, @Nullable Text becomes) {

  private static final Text NONE = Text.of("none", "ingen");

  /** Lists what is different, in the order of a page. */
  public static List<Difference> between(RuleSet from, RuleSet to) {
    var before = byField(from);
    var after = byField(to);
    var fields = new LinkedHashSet<>(before.keySet());
    fields.addAll(after.keySet());
    var differences = new ArrayList<Difference>();
    for (var field : fields) {
      var one = before.get(field);
      var other = after.get(field);
      if (one == null && other != null) {
        differences.add(new Difference(field, other.about(), null, other.says()));
      } else if (one != null && other == null) {
        differences.add(new Difference(field, one.about(), one.says(), null));
      } else if (one != null && other != null && !one.says().equals(other.says())) {
        differences.add(new Difference(field, other.about(), one.says(), other.says()));
      }
    }
    return differences;
  }

  /** All of it in a sentence. */
  public Text sentence() {
    if (was == null || becomes == null) {
      return was == null
          ? Text.of("{0}: new, {1}", "{0}: nytt, {1}").with(what, becomes == null ? NONE : becomes)
          : Text.of("{0}: {1} no longer holds", "{0}: {1} gäller inte längre").with(what, was);
    }
    return Text.of("{0}: {1} instead of {2}", "{0}: {1} i stället för {2}")
        .with(what, becomes, was);
  }

  private static Map<String, Statement> byField(RuleSet set) {
    var statements = new LinkedHashMap<String, Statement>();
    set.statements().forEach(one -> statements.put(one.field(), one));
    return statements;
  }
}
