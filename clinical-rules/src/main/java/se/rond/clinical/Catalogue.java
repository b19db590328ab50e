package se.rond.clinical;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import se.rond.clinical.WarningSigns.Weight;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.triage.TriageDecision.Label;

/**
 * What a device offers a nurse to tick, and what it tells her without asking anybody: the locked
 * floor, which is the same for all regions.
 *
 * @param redFlags each of which always means 112
 * @param findings the warning signs
 * @param contactCauses the closed list
 */
public record Catalogue(List<Flag> redFlags, List<Sign> findings, List<Cause> contactCauses) {

  /** Of this build. */
  public static final Catalogue CURRENT =
      new Catalogue(
          Arrays.stream(RedFlag.values())
              .map(flag -> new Flag(flag.code(), new Label(flag.swedish(), flag.english())))
              .toList(),
          Arrays.stream(Finding.values()).map(Sign::of).toList(),
          Arrays.stream(ContactCause.values())
              .map(cause -> new Cause(cause.name(), new Label(cause.swedish(), cause.english())))
              .toList());

  public Catalogue {
    redFlags = List.copyOf(redFlags);
    findings = List.copyOf(findings);
    contactCauses = List.copyOf(contactCauses);
  }

  /** A red flag. */
  public record Flag(String code, Label label) {}

  /** A contact cause. */
  public record Cause(String code, Label label) {}

  /**
   * A warning sign.
   *
   * @param always112 whether it means 112 with every contact cause
   * @param emergencyWith the contact causes with which it means 112; all of them if {@code
   *     always112}
   * @param redFlags the red flags that it triggers with every contact cause
   */
  public record Sign(
      String code,
      Label label,
      boolean always112,
      List<ContactCause> emergencyWith,
      List<RedFlag> redFlags) {

    public Sign {
      emergencyWith = List.copyOf(emergencyWith);
      redFlags = List.copyOf(redFlags);
    }

    private static Sign of(Finding finding) {
      return new Sign(
          finding.name(),
          new Label(finding.swedish(), finding.english()),
          WarningSigns.isAlwaysLocked(finding),
          Arrays.stream(ContactCause.values())
              .filter(cause -> WarningSigns.weigh(finding, cause) != null)
              .toList(),
          alwaysTriggered(finding));
    }

    private static List<RedFlag> alwaysTriggered(Finding finding) {
      var always = EnumSet.allOf(RedFlag.class);
      for (var cause : ContactCause.values()) {
        always.retainAll(triggered(finding, cause));
      }
      return List.copyOf(always);
    }

    private static Set<RedFlag> triggered(Finding finding, ContactCause cause) {
      return WarningSigns.weigh(finding, cause) instanceof Weight.Flags(var flags)
          ? flags
          : Set.of();
    }
  }
}
