package se.rond.triage.ruleset;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.Label;
import tools.jackson.databind.JsonNode;

/**
 * A made-up request, and what a rule set has to say of it.
 *
 * @param name small letters, digits and hyphens
 * @param says what the situation is
 * @param request the body of a preview
 */
public record Vignette(String name, Label says, JsonNode request, Level level, Set<Need> needs) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,79}");

  public Vignette {
    needs = inOrder(needs);
  }

  /** Returns true if {@code name} can be one's name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns true if the other one is the same situation with the same answer, in other words. */
  boolean isAlike(Vignette other) {
    return request.equals(other.request) && level == other.level && needs.equals(other.needs);
  }

  /**
   * What became of it.
   *
   * @param level what the rules say
   * @param insteadOf the shipped one whose place it has taken, if that one asks or expects
   *     something else
   */
  public record Run(Vignette vignette, Level level, Set<Need> needs, @Nullable Vignette insteadOf) {

    public Run {
      needs = inOrder(needs);
    }

    /** Returns true if the rules say what was expected. */
    public boolean passes() {
      return level == vignette.level() && needs.equals(vignette.needs());
    }
  }

  private static Set<Need> inOrder(Set<Need> needs) {
    var ordered = EnumSet.noneOf(Need.class);
    ordered.addAll(needs);
    return Collections.unmodifiableSet(ordered);
  }
}
