package se.rond.dispatch.shortage.web;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.intake.Change.CancellationReason;
import se.rond.dispatch.assignment.DeclineReason;
import se.rond.dispatch.shortage.Count;
import se.rond.dispatch.shortage.Period;
import se.rond.dispatch.shortage.Shortages.Given;
import se.rond.dispatch.shortage.Shortages.Overridden;
import se.rond.dispatch.shortage.Shortages.Statistic;

/**
 * What was needed and what was given. Numbers from 1 to 4 are told as {@code "<5"}, and no sum of
 * which one is a part is told.
 *
 * @param municipalities those that are counted: of the region or alone, and the caller's
 * @param from the first day, which begins at {@code beginsAt}
 * @param to the day after the last; {@code endsAt} is not in it
 * @param zone the days are those of
 * @param open requests of the period that are not over, and are counted nowhere else
 * @param levels those that were needed, highest first
 * @param overrides what persons decided of the level, by their reason
 */
record ShortageView(
    List<MunicipalityCode> municipalities,
    LocalDate from,
    LocalDate to,
    String zone,
    Instant beginsAt,
    Instant endsAt,
    Count open,
    List<LevelView> levels,
    List<Overridden> overrides) {

  /**
   * One level that was needed.
   *
   * @param requests how many needed it; null where that would tell a number that is not told
   * @param given what they were given
   * @param declines offers that were declined, by the reason given
   * @param lapses offers that nobody answered in time
   * @param nobody needs that nobody could meet when they were last matched, by what kept anybody
   *     from being asked
   */
  record LevelView(
      Level needed,
      @Nullable Count requests,
      List<GivenView> given,
      List<DeclineView> declines,
      Count lapses,
      List<NobodyView> nobody) {}

  /** So many were given that; {@code granted} is null if nothing was. */
  record GivenView(
      @Nullable Level granted, @Nullable CancellationReason cancelled, Count requests) {}

  /** So many offers were declined for that reason. */
  record DeclineView(DeclineReason reason, Count offers) {}

  /** So many needs had nobody; {@code why} is null if there is nobody of that kind. */
  record NobodyView(Need need, @Nullable String why, Count needs) {}

  static ShortageView of(
      Collection<MunicipalityCode> municipalities, Period period, Statistic counted) {
    return new ShortageView(
        municipalities.stream().sorted(comparing(MunicipalityCode::value)).toList(),
        period.from(),
        period.until(),
        Period.ZONE.getId(),
        period.beginsAt(),
        period.endsAt(),
        counted.open(),
        Stream.of(Level.values())
            .filter(level -> counted.given().stream().anyMatch(one -> one.needed() == level))
            .map(level -> level(level, counted))
            .toList(),
        counted.overridden());
  }

  private static LevelView level(Level needed, Statistic counted) {
    var given = counted.given().stream().filter(one -> one.needed() == needed).toList();
    return new LevelView(
        needed,
        Count.sum(given.stream().map(Given::requests).toList()),
        given.stream()
            .map(one -> new GivenView(one.granted(), one.cancelled(), one.requests()))
            .sorted(
                comparing(GivenView::granted, nullsLast(naturalOrder()))
                    .thenComparing(GivenView::cancelled, nullsLast(naturalOrder())))
            .toList(),
        counted.declined().stream()
            .filter(one -> one.needed() == needed)
            .map(one -> new DeclineView(one.reason(), one.offers()))
            .sorted(comparing(DeclineView::reason))
            .toList(),
        counted.lapsed().stream()
            .filter(one -> one.needed() == needed)
            .map(lapsed -> lapsed.offers())
            .findFirst()
            .orElse(new Count(0)),
        counted.nobody().stream()
            .filter(one -> one.needed() == needed)
            .map(one -> new NobodyView(one.need(), one.why(), one.needs()))
            .sorted(
                comparing(NobodyView::need)
                    .thenComparing(NobodyView::why, nullsLast(naturalOrder())))
            .toList());
  }
}
