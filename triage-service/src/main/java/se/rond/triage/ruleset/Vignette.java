package se.rond.triage.ruleset;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Capability;
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
 * @param floor the highest level that a floor demands, ADVICE if none does; null if it is not asked
 * @param capabilities what a team brings that comes; null if it is not asked
 */
public record Vignette(
    String name,
    Label says,
    JsonNode request,
    Level level,
    Set<Need> needs,
    @Nullable Level floor,
    @Nullable Set<Capability> capabilities) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,79}");

  public Vignette {
    needs = inOrder(needs, Need.class);
    capabilities = capabilities == null ? null : inOrder(capabilities, Capability.class);
  }

  /** Returns true if {@code name} can be one's name. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns true if the other one is the same situation with the same answer, in other words. */
  boolean isAlike(Vignette other) {
    return request.equals(other.request)
        && level == other.level
        && needs.equals(other.needs)
        && floor == other.floor
        && Objects.equals(capabilities, other.capabilities);
  }

  /**
   * What became of it.
   *
   * @param level what the rules say
   * @param floor the highest level that a floor among them demands
   * @param capabilities what a team brings; nothing where none comes
   * @param insteadOf the shipped one whose place it has taken, if that one asks or expects
   *     something else
   */
  public record Run(
      Vignette vignette,
      Level level,
      Set<Need> needs,
      Level floor,
      Set<Capability> capabilities,
      @Nullable Vignette insteadOf) {

    public Run {
      needs = inOrder(needs, Need.class);
      capabilities = inOrder(capabilities, Capability.class);
    }

    /** Returns true if the rules say what was expected, as far as it was said. */
    public boolean passes() {
      return level == vignette.level()
          && needs.equals(vignette.needs())
          && (vignette.floor() == null || floor == vignette.floor())
          && (vignette.capabilities() == null || capabilities.equals(vignette.capabilities()));
    }
  }

  private static <E extends Enum<E>> Set<E> inOrder(Set<E> codes, Class<E> list) {
    var ordered = EnumSet.noneOf(list);
    ordered.addAll(codes);
    return Collections.unmodifiableSet(ordered);
  }
}
