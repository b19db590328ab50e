package se.rond.dispatch.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.Need;

class WatchTest {

  private static final Instant RAISED = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant ACCEPT_BY = RAISED.plus(Duration.ofMinutes(15));
  private static final Instant CONTACT_BY = RAISED.plus(Duration.ofMinutes(120));
  private static final Awaited AWAITED = new Awaited(Need.TEAM_VISIT, true, true);

  @Test
  void warnsWhenFourFifthsOfTheTimeAreOver() {
    var watch = Watch.acceptance(ACCEPT_BY).contact(RAISED, CONTACT_BY);

    assertThat(watch.common().warnAt()).isEqualTo(RAISED.plus(Duration.ofMinutes(96)));
    assertThat(watch.common().breachAt()).isEqualTo(CONTACT_BY);
    assertThat(watch.acceptBy()).isEqualTo(ACCEPT_BY);
  }

  @Test
  void aTargetThatWasHandledIsNotHandledTwice() {
    var handled = Watch.acceptance(ACCEPT_BY).contact(RAISED, CONTACT_BY).handledUntil(CONTACT_BY);

    var again = handled.contact(RAISED, CONTACT_BY);

    assertThat(again.common().warnAt()).isNull();
    assertThat(again.common().breachAt()).isNull();
    assertThat(again.acceptBy()).isNull();
    assertThat(again.promised()).isEqualTo(ACCEPT_BY);
  }

  @Test
  void aTighterTargetIsWatchedAnew() {
    var tighter = RAISED.plus(Duration.ofMinutes(30));
    var watch =
        Watch.acceptance(ACCEPT_BY)
            .contact(RAISED, CONTACT_BY)
            .handledUntil(CONTACT_BY)
            .contact(RAISED, tighter);

    assertThat(watch.common().breachAt()).isEqualTo(tighter);
    assertThat(watch.common().warnAt()).isEqualTo(RAISED.plus(Duration.ofMinutes(24)));
  }

  @Test
  void whatIsPromisedByItselfFromNowOnIsToldNoSecondTime() {
    var warned = Watch.acceptance(ACCEPT_BY).contact(RAISED, CONTACT_BY).handledUntil(ACCEPT_BY);

    var own = warned.byItself();

    assertThat(own.common()).isEqualTo(Watch.Contact.NONE);
    assertThat(own.ordered()).isEqualTo(warned.common());
    assertThat(own.ordered(RAISED, CONTACT_BY)).isEqualTo(own);
  }

  @Test
  void whatCanWaitIsWatchedForItsContactAlone() {
    var watch = Watch.contactAlone(RAISED, CONTACT_BY);

    assertThat(watch.acceptBy()).isNull();
    assertThat(watch.common()).isEqualTo(Watch.Contact.NONE);
    assertThat(watch.ordered().warnAt()).isEqualTo(RAISED.plus(Duration.ofMinutes(96)));
    assertThat(watch.ordered().breachAt()).isEqualTo(CONTACT_BY);
  }

  @Test
  void acceptanceThatIsWatchedNeverBecomesLater() {
    var watch = Watch.acceptance(ACCEPT_BY);

    assertThat(watch.acceptanceAnew(CONTACT_BY).acceptBy()).isEqualTo(ACCEPT_BY);
    assertThat(watch.acceptanceAnew(RAISED).acceptBy()).isEqualTo(RAISED);
  }

  @Test
  void acceptanceThatWasHandledIsWatchedAnewWhenSomebodyGaveUp() {
    var handled = Watch.acceptance(ACCEPT_BY).handledUntil(ACCEPT_BY);

    assertThat(handled.acceptanceAnew(CONTACT_BY).acceptBy()).isEqualTo(CONTACT_BY);
  }

  @Test
  void onlyWhatIsDueIsHandled() {
    var watch = Watch.acceptance(ACCEPT_BY).contact(RAISED, CONTACT_BY).handledUntil(ACCEPT_BY);

    assertThat(watch.acceptBy()).isNull();
    assertThat(watch.common().warnAt()).isNotNull();
    assertThat(Watch.isOver(watch.common().breachAt(), CONTACT_BY.minusNanos(1))).isFalse();
    assertThat(Watch.isOver(watch.common().breachAt(), CONTACT_BY)).isTrue();
    assertThat(Watch.isOver(null, CONTACT_BY)).isFalse();
  }

  @Test
  void whatWasOrderedIsWatchedBesideWhatTheRequestPromises() {
    var orderedAt = RAISED.plus(Duration.ofMinutes(60));
    var orderedBy = orderedAt.plus(Duration.ofMinutes(100));

    var watch =
        Watch.acceptance(ACCEPT_BY)
            .contact(RAISED, CONTACT_BY)
            .ordered(orderedAt, orderedBy)
            .handledUntil(CONTACT_BY);

    assertThat(watch.common().breachAt()).isNull();
    assertThat(watch.ordered().warnAt()).isEqualTo(orderedAt.plus(Duration.ofMinutes(80)));
    assertThat(watch.ordered().breachAt()).isEqualTo(orderedBy);
    assertThat(watch.ordered(RAISED, orderedBy)).isEqualTo(watch);
  }

  @Test
  void whoWasFoundBesideRondIsWatchedByTheContactThatIsStillPromised() {
    var watch = Watch.acceptance(ACCEPT_BY).contact(RAISED, CONTACT_BY);
    var later = ACCEPT_BY.plus(Duration.ofMinutes(10));

    assertThat(watch.contactInstead(AWAITED, later).acceptBy()).isNull();
    assertThat(watch.contactInstead(AWAITED, later).common()).isEqualTo(watch.common());
    assertThat(watch.handledUntil(CONTACT_BY).contactInstead(AWAITED, later).acceptBy())
        .as("no contact is promised any more")
        .isEqualTo(later);
  }

  /** Nothing would be told when the time for that contact comes. */
  @Test
  void aContactThatNobodyAwaitsTellsOfNobody() {
    var later = ACCEPT_BY.plus(Duration.ofMinutes(10));
    var common = Watch.acceptance(ACCEPT_BY).contact(RAISED, CONTACT_BY);
    var ordered = Watch.acceptance(ACCEPT_BY).ordered(RAISED, CONTACT_BY);
    var onlyCommon = new Awaited(Need.TEAM_VISIT, true, false);
    var onlyOrdered = new Awaited(Need.TEAM_VISIT, false, true);

    assertThat(common.contactInstead(onlyOrdered, later))
        .isEqualTo(common.acceptanceInstead(later));
    assertThat(common.contactInstead(onlyCommon, later).acceptBy()).isNull();
    assertThat(ordered.contactInstead(onlyCommon, later))
        .isEqualTo(ordered.acceptanceInstead(later));
    assertThat(ordered.contactInstead(onlyOrdered, later).acceptBy()).isNull();
  }

  /** Who lowers a level gives more time; what was told of contact stays told. */
  @Test
  void acceptanceMayBeWatchedForLaterInstead() {
    var later = ACCEPT_BY.plus(Duration.ofMinutes(45));
    var handled = Watch.acceptance(ACCEPT_BY).contact(RAISED, CONTACT_BY).handledUntil(CONTACT_BY);

    var watch = handled.acceptanceInstead(later);

    assertThat(watch.acceptBy()).isEqualTo(later);
    assertThat(watch.promised()).isEqualTo(later);
    assertThat(watch.contact(RAISED, CONTACT_BY).common().breachAt()).isNull();
  }
}
