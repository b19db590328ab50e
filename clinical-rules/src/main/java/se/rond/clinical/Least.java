package se.rond.clinical;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Condition.All;
import se.rond.clinical.Condition.Among;
import se.rond.clinical.Condition.Any;
import se.rond.clinical.Condition.Compares;
import se.rond.clinical.Condition.Denied;
import se.rond.clinical.Condition.Grade;
import se.rond.clinical.Condition.Has;
import se.rond.clinical.Condition.NotStated;
import se.rond.clinical.Condition.Present;
import se.rond.clinical.Condition.Reaches;
import se.rond.clinical.Condition.Unlocked;
import se.rond.clinical.Fact.Circumstance;
import se.rond.clinical.yaml.ShippedText;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.triage.TriageDecision.Label;
import se.rond.contracts.triage.TriageDecision.RuleKind;

/**
 * The least that every rule set says (rule-sets/least.yaml): where one of its rules holds, floors
 * of the set have to hold that demand as much.
 *
 * <p>This is shown of the conditions and not tried with requests. Each way to meet a rule of the
 * least is a few tests that are true, at one contact cause at a time; a floor counts if they alone
 * make its condition true, whatever else is known or not. A set that is safe for a reason that
 * cannot be seen so is refused as well. What outweighs an exemption is shown in the same way.
 */
final class Least {

  /** What the ids of its rules begin with; no document of now has such an id. */
  static final String PREFIX = "LEAST-";

  /** Stands on the page of the set, and among its differences. */
  private static final Label ADDED =
      new Label(
          "Tillagd: dokumentet säger mindre än vad varje regelverk numera säger.",
          "Added: the document says less than every rule set says by now.");

  private Least() {}

  /**
   * What the document of the least says.
   *
   * @param outweighing what every set lets outweigh the exemption of a contact cause, where it has
   *     one
   */
  record Asked(List<Rule> rules, Map<ContactCause, Condition> outweighing) {
    Asked {
      rules = List.copyOf(rules);
      outweighing = Map.copyOf(outweighing);
    }
  }

  private static Asked asked() {
    return RuleSetReader.readLeast(ShippedText.of("/rule-sets/least.yaml"));
  }

  /** One rule of the least that a set does not reach, and where. */
  record Gap(Rule rule, ContactCause cause) {

    @Override
    public String toString() {
      var needs = rule.needs().stream().sorted().map(Need::name).collect(joining(", "));
      return rule.label().en()
          + (rule.raises() ? " leads one level up" : " leads to " + rule.level())
          + (needs.isEmpty() ? "" : " with " + needs);
    }
  }

  /** The signs that 2.12 prints plain lead to a physician now, at least. */
  static boolean isEnoughForSigns(Level level, Set<Need> needs) {
    return level == Level.EMERGENCY_112
        || (level.isAtLeast(Level.PHYSICIAN_NOW) && needs.contains(Need.PHYSICIAN_CONTACT));
  }

  /** The rules of the least that these do not reach, each with the first contact cause. */
  static List<Gap> gaps(List<Rule> rules) {
    var floors = rules.stream().filter(rule -> rule.kind() == RuleKind.FLOOR).toList();
    var gaps = new ArrayList<Gap>();
    for (var least : asked().rules()) {
      gap(least, floors).ifPresent(gaps::add);
    }
    return gaps;
  }

  /**
   * The floors that make these say the least. Each rule adds to a maximum and a union, so they
   * lower nothing.
   */
  static List<Rule> missing(List<Rule> rules) {
    return gaps(rules).stream().map(gap -> gap.rule().noted(ADDED)).toList();
  }

  /**
   * What has to outweigh the exemption of a contact cause, if what does so in a set may be false
   * where this is true or not known. A test that others imply is unknown where they are: each gets
   * worse on one side, so that what is false of it is false of them.
   *
   * @param unless what outweighs it in the set, null for nothing
   */
  static Optional<Condition> ungranted(ContactCause cause, @Nullable Condition unless) {
    return Optional.ofNullable(asked().outweighing().get(cause))
        .filter(
            least ->
                unless == null
                    || !ways(least).stream().allMatch(way -> follows(unless, given(way, cause))));
  }

  private static Optional<Gap> gap(Rule least, List<Rule> floors) {
    for (var cause : ContactCause.values()) {
      for (var way : ways(least.when())) {
        if (isPossible(way, cause) && !isReached(least, floors, given(way, cause))) {
          return Optional.of(new Gap(least, cause));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isReached(Rule least, List<Rule> floors, List<Condition.Test> given) {
    var needs = EnumSet.noneOf(Need.class);
    var level = Level.ADVICE;
    var isRaised = false;
    for (var floor : floors) {
      if (follows(floor.when(), given)) {
        needs.addAll(floor.needs());
        level = Level.highest(level, floor.level());
        isRaised |= floor.raises();
      }
    }
    // Where one level up ends is as good as one level up.
    if (least.raises()) {
      return isRaised || isEnoughForSigns(level, needs);
    }
    // At 112 there are no needs.
    return level == Level.EMERGENCY_112
        || (level.isAtLeast(least.level()) && needs.containsAll(least.needs()));
  }

  /** Every way to meet a condition, as tests that are all true. */
  private static List<List<Condition.Test>> ways(Condition condition) {
    return switch (condition) {
      case Any(var parts) -> parts.stream().flatMap(part -> ways(part).stream()).toList();
      case All(var parts) -> {
        var ways = List.of(List.<Condition.Test>of());
        for (var part : parts) {
          var further = ways(part);
          ways =
              ways.stream()
                  .flatMap(way -> further.stream().map(more -> joined(way, more)))
                  .toList();
        }
        yield ways;
      }
      case Has<?> several -> oneByOne(several);
      case Condition.Test test -> List.of(List.of(test));
    };
  }

  private static <T> List<List<Condition.Test>> oneByOne(Has<T> several) {
    return several.any().stream()
        .map(one -> List.<Condition.Test>of(new Has<>(several.fact(), Set.of(one))))
        .toList();
  }

  private static boolean isPossible(List<Condition.Test> way, ContactCause cause) {
    return way.stream()
        .allMatch(
            test ->
                !(test instanceof Among<?> among)
                    || !among.fact().name().equals(Vocabulary.CONTACT_CAUSE)
                    || among.outside() != among.some().contains(cause));
  }

  private static List<Condition.Test> given(List<Condition.Test> way, ContactCause cause) {
    return Vocabulary.find(Vocabulary.CONTACT_CAUSE).orElseThrow()
            instanceof Circumstance<?> contactCause
        ? joined(way, List.of(is(contactCause, cause)))
        : way;
  }

  private static <T> Condition.Test is(Circumstance<T> fact, ContactCause cause) {
    var code = fact.codes().get(cause.name());
    return new Among<>(fact, code == null ? Set.of() : Set.of(code), false);
  }

  /** Returns true if a condition is true because others are, whatever else is known. */
  private static boolean follows(Condition condition, List<Condition.Test> given) {
    return switch (condition) {
      case All(var parts) -> parts.stream().allMatch(part -> follows(part, given));
      case Any(var parts) -> parts.stream().anyMatch(part -> follows(part, given));
      case Condition.Test test ->
          given.stream()
              .anyMatch(is -> is.fact().name().equals(test.fact().name()) && follows(test, is));
    };
  }

  /** Of two tests of one fact. */
  private static boolean follows(Condition.Test test, Condition.Test given) {
    return switch (test) {
      case Compares compares ->
          given instanceof Compares is
              && is.comparison().asksForMore() == compares.comparison().asksForMore()
              && isNoFurther(compares, is);
      case Reaches(_, var atLeast) -> given instanceof Reaches is && is.atLeast() >= atLeast;
      case Present _ -> given instanceof Present;
      case Grade<?> grade ->
          given instanceof Grade<?> is
              && grade.fact().fromBest().indexOf(is.atLeast())
                  >= grade.fact().fromBest().indexOf(grade.atLeast());
      case Has<?> has -> given instanceof Has<?> is && has.any().containsAll(is.any());
      case Among<?> among ->
          given instanceof Among<?> is
              && !is.outside()
              && is.some().stream().allMatch(one -> among.outside() != among.some().contains(one));
      case NotStated _ -> given instanceof NotStated || given instanceof Denied;
      case Denied _ -> given instanceof Denied;
      case Unlocked _ -> false;
    };
  }

  /** Returns true if what meets the one limit meets the other, both on the same side. */
  private static boolean isNoFurther(Compares limit, Compares given) {
    var order = limit.limit().compareTo(given.limit());
    return order == 0
        ? limit.comparison() == given.comparison() || limit.comparison().isMetAtLimit()
        : (order < 0) == limit.comparison().asksForMore();
  }

  private static List<Condition.Test> joined(
      List<Condition.Test> some, List<Condition.Test> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
