package se.rond.dispatch.escalation;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.dispatch.agreement.Rung;
import se.rond.dispatch.agreement.Step;
import se.rond.dispatch.agreement.Step.AskNamed;
import se.rond.dispatch.agreement.Step.AskNextOnDuty;
import se.rond.dispatch.agreement.Step.FallBack;
import se.rond.dispatch.agreement.Step.ReserveRoutine;
import se.rond.dispatch.agreement.Step.TellCoordinator;
import se.rond.dispatch.agreement.Terms;

/**
 * The rungs that are climbed for one need, one after the other and never down, until somebody takes
 * it or the reserve routine is reached. Pure: the same rung in the same circumstances is always the
 * same move.
 *
 * @param rungs from the first to the reserve routine, fall-backs followed
 */
public record Ladder(List<Rung> rungs) {

  public Ladder {
    rungs = List.copyOf(rungs);
  }

  /** The ladder of a level, as it was agreed. */
  public static Ladder of(Terms terms, Level level) {
    return new Ladder(terms.climb(level));
  }

  /**
   * Whose ladder a need climbs: what the level itself is about, the one that was promised; what a
   * rule named beside it, the one of the level that is usual for it.
   *
   * @param offered the level that work is offered by
   * @param promised whose ladder leads to what that level promises
   */
  public static Level levelFor(Need need, Level offered, Level promised) {
    if (ownNeed(offered).equals(Optional.of(need))) {
      return promised;
    }
    return switch (need) {
      case PHYSICIAN_CONTACT ->
          offered.isAtLeast(Level.PHYSICIAN_NOW) ? Level.PHYSICIAN_NOW : Level.PHYSICIAN_TODAY;
      case TEAM_VISIT ->
          offered.isAtLeast(Level.MOBILE_TEAM_2H) ? Level.MOBILE_TEAM_2H : Level.MOBILE_TEAM_TODAY;
      case NURSE_VISIT -> Level.NURSE;
    };
  }

  /** What a level promises; an emergency nothing, since nobody is dispatched. */
  public static Optional<Need> ownNeed(Level level) {
    return switch (level) {
      case EMERGENCY_112 -> Optional.empty();
      case PHYSICIAN_NOW, PHYSICIAN_TODAY -> Optional.of(Need.PHYSICIAN_CONTACT);
      case MOBILE_TEAM_2H, MOBILE_TEAM_TODAY -> Optional.of(Need.TEAM_VISIT);
      case NURSE, ADVICE -> Optional.of(Need.NURSE_VISIT);
    };
  }

  /** The lowest level that is as high as that one and promises that need; itself if none does. */
  public static Level levelPromising(Need need, Level atLeast) {
    for (var i = atLeast.ordinal(); i >= 0; i--) {
      if (ownNeed(Level.values()[i]).equals(Optional.of(need))) {
        return Level.values()[i];
      }
    }
    return atLeast;
  }

  /** The highest level that is as low as that one and promises that need; else the lowest. */
  public static Level highestPromising(Need need, Level atMost) {
    var levels =
        Stream.of(Level.values())
            .filter(level -> ownNeed(level).equals(Optional.of(need)))
            .toList();
    return levels.stream().filter(atMost::isAtLeast).findFirst().orElse(levels.getLast());
  }

  /**
   * What a decision depends on beside the rung.
   *
   * @param taken whether somebody has taken the need, or stands in for whoever should
   * @param waiting whether who was asked last has not answered yet
   * @param timeOver whether somebody was to have accepted by now, or to be in contact
   * @param staffing whom the rung would find, if it asks; else it is not looked at
   */
  public record Circumstances(
      boolean taken, boolean waiting, boolean timeOver, Staffing staffing) {}

  /** Decides what comes after {@code climbed} rungs. */
  public Move decide(int climbed, Circumstances now) {
    if (now.taken() || hasEnded(climbed) || now.waiting() && !now.timeOver()) {
      return new Move.Stay();
    }
    return switch (rungs.get(climbed).step()) {
      case AskNextOnDuty(var _, var answerWithin) ->
          asked(climbed, now, new Move.Ask(answerWithin, null));
      case AskNamed(var responder, var answerWithin) ->
          asked(climbed, now, new Move.Ask(answerWithin, responder));
      case FallBack(var to) -> new Move.FallBack(to);
      case TellCoordinator() -> new Move.Tell();
      case ReserveRoutine(var manager) -> new Move.Reserve(manager);
    };
  }

  private Move asked(int climbed, Circumstances now, Move.Ask ask) {
    if (now.timeOver()) {
      return new Move.Skip(Move.Reason.TIME_OVER);
    }
    return switch (now.staffing()) {
      case FRESH -> ask;
      // Where there is nothing to fall back to, late is better than never.
      case LATE -> fallsBackAfter(climbed) ? new Move.Skip(Move.Reason.TOO_LATE) : ask;
      case LIVE -> new Move.Adopt();
      case NOBODY -> new Move.Skip(Move.Reason.NOBODY);
      case ASKED_BEFORE -> new Move.Skip(Move.Reason.ASKED_BEFORE);
      case SETTLED -> new Move.Skip(Move.Reason.SETTLED);
    };
  }

  /** Returns true if nothing comes after that many rungs. */
  public boolean hasEnded(int climbed) {
    return climbed >= rungs.size();
  }

  /** The rung that comes after that many; nothing after the last. */
  public Optional<Rung> find(int climbed) {
    return hasEnded(climbed) ? Optional.empty() : Optional.of(rungs.get(climbed));
  }

  private boolean fallsBackAfter(int climbed) {
    return rungs.stream().skip(climbed).map(Rung::step).anyMatch(FallBack.class::isInstance);
  }

  /** What else was asked for on the first so many rungs: whoever takes that stands in. */
  public Set<Need> fallenBackTo(int climbed) {
    var needs = EnumSet.noneOf(Need.class);
    rungs.stream()
        .limit(climbed)
        .flatMap(rung -> asksFor(rung.step()).stream())
        .forEach(needs::add);
    return needs;
  }

  private static Optional<Need> asksFor(Step step) {
    return switch (step) {
      case AskNextOnDuty(var kind, var _) -> kind.meets();
      case FallBack(var to) -> ownNeed(to);
      // Who is named is asked for what a step before asked for.
      case AskNamed _, TellCoordinator _, ReserveRoutine _ -> Optional.empty();
    };
  }
}
