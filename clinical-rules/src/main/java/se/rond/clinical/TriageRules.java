package se.rond.clinical;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;
import se.rond.contracts.triage.TriageDecision.UnjudgedRule;

/**
 * The default rule set: from what is known of a request to the level and the needs, with the
 * reasons.
 *
 * <p>The level is the highest of all rules that fire. The needs are their union; a team brings what
 * the contact cause asks for, whichever rule asked for the team. At EMERGENCY_112 there are no
 * needs: the nurse rings, nobody is dispatched. Same input, equal answer: nothing is read from a
 * clock, a table or chance.
 *
 * <p>None of this is approved for clinical use (clinical reference, "Safety statement").
 *
 * @param hipFractureStrategy the region's choice for a suspected hip fracture without hard signs
 */
public record TriageRules(HipFractureStrategy hipFractureStrategy) {

  /** The demonstration regions' rules: X-ray at home first. */
  public static final TriageRules DEFAULT = new TriageRules(HipFractureStrategy.MOBILE_XRAY_FIRST);

  /** A suspected hip fracture at another cause than HIP_PAIN (clinical reference 2.7). */
  static final String HIP_FRACTURE = "HIP-FRACTURE";

  private static final Set<Finding> SIGNS_OF_HIP_FRACTURE =
      Set.of(Finding.HIP_SIGNS, Finding.CANNOT_LIFT_LEG);

  /** Floors first, then the highest level, then by id. */
  private static final Comparator<FiredRule> IN_ORDER =
      comparing(FiredRule::kind).thenComparing(FiredRule::level).thenComparing(FiredRule::rule);

  /** Which rules these are. The strategy is part of the id, so that a decision can be replayed. */
  public RuleSetVersion version() {
    return switch (hipFractureStrategy) {
      case MOBILE_XRAY_FIRST -> new RuleSetVersion("rond-default", "1");
      case AMBULANCE_FIRST -> new RuleSetVersion("rond-default-ambulance-first", "1");
    };
  }

  /**
   * Returns true if any rule, floor or proposal, means that the nurse rings 112 now: the locked
   * floor, and causes whose usual level is 112, such as a suspected stroke that nobody ticked.
   */
  public boolean demandsEmergency(ClinicalContent content, TriageContext context) {
    return judge(content, context).level() == Level.EMERGENCY_112;
  }

  /** Judges a request by all rules. Content may be partial; what is missing never lowers. */
  public TriageDecision judge(ClinicalContent content, TriageContext context) {
    return judge(content, context, _ -> true);
  }

  /**
   * Judges a request by the floors alone: what it is not below, whatever a contact cause usually
   * leads to. ADVICE where no floor speaks. For where nobody can judge it by all rules.
   */
  public TriageDecision judgeByFloors(ClinicalContent content, TriageContext context) {
    return judge(content, context, rule -> rule.fired().kind() == RuleKind.FLOOR);
  }

  /** What a team brings to that patient, whichever rule or person asks for the team. */
  public Set<Capability> teamBrings(ClinicalContent content) {
    var teamBrings = EnumSet.noneOf(Capability.class);
    teamBrings.addAll(Causes.propose(content, hipFractureStrategy).teamBrings());
    if (isHipFractureSuspectedBesideTheCause(content)) {
      teamBrings.addAll(Causes.suspectedHipFracture(content, hipFractureStrategy).teamBrings());
    }
    return teamBrings;
  }

  private TriageDecision judge(
      ClinicalContent content, TriageContext context, Predicate<Rule> counts) {
    var score = News2.score(content, context.spo2Scale());
    var locked = LockedFloor.judge(content, context);
    var floor = DefaultFloor.judge(content, score);

    var all = new ArrayList<Rule>();
    locked.fired().forEach(fired -> all.add(new Rule(fired, Set.of())));
    all.addAll(floor.rules());
    all.add(usualLevel(Causes.causeOf(content), Causes.propose(content, hipFractureStrategy)));
    if (isHipFractureSuspectedBesideTheCause(content)) {
      all.add(hipFracture(Causes.suspectedHipFracture(content, hipFractureStrategy)));
    }
    var rules = all.stream().filter(counts).toList();

    var level =
        rules.stream().map(rule -> rule.fired().level()).reduce(Level.ADVICE, Level::highest);
    var notEvaluated = new ArrayList<UnjudgedRule>(locked.notEvaluated());
    notEvaluated.addAll(floor.notEvaluated());
    return new TriageDecision(
        level,
        needs(level, rules, teamBrings(content)),
        score,
        rules.stream().map(Rule::fired).sorted(IN_ORDER).toList(),
        notEvaluated,
        version(),
        context);
  }

  private static List<NeedWithCapabilities> needs(
      Level level, List<Rule> rules, Set<Capability> teamBrings) {
    if (level == Level.EMERGENCY_112) {
      return List.of();
    }
    var needs = EnumSet.noneOf(Need.class);
    rules.forEach(rule -> needs.addAll(rule.needs()));
    return needs.stream()
        .map(
            need ->
                switch (need) {
                  case PHYSICIAN_CONTACT, NURSE_VISIT -> new NeedWithCapabilities(need, Set.of());
                  case TEAM_VISIT -> new NeedWithCapabilities(need, teamBrings);
                })
        .toList();
  }

  private static Rule usualLevel(ContactCause cause, Causes.Proposal proposal) {
    return proposed(
        "CAUSE-" + cause.name(),
        new Label(cause.swedish() + ": vanlig vårdnivå", cause.english() + ": usual level of care"),
        proposal);
  }

  private static Rule hipFracture(Causes.Proposal proposal) {
    return proposed(
        HIP_FRACTURE, new Label("Misstänkt höftfraktur", "Suspected hip fracture"), proposal);
  }

  private static Rule proposed(String rule, Label label, Causes.Proposal proposal) {
    return new Rule(
        new FiredRule(
            rule, RuleKind.PROPOSAL, proposal.level(), label, new TreeMap<>(proposal.facts())),
        ownNeed(proposal.level()));
  }

  /** What a usual level asks for. */
  private static Set<Need> ownNeed(Level level) {
    return switch (level) {
      case EMERGENCY_112 -> Set.of();
      case PHYSICIAN_NOW, PHYSICIAN_TODAY -> Set.of(Need.PHYSICIAN_CONTACT);
      case MOBILE_TEAM_2H, MOBILE_TEAM_TODAY -> Set.of(Need.TEAM_VISIT);
      case NURSE, ADVICE -> Set.of(Need.NURSE_VISIT);
    };
  }

  private static boolean isHipFractureSuspectedBesideTheCause(ClinicalContent content) {
    return content.contactCause() != ContactCause.HIP_PAIN
        && content.findings().stream().anyMatch(SIGNS_OF_HIP_FRACTURE::contains);
  }
}
