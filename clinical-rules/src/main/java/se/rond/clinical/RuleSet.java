package se.rond.clinical;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;

/**
 * A rule set as a document says it, read and checked: docs/rule-sets.md. It adds to the {@link
 * LockedFloor} and can take nothing from it.
 */
public final class RuleSet implements RuleDocument {

  /** Between the ids, and the versions, of a region's set and what a municipality adds. */
  private static final String BESIDE = "+";

  private final Header header;
  private final Map<HipFractureStrategy, String> ids;
  private final Set<ContactCause> vitalsNotRequired;
  private final Map<XrayRegion, Set<Capability>> xray;
  private final Map<ContactCause, UsualLevel> causes;
  private final List<Rule> rules;

  /** Rules that ask for one warning sign and nothing else, by that sign. */
  private final Map<Finding, List<Rule>> bySign;

  /** All others. */
  private final List<Rule> others;

  RuleSet(
      Header header,
      Map<HipFractureStrategy, String> ids,
      Set<ContactCause> vitalsNotRequired,
      Map<XrayRegion, Set<Capability>> xray,
      Map<ContactCause, UsualLevel> causes,
      List<Rule> rules) {
    this.header = header;
    this.ids = Map.copyOf(ids);
    var exempt = EnumSet.noneOf(ContactCause.class);
    exempt.addAll(vitalsNotRequired);
    this.vitalsNotRequired = Collections.unmodifiableSet(exempt);
    this.xray = Map.copyOf(xray);
    this.causes = Collections.unmodifiableMap(new EnumMap<>(causes));
    this.rules = List.copyOf(rules);
    this.bySign = new EnumMap<>(Finding.class);
    var others = new ArrayList<Rule>();
    for (var rule : rules) {
      if (rule.when() instanceof Condition.Unlocked(var finding)) {
        bySign.computeIfAbsent(finding, _ -> new ArrayList<>()).add(rule);
      } else {
        others.add(rule);
      }
    }
    this.others = List.copyOf(others);
  }

  /** The document of {@link #shipped()}, which a region begins its own from. */
  public static String shippedDocument() {
    return ShippedText.of("/rule-sets/rond-default.yaml");
  }

  /**
   * Reads the set that is shipped; nobody has approved it for clinical use. Read it once and hand
   * it on.
   *
   * @throws InvalidRuleSet if it cannot be used: then the program was built wrong
   */
  public static RuleSet shipped() {
    return read(shippedDocument());
  }

  /**
   * Reads a document.
   *
   * @throws InvalidRuleSet if it is not one that can be used, with every reason and its place
   */
  public static RuleSet read(String yaml) {
    return RuleSetReader.read(yaml);
  }

  /**
   * What a set is called, and who answers for it.
   *
   * @param id without the choices of a region
   * @param region null for any
   * @param approver null if nobody has approved it
   * @param changes what is new in this version
   */
  public record Header(
      String id,
      String version,
      @Nullable String region,
      LocalDate validFrom,
      @Nullable Approver approver,
      Label changes) {}

  /** Who has approved a set, in which role. */
  public record Approver(String name, String role) {}

  /** What the set is called, and who answers for it. */
  @Override
  public Header header() {
    return header;
  }

  /**
   * The strategies for a suspected hip fracture that the set can be used with; each makes a set of
   * its own, with an id of its own.
   */
  public Set<HipFractureStrategy> strategies() {
    return ids.keySet();
  }

  /**
   * The id and version of the set with a region's choice.
   *
   * @throws IllegalArgumentException if the set does not offer the choice
   */
  RuleSetVersion version(HipFractureStrategy strategy) {
    var id = ids.get(strategy);
    if (id == null) {
      throw new IllegalArgumentException(
          "Expected a strategy of %s, one of %s, but found %s"
              .formatted(header.id(), ids.keySet(), strategy));
    }
    return new RuleSetVersion(id, header.version());
  }

  Set<ContactCause> vitalsNotRequired() {
    return vitalsNotRequired;
  }

  Set<Capability> xrayOf(@Nullable XrayRegion region) {
    return region == null ? Set.of() : xray.getOrDefault(region, Set.of());
  }

  UsualLevel usualLevel(ContactCause cause) {
    var usual = causes.get(cause);
    if (usual == null) {
      throw new IllegalStateException("Expected a usual level of " + cause + ", but found none");
    }
    return usual;
  }

  /** What each choice of a region makes of the set: its ids, all with one version. */
  public Set<RuleSetVersion> versions() {
    return ids.values().stream()
        .map(id -> new RuleSetVersion(id, header.version()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns true if a decision that names these rules was made by this set: in any version, with
   * any choice, and with what a municipality {@linkplain #tightenedBy adds}.
   */
  boolean isNamedIn(RuleSetVersion version) {
    var id = version.id();
    return ids.values().stream().anyMatch(own -> id.equals(own) || id.startsWith(own + BESIDE));
  }

  /**
   * This set with a municipality's rules beside its own. It is called after both, so that a
   * decision can be replayed.
   */
  public RuleSet tightenedBy(MunicipalRules municipal) {
    var both = new EnumMap<HipFractureStrategy, String>(HipFractureStrategy.class);
    ids.forEach((strategy, id) -> both.put(strategy, id + BESIDE + municipal.header().id()));
    var all = new ArrayList<>(rules);
    all.addAll(municipal.rules());
    return new RuleSet(
        new Header(
            header.id() + BESIDE + municipal.header().id(),
            header.version() + BESIDE + municipal.header().version(),
            header.region(),
            header.validFrom(),
            header.approver(),
            municipal.header().changes()),
        both,
        vitalsNotRequired,
        xray,
        causes,
        all);
  }

  /** Everything that the set says, in words, in the order of a page. */
  public List<Statement> statements() {
    return InWords.of(this);
  }

  Map<XrayRegion, Set<Capability>> xray() {
    return xray;
  }

  Map<HipFractureStrategy, String> ids() {
    return ids;
  }

  /** The same with other rules beside the usual levels. */
  RuleSet with(List<Rule> others) {
    return new RuleSet(header, ids, vitalsNotRequired, xray, causes, others);
  }

  /** The rules beside the usual levels, in the order of the document. */
  List<Rule> rules() {
    return rules;
  }

  /** Those of them that ask for one warning sign and nothing else. */
  List<Rule> whereFound(Finding finding) {
    return bySign.getOrDefault(finding, List.of());
  }

  /** Those of them that ask for more, or for something else. */
  List<Rule> others() {
    return others;
  }
}
