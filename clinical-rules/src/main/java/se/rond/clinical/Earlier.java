package se.rond.clinical;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.rond.clinical.Fact.Points;
import se.rond.contracts.care.EarlierResults;
import se.rond.contracts.care.EarlierResults.EarlierResult;
import se.rond.contracts.care.EarlierScore;

/**
 * What is now, compared with what was before (clinical reference 2.10.9 and 2.12, below the table).
 * Each comparison gets worse when what is now does.
 */
final class Earlier {

  /** Points of one item of NEWS2, at most. */
  private static final int MOST_OF_AN_ITEM = 3;

  /** A multiple is told and compared to the thousandth, rounded half up. */
  private static final int DECIMALS = 3;

  private static final String PREVIOUS_SCORE = "previousNews2";
  private static final Compared HB = Compared.of("pointOfCare.hb", "earlierResults.hb");
  private static final Compared CREATININE =
      Compared.of("pointOfCare.creatinine", "earlierResults.creatinine");
  private static final List<String> CONTACT = List.of("lastContact");
  private static final List<String> NOTHING = List.of();

  private Earlier() {}

  /**
   * How much NEWS2 has risen. A total by the other scale may have given the saturation up to three
   * points more or less; without an earlier total it has risen by the present one at most.
   */
  static Points rise(Known known) {
    var score = known.score();
    var least = score.minimumPossible();
    var most = score.maximumPossible();
    if (least == null || most == null) {
      return new Points(null, null, List.of(News2.NOT_APPLICABLE));
    }
    var previous = known.context().previousNews2();
    if (previous == null) {
      return new Points(least - EarlierScore.MOST, most, List.of(PREVIOUS_SCORE));
    }
    var before = previous.total();
    return previous.spo2Scale() == known.context().spo2Scale()
        ? new Points(least - before, most - before, known.missing())
        : new Points(
            least - Math.min(EarlierScore.MOST, before + MOST_OF_AN_ITEM),
            most - Math.max(0, before - MOST_OF_AN_ITEM),
            withScale(known.missing()));
  }

  private static List<String> withScale(List<String> missing) {
    var all = new ArrayList<>(missing);
    all.add(PREVIOUS_SCORE + ".spo2Scale");
    return all;
  }

  /** g/L, 0 where haemoglobin has not fallen. */
  static @Nullable BigDecimal hbFall(Known known) {
    var now = known.content().pointOfCare().hb();
    var before = value(known, EarlierResults::hb);
    return now == null || before == null ? null : before.subtract(now).max(BigDecimal.ZERO);
  }

  static List<String> missingForHbFall(Known known) {
    return HB.missing(known.content().pointOfCare().hb(), value(known, EarlierResults::hb));
  }

  /** How many times the earlier creatinine the present one is. */
  static @Nullable BigDecimal creatinineRise(Known known) {
    var now = known.content().pointOfCare().creatinine();
    var before = value(known, EarlierResults::creatinine);
    return now == null || before == null || before.signum() <= 0
        ? null
        : now.divide(before, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  static List<String> missingForCreatinineRise(Known known) {
    var now = known.content().pointOfCare().creatinine();
    return CREATININE.missing(now, value(known, EarlierResults::creatinine));
  }

  /**
   * Since a contact that this may be a repeat of: one that it re-checks as planned is none, nor one
   * that was about something else, where somebody has stated so.
   */
  static @Nullable BigDecimal hoursSinceContact(Known known) {
    return isNoRepeat(known) ? null : known.context().hoursSinceLastContact();
  }

  static List<String> missingForHours(Known known) {
    return isNoRepeat(known) ? NOTHING : CONTACT;
  }

  private static boolean isNoRepeat(Known known) {
    var contact = known.context().lastContact();
    return contact != null
        && (Boolean.TRUE.equals(contact.plannedRecheck())
            || Boolean.FALSE.equals(contact.sameEpisode()));
  }

  private interface Part {
    @Nullable EarlierResult of(EarlierResults results);
  }

  private static @Nullable BigDecimal value(Known known, Part part) {
    var results = known.context().earlierResults();
    var result = results == null ? null : part.of(results);
    return result == null ? null : result.value();
  }

  /** Two values that are compared, by their names; the lists are made once. */
  private record Compared(List<String> both, List<String> present, List<String> earlier) {

    private static Compared of(String present, String earlier) {
      return new Compared(List.of(present, earlier), List.of(present), List.of(earlier));
    }

    /** Where the present value is there, the earlier one is what is missing, or is no number. */
    private List<String> missing(@Nullable BigDecimal now, @Nullable BigDecimal before) {
      if (now != null) {
        return earlier;
      }
      return before == null ? both : present;
    }
  }
}
