package se.rond.triage.ruleset;

import org.springframework.stereotype.Component;
import se.rond.access.Caller;
import se.rond.access.Role;
import se.rond.contracts.language.Text;

/** Who writes the rules of a territory, who approves them, and who says when they begin and end. */
@Component
public class Authority {

  private static final Text WRITER =
      Text.of("a coordinator, physician or MAS", "en koordinator, läkare eller MAS");

  private static final Text APPROVER =
      Text.of(
          "a physician, or for a municipality a MAS, who has not drafted it",
          "en läkare, eller för en kommun en MAS, som inte har skrivit utkastet");

  private static final Text STARTER =
      Text.of(
          "a coordinator or a physician, or for a municipality a MAS",
          "en koordinator eller läkare, eller för en kommun en MAS");

  private final RuleSets ruleSets;

  Authority(RuleSets ruleSets) {
    this.ruleSets = ruleSets;
  }

  /** Returns whether the caller is of those who write rules, wherever they do. */
  public static boolean isWriter(Caller caller) {
    return caller.role() == Role.COORDINATOR
        || caller.role() == Role.PHYSICIAN
        || caller.role() == Role.MAS;
  }

  /** Who they are, wherever they write. */
  static Text writers() {
    return WRITER;
  }

  /** Returns whether the caller writes the rules of a territory. */
  public boolean mayWrite(Territory territory, Caller caller) {
    return isWriter(caller) && isWhollyOf(territory, caller);
  }

  static Text writers(Territory territory) {
    return of(territory, WRITER);
  }

  /** Whoever answers for care in the region, or in the municipality; and is not who drafted it. */
  boolean mayApprove(Version version, Caller caller) {
    return (caller.role() == Role.PHYSICIAN || isMas(version, caller))
        && isWhollyOf(version.territory(), caller)
        && !version.drafted().person().equals(caller.person().toString());
  }

  static Text approvers(Territory territory) {
    return of(territory, APPROVER);
  }

  boolean mayStart(Version version, Caller caller) {
    return (caller.role() == Role.COORDINATOR
            || caller.role() == Role.PHYSICIAN
            || isMas(version, caller))
        && isWhollyOf(version.territory(), caller);
  }

  static Text starters(Territory territory) {
    return of(territory, STARTER);
  }

  private static boolean isMas(Version version, Caller caller) {
    return version.territory().municipality() != null && caller.role() == Role.MAS;
  }

  /** A region's rules are the business of who works in all of it, as its agreement is. */
  private boolean isWhollyOf(Territory territory, Caller caller) {
    var municipalities = ruleSets.listMunicipalities(territory.region());
    var own = territory.municipality();
    return own == null
        ? !municipalities.isEmpty() && caller.municipalities().containsAll(municipalities)
        : municipalities.contains(own) && caller.municipalities().contains(own);
  }

  private static Text of(Territory territory, Text who) {
    return territory.municipality() == null
        ? Text.of(
                "{0}, working in all municipalities of the region",
                "{0}, med uppdrag i regionens alla kommuner")
            .with(who)
        : who;
  }
}
