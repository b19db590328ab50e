package se.rond.clinical;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Rule.Step;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision;
import se.rond.contracts.triage.TriageDecision.EarlyWarningScore;
import se.rond.contracts.triage.TriageDecision.FiredRule;
import se.rond.contracts.triage.TriageDecision.NeedWithCapabilities;
import se.rond.contracts.triage.TriageDecision.RuleKind;
import se.rond.contracts.triage.TriageDecision.RuleSetVersion;
import se.rond.contracts.triage.TriageDecision.UnjudgedRule;

/**
 * Judges by the locked floor and a rule set: from what is known of a request to the level and the
 * needs, with the reasons.
 *
 * <p>The level is the highest of all rules that fire, and one more where a rule raises: once,
 * however many do, and no further than PHYSICIAN_NOW. The needs are their union; a team brings what
 * the contact cause asks for, whichever rule asked for the team. At EMERGENCY_112 there are no
 * needs: the nurse rings, nobody is dispatched. Same input, equal answer: nothing is read from a
 * clock, a table or chance.
 *
 * <p>None of this is approved for clinical use (clinical reference, "Safety statement").
 */
public final class TriageRules {

  /** What a decision shows of a fact that is to be shown and not known. */
  private static final String NOT_MEASURED = "not measured";

  /** Floors first, then the highest level, then by id. */
  private static final Comparator<FiredRule> IN_ORDER =
      comparing(FiredRule::kind).thenComparing(FiredRule::level).thenComparing(FiredRule::rule);

  private final RuleSet set;
  private final HipFractureStrategy hipFractureStrategy;
  private final Floor floor;
  private final UnaryOperator<Level> oneUp;
  private final RuleSetVersion version;

  /**
   * @param hipFractureStrategy the region's choice for a suspected hip fracture without hard signs
   * @throws IllegalArgumentException if the set does not offer that choice
   */
  public TriageRules(RuleSet set, HipFractureStrategy hipFractureStrategy) {
    this(set, hipFractureStrategy, LockedFloor::judge, Level::raisedByOne);
  }

  /**
   * With a floor that is not locked, or another level than the next one up, for tests of what those
   * guard.
   */
  TriageRules(
      RuleSet set,
      HipFractureStrategy hipFractureStrategy,
      Floor floor,
      UnaryOperator<Level> oneUp) {
    this.set = set;
    this.hipFractureStrategy = hipFractureStrategy;
    this.floor = floor;
    this.oneUp = oneUp;
    this.version = set.version(hipFractureStrategy);
  }

  /** Reads the rule set that is shipped, for use with a region's choice. */
  public static TriageRules shipped(HipFractureStrategy hipFractureStrategy) {
    return new TriageRules(RuleSet.shipped(), hipFractureStrategy);
  }

  /** Which rules these are. The strategy is part of the id, so that a decision can be replayed. */
  public RuleSetVersion version() {
    return version;
  }

  /**
   * Returns true if a decision that names these rules was made by the same set: in any version,
   * with any choice, and with what a municipality adds.
   */
  public boolean areOfTheSetOf(RuleSetVersion decided) {
    return set.isNamedIn(decided);
  }

  /**
   * Returns true if any rule, floor or proposal, means that the nurse rings 112 now: the locked
   * floor, and causes whose usual level is 112, such as a suspected stroke that nobody ticked.
   */
  public boolean demandsEmergency(ClinicalContent content, ContextUsed context) {
    return judge(content, context).level() == Level.EMERGENCY_112;
  }

  /** Judges a request by all rules. Content may be partial; what is missing never lowers. */
  public TriageDecision judge(ClinicalContent content, ContextUsed context) {
    return judge(content, context, _ -> true);
  }

  /**
   * Judges a request by the floors alone: what it is not below, whatever a contact cause usually
   * leads to. ADVICE where no floor speaks. For where nobody can judge it by all rules.
   *
   * <p>The needs are those that a floor names. One that raises names none: whoever decides the
   * level adds that level's own, and it may be another than the floors lead to.
   */
  public TriageDecision judgeByFloors(ClinicalContent content, ContextUsed context) {
    return judge(content, context, kind -> kind == RuleKind.FLOOR);
  }

  /**
   * What a team brings to that patient, whichever rule or person asks for the team. The patient's
   * SpO2 scale is not known there, and taken as 1.
   */
  public Set<Capability> teamBrings(ClinicalContent content) {
    var context = ContextUsed.NOTHING;
    return judged(content, context, News2.score(content, context.spo2Scale())).teamBrings;
  }

  private TriageDecision judge(
      ClinicalContent content, ContextUsed context, Predicate<RuleKind> counts) {
    var score = News2.score(content, context.spo2Scale());
    var locked = floor.judge(content, context, score);
    var judging = judged(content, context, score);

    var strong = new ArrayList<Demand>();
    var fired = new ArrayList<>(locked.fired());
    for (var line : locked.fired()) {
      strong.add(new Demand(line.kind(), line.level(), Set.of(), () -> line));
    }
    for (var listed : judging.listed) {
      if (counts.test(listed.kind())) {
        strong.add(listed);
        fired.add(listed.told().rule());
      }
    }
    var all = new ArrayList<>(strong);
    for (var unlisted : judging.unlisted) {
      if (counts.test(unlisted.kind())) {
        all.add(unlisted);
        if (!unlisted.isSaidByAny(strong)) {
          fired.add(unlisted.told().rule());
        }
      }
    }

    for (var raise : judging.raises(all, counts)) {
      all.add(raise.demand());
      if (!raise.isUnlisted() || !raise.demand().isSaidByAny(strong)) {
        fired.add(raise.demand().told().rule());
      }
    }
    var level = highest(all, _ -> true);
    var notEvaluated = new ArrayList<>(locked.notEvaluated());
    for (var unjudged : judging.unjudged) {
      if (!unjudged.isHiddenBy(strong)) {
        notEvaluated.add(unjudged.told());
      }
    }
    judging.outweighed.filter(rule -> !isTold(rule, notEvaluated)).ifPresent(notEvaluated::add);
    fired.sort(IN_ORDER);
    return new TriageDecision(
        level, needs(level, all, judging.teamBrings), score, fired, notEvaluated, version, context);
  }

  private static Level highest(List<Demand> demands, Predicate<RuleKind> some) {
    var level = Level.ADVICE;
    for (var demand : demands) {
      if (some.test(demand.kind())) {
        level = Level.highest(level, demand.level());
      }
    }
    return level;
  }

  /** Returns true if each fact that a rule misses is told beside another. */
  private static boolean isTold(UnjudgedRule rule, List<UnjudgedRule> told) {
    return rule.missing().stream()
        .allMatch(fact -> told.stream().anyMatch(other -> other.missing().contains(fact)));
  }

  private Judging judged(ClinicalContent content, ContextUsed context, EarlyWarningScore score) {
    var known = Known.of(content, context, score, hipFractureStrategy, set.vitalsNotRequired());
    var judging = new Judging(known);
    for (var rule : set.others()) {
      judging.rule(rule);
    }
    for (var finding : content.findings()) {
      for (var rule : set.whereFound(finding)) {
        judging.rule(rule);
      }
    }
    judging.usualLevel(set.usualLevel(known.cause()));
    return judging;
  }

  /**
   * Finds the nearest change of one value to a higher level, and to a lower one. Takes some
   * thousand judgements, so it is for who asks, not for every request.
   */
  public NearestChanges nearest(ClinicalContent content, ContextUsed context) {
    return WhatIf.of(this, content, context);
  }

  /** What is judged before any rule set, and stands whatever a rule set says. */
  interface Floor {
    Judgement judge(ClinicalContent content, ContextUsed context, EarlyWarningScore score);
  }

  /** What a rule that holds demands; its line is written only if it is listed. */
  private record Demand(RuleKind kind, Level level, Set<Need> needs, Telling told) {

    /**
     * Returns true if another demands at least as much, so that this one adds nothing. A proposal
     * says nothing for a floor, below which it lets a nurse go.
     */
    boolean isSaidBy(Demand other) {
      if (kind == RuleKind.FLOOR && other.kind == RuleKind.PROPOSAL) {
        return false;
      }
      return other.level == Level.EMERGENCY_112
          || (other.level.isAtLeast(level) && other.needs.containsAll(needs));
    }

    boolean isSaidByAny(List<Demand> others) {
      for (var other : others) {
        if (isSaidBy(other)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * A rule that could not be judged.
   *
   * @param unlisted what it could demand, if it is left out while something listed demands as much;
   *     null if it is told in any case
   */
  private record Unjudged(UnjudgedRule told, @Nullable Demand unlisted) {

    boolean isHiddenBy(List<Demand> listed) {
      return unlisted != null && unlisted.isSaidByAny(listed);
    }
  }

  /** One level more than what was demanded; left out of the explanation like any other rule. */
  private record Raise(Demand demand, boolean isUnlisted) {}

  private interface Telling {
    FiredRule rule();
  }

  /** One judgement as it is made. */
  private final class Judging {

    private final Known known;
    private final List<Demand> listed = new ArrayList<>();
    private final List<Demand> unlisted = new ArrayList<>();
    private final List<Unjudged> unjudged = new ArrayList<>();
    private final List<Rule> raising = new ArrayList<>();

    /** An exemption that was stated and does not count, since something is missing. */
    private Optional<UnjudgedRule> outweighed = Optional.empty();

    private final Set<Capability> teamBrings = EnumSet.noneOf(Capability.class);

    private Judging(Known known) {
      this.known = known;
    }

    private void rule(Rule rule) {
      switch (rule.when().holds(known)) {
        case FALSE -> {}
        case UNKNOWN -> {
          var missing = new Missing();
          rule.when().miss(known, missing);
          unjudged.add(
              new Unjudged(
                  new UnjudgedRule(rule.id(), missing.facts()),
                  isUnlisted(rule) ? demandOf(rule) : null));
        }
        case TRUE -> {
          if (rule.raises()) {
            raising.add(rule);
            return;
          }
          teamBrings.addAll(rule.capabilities());
          if (!rule.higher().isEmpty()) {
            teamBringsBy(rule.higher());
            doubts(rule.id(), rule.higher(), rule.shows() == null ? List.of() : rule.shows());
          }
          (isUnlisted(rule) ? unlisted : listed).add(demandOf(rule));
        }
      }
    }

    private Demand demandOf(Rule rule) {
      return rule.raises()
          ? demandOf(rule, rule.kind(), Level.PHYSICIAN_NOW, ownNeed(Level.PHYSICIAN_NOW))
          : demandOf(rule, rule.kind(), raised(rule.level(), rule.higher()), rule.needs());
    }

    private Demand demandOf(Rule rule, RuleKind kind, Level level, Set<Need> needs) {
      return new Demand(
          kind,
          level,
          needs,
          () -> new FiredRule(rule.id(), kind, level, rule.label(), factsOf(rule)));
    }

    /**
     * What the rules that raise make of all other demands: each the same one level more, so that
     * several are as one. What is a floor raises the floors for good, and what is proposed above
     * them as a proposal.
     */
    private List<Raise> raises(List<Demand> demands, Predicate<RuleKind> counts) {
      if (raising.isEmpty()) {
        return List.of();
      }
      var floor = oneUp.apply(highest(demands, kind -> kind == RuleKind.FLOOR));
      var level = oneUp.apply(highest(demands, _ -> true));
      var isWhole = counts.test(RuleKind.PROPOSAL);
      var raises = new ArrayList<Raise>();
      for (var rule : raising) {
        if (!counts.test(rule.kind())) {
          continue;
        }
        var isUnlisted = isUnlisted(rule);
        var needs = ownNeed(level);
        if (rule.kind() == RuleKind.FLOOR) {
          // Of floors alone this is not the level of the request, whose own need it would bring.
          var floors = isWhole && floor == level ? needs : Set.<Need>of();
          raises.add(new Raise(demandOf(rule, RuleKind.FLOOR, floor, floors), isUnlisted));
        }
        if (rule.kind() == RuleKind.PROPOSAL || floor != level) {
          raises.add(new Raise(demandOf(rule, RuleKind.PROPOSAL, level, needs), isUnlisted));
        }
      }
      return raises;
    }

    private boolean isUnlisted(Rule rule) {
      var unlistedWhen = rule.unlistedWhen();
      return unlistedWhen != null && unlistedWhen.holds(known) == Truth.TRUE;
    }

    private void usualLevel(UsualLevel usual) {
      var region = known.content().xrayRegion();
      teamBrings.addAll(usual.brings());
      teamBrings.addAll(region == null ? usual.xrayWithoutRegion() : set.xrayOf(region));
      var exempt = usual.exempt();
      var isExempt = exempt != null && exempt.counts(known);
      var from = exempt != null && isExempt ? exempt.level() : usual.level();
      var level = raised(from, usual.higher());
      teamBringsBy(usual.higher());
      doubts(usual.rule(), usual.higher(), usual.shows());
      if (exempt != null) {
        var missing = new Missing();
        exempt.miss(known, missing);
        if (!missing.isEmpty()) {
          outweighed = Optional.of(new UnjudgedRule(usual.rule(), missing.facts()));
        }
      }
      listed.add(
          new Demand(
              RuleKind.PROPOSAL,
              level,
              ownNeed(level),
              () ->
                  new FiredRule(
                      usual.rule(),
                      RuleKind.PROPOSAL,
                      level,
                      usual.label(),
                      factsOf(usual, isExempt))));
    }

    /** The highest of a level and what raises it. */
    private Level raised(Level level, List<Step> higher) {
      var highest = level;
      for (var step : higher) {
        if (step.counts(known)) {
          highest = Level.highest(highest, step.level());
        }
      }
      return highest;
    }

    /** Tells what raised a level for not being known, unless the rule shows that itself. */
    private void doubts(String rule, List<Step> higher, List<Fact> shows) {
      var missing = new Missing();
      for (var step : higher) {
        if (step.when().holds(known) == Truth.UNKNOWN) {
          step.when().miss(known, missing);
        }
      }
      shows.forEach(fact -> missing.remove(fact.name()));
      if (!missing.isEmpty()) {
        unjudged.add(new Unjudged(new UnjudgedRule(rule, missing.facts()), null));
      }
    }

    private void teamBringsBy(List<Step> higher) {
      for (var step : higher) {
        if (step.counts(known)) {
          teamBrings.addAll(step.capabilities());
        }
      }
    }

    private SortedMap<String, String> factsOf(Rule rule) {
      var facts = new TreeMap<String, String>();
      if (rule.shows() == null) {
        rule.when().tell(known, facts);
        tell(rule.higher(), facts);
      } else {
        show(rule.shows(), facts);
      }
      return facts;
    }

    private SortedMap<String, String> factsOf(UsualLevel usual, boolean isExempt) {
      var facts = new TreeMap<String, String>();
      tell(usual.higher(), facts);
      var exempt = usual.exempt();
      if (exempt != null && isExempt) {
        facts.put(exempt.stated().name(), "true");
      }
      show(usual.shows(), facts);
      return facts;
    }

    private void tell(List<Step> higher, SortedMap<String, String> facts) {
      for (var step : higher) {
        if (step.when().holds(known) == Truth.TRUE) {
          step.when().tell(known, facts);
        }
      }
    }

    private void show(List<Fact> shows, SortedMap<String, String> facts) {
      for (var fact : shows) {
        facts.put(fact.shownAs(known), notNull(fact.shown(known)));
      }
    }

    private static String notNull(@Nullable String shown) {
      return shown == null ? NOT_MEASURED : shown;
    }
  }

  private static List<NeedWithCapabilities> needs(
      Level level, List<Demand> demands, Set<Capability> teamBrings) {
    if (level == Level.EMERGENCY_112) {
      return List.of();
    }
    var needs = EnumSet.noneOf(Need.class);
    for (var demand : demands) {
      needs.addAll(demand.needs());
    }
    var told = new ArrayList<NeedWithCapabilities>();
    for (var need : needs) {
      told.add(
          switch (need) {
            case PHYSICIAN_CONTACT, NURSE_VISIT -> new NeedWithCapabilities(need, Set.of());
            case TEAM_VISIT -> new NeedWithCapabilities(need, teamBrings);
          });
    }
    return told;
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
}
