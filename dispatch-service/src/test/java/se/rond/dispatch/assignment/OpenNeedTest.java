package se.rond.dispatch.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.dispatch.request.NeedId;

class OpenNeedTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant NOW = NOON.minus(Duration.ofHours(3));

  private final OpenNeed need =
      new OpenNeed(
          new NeedId(new UUID(0, 1)),
          new AssessmentRequestId(new UUID(0, 2)),
          Need.TEAM_VISIT,
          Set.of(Capability.SAMPLING_CRP),
          Level.MOBILE_TEAM_TODAY);

  @Test
  void whatIsOrderedSoonerIsDueSooner() {
    var ordered = need.by(NOON, NOW);

    assertThat(ordered.contactBy()).isEqualTo(NOON);
    assertThat(ordered.by(NOON.minus(Duration.ofHours(1)), NOW).contactBy())
        .isEqualTo(NOON.minus(Duration.ofHours(1)));
    assertThat(ordered.by(NOON.plus(Duration.ofHours(1)), NOW)).isEqualTo(ordered);
  }

  @Test
  void whatIsOrderedWhenItsTimeIsOverIsPromisedAnew() {
    var later = NOON.plus(Duration.ofHours(2));

    assertThat(need.by(NOON, NOW).by(later, NOON).contactBy()).isEqualTo(later);
  }

  @Test
  void whatIsDemandedGoesNoLongerByThePromiseOfWhatItStoodInFor() {
    var substitute =
        new OpenNeed(
            need.id(), need.request(), need.kind(), Set.of(), need.level(), NOON, need.id());

    var demanded = substitute.with(Set.of(), Level.MOBILE_TEAM_TODAY);

    assertThat(demanded.isSubstitute()).isFalse();
    assertThat(demanded.contactBy()).isNull();
    assertThat(demanded.asksTheSameAs(substitute)).isFalse();
  }

  @Test
  void askingForMoreKeepsThePromise() {
    var more = need.by(NOON, NOW).with(Set.of(Capability.XRAY_HIP), Level.MOBILE_TEAM_2H);

    assertThat(more.contactBy()).isEqualTo(NOON);
    assertThat(more.level()).isEqualTo(Level.MOBILE_TEAM_2H);
    assertThat(more.capabilities())
        .containsExactlyInAnyOrder(Capability.SAMPLING_CRP, Capability.XRAY_HIP);
  }

  @Test
  void whatFollowsAVisitCanWaitUntilItsTimeAndNoLongerOnceItIsDemanded() {
    var next =
        new OpenNeed(
            new NeedId(new UUID(0, 4)),
            need.request(),
            need.kind(),
            Set.of(Capability.XRAY_HIP),
            need.level(),
            NOON,
            null,
            need.id());

    assertThat(next.canWaitAt(NOW)).isTrue();
    assertThat(next.atMost(Level.NURSE).canWaitAt(NOW)).isTrue();
    assertThat(next.canWaitAt(NOON)).as("its time is over").isFalse();
    var sample =
        new OpenNeed(
            next.id(),
            next.request(),
            next.kind(),
            Set.of(Capability.XRAY_HIP, Capability.SAMPLING_LACTATE),
            next.level(),
            NOON,
            null,
            need.id());
    assertThat(sample.canWaitAt(NOW)).as("a sample does not wait").isFalse();
    assertThat(need.by(NOON, NOW).canWaitAt(NOW)).as("it follows nothing").isFalse();
    assertThat(next.with(Set.of(Capability.SAMPLING_CRP), next.level()).canWaitAt(NOW)).isFalse();
  }

  @Test
  void whatIsLoweredAnswersNoHigherLevelAndIsNeverRaisedByIt() {
    assertThat(need.atMost(Level.NURSE).level()).isEqualTo(Level.NURSE);
    assertThat(need.atMost(Level.PHYSICIAN_NOW)).isEqualTo(need);
    assertThat(need.by(NOON, NOW).atMost(Level.NURSE).contactBy()).isEqualTo(NOON);
  }

  @Test
  void whatALowerLevelPromisesIsNeverSoonerThanBefore() {
    var promised = need.by(NOON, NOW);

    assertThat(promised.notBefore(NOON.plusSeconds(60)).contactBy())
        .isEqualTo(NOON.plusSeconds(60));
    assertThat(promised.notBefore(NOON.minusSeconds(60))).isEqualTo(promised);
    assertThat(need.notBefore(NOON)).as("it has no promise of its own").isEqualTo(need);
  }

  /** What is granted is named by the level of what stands in. */
  @Test
  void whatStandsInIsLoweredToALevelThatPromisesIt() {
    var physician =
        new OpenNeed(
            new NeedId(new UUID(0, 3)),
            need.request(),
            Need.PHYSICIAN_CONTACT,
            Set.of(),
            Level.PHYSICIAN_NOW,
            null,
            need.id());

    var lowered = physician.atMost(Level.MOBILE_TEAM_TODAY);

    assertThat(lowered.level()).isEqualTo(Level.PHYSICIAN_TODAY);
    assertThat(lowered.substituteFor()).isEqualTo(need.id());
    assertThat(lowered.atMost(Level.ADVICE)).as("none is so low").isEqualTo(lowered);
  }
}
