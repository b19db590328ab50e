package se.rond.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static se.rond.contracts.care.Capability.SAMPLING_CRP;
import static se.rond.contracts.care.Capability.SAMPLING_LACTATE;
import static se.rond.contracts.care.Capability.XRAY_CHEST;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.matching.Exclusion.AtCapacity;
import se.rond.dispatch.matching.Exclusion.NotTakenThisShift;

class MatchingTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Position IN_KARLSKRONA = new Position(56.161, 15.587);
  private static final Position IN_KARLSHAMN = new Position(56.171, 14.862);

  @Test
  void asksTheNearestOfThoseWhoCanDoEverything() {
    var matching =
        match(
            team("M11").in(IN_KARLSHAMN).with(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST),
            team("M12").in(IN_KARLSKRONA).with(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST));

    assertThat(order(matching)).isEqualTo("M12 | M11");
  }

  @Test
  void prefersATeamWithXrayOverANearerOneWhoseXrayWouldBeASecondJourney() {
    var matching =
        match(
            team("M11").in(IN_KARLSKRONA).with(SAMPLING_CRP, SAMPLING_LACTATE),
            team("M12").in(IN_KARLSHAMN).with(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST));

    assertThat(order(matching)).isEqualTo("M12 | M11");
    assertThat(matching.candidates().getLast().followLater()).containsExactly(XRAY_CHEST);
  }

  @Test
  void sendsATeamWithoutXrayRatherThanNobody() {
    var matching = match(team("M11").with(SAMPLING_CRP, SAMPLING_LACTATE));

    assertThat(order(matching)).isEqualTo("M11");
  }

  @Test
  void prefersWhoComesInTimeOverWhoCanDoMore() {
    var matching =
        match(
            team("M11").in(IN_KARLSKRONA).with(SAMPLING_CRP, SAMPLING_LACTATE),
            team("M12").in(IN_KARLSHAMN).busy(3).with(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST));

    assertThat(order(matching)).isEqualTo("M11 | M12");
  }

  @Test
  void countsOpenWorkIntoTheTimeOfArrival() {
    var matching = match(team("M11").busy(2).with(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST));

    assertThat(matching.candidates().getFirst().eta()).isEqualTo(NOON.plus(Duration.ofMinutes(90)));
  }

  @Test
  void asksWhoKeptSilentOnlyAfterTheOthers() {
    var matching =
        match(
            team("M11").silentAt(NOON).with(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST),
            team("M12").in(IN_KARLSHAMN).with(SAMPLING_CRP, SAMPLING_LACTATE));

    assertThat(order(matching)).isEqualTo("M12 | M11");
  }

  @Test
  void comesBackToTheOneWhoseSilenceIsLongestAgo() {
    var matching =
        match(
            team("M11").silentAt(NOON).with(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST),
            team("M12").silentAt(NOON.minusSeconds(1)).with(SAMPLING_CRP, SAMPLING_LACTATE));

    assertThat(order(matching)).isEqualTo("M12 | M11");
  }

  @Test
  void settlesATieByTheId() {
    var matching =
        match(
            team("M13").with(SAMPLING_CRP, SAMPLING_LACTATE),
            team("M11").with(SAMPLING_CRP, SAMPLING_LACTATE),
            team("M12").with(SAMPLING_CRP, SAMPLING_LACTATE));

    assertThat(order(matching)).isEqualTo("M11 | M12 | M13");
  }

  @Test
  void asksWhoHasGivenTheNeedUpOnlyIfNobodyElseCan() {
    var gaveUp = team("M11").failed().with(SAMPLING_CRP, SAMPLING_LACTATE);
    var silent =
        team("M12").silentAt(NOON.minusSeconds(60)).busy(4).with(SAMPLING_CRP, SAMPLING_LACTATE);

    assertThat(order(match(gaveUp, silent))).isEqualTo("M12 | M11");
    assertThat(order(match(gaveUp))).isEqualTo("M11");
  }

  @Test
  void saysWhyTheOthersMayNotGo() {
    var matching =
        match(
            team("M1").with(XRAY_CHEST),
            team("M2").elsewhere().with(SAMPLING_CRP, SAMPLING_LACTATE),
            team("M3").onDutyUntil(null).with(SAMPLING_CRP, SAMPLING_LACTATE),
            team("M4").declined().with(SAMPLING_CRP, SAMPLING_LACTATE),
            team("M5")
                .onDutyUntil(NOON.plus(Duration.ofMinutes(44)))
                .with(SAMPLING_CRP, SAMPLING_LACTATE),
            team("M6")
                .onDutyUntil(NOON.plus(Duration.ofMinutes(45)))
                .with(SAMPLING_CRP, SAMPLING_LACTATE));

    assertThat(order(matching)).isEqualTo("M6");
    assertThat(
            matching.exclusions().stream()
                .map(e -> e.responder() + " " + e.getClass().getSimpleName())
                .collect(Collectors.joining(" | ")))
        .isEqualTo(
            "M1 LacksCapability | M2 OutsideArea | M3 OffDuty | M4 DeclinedBefore | M5 ShiftEndsTooSoon");
  }

  @Test
  void asksForWhatCanWaitOnceAShift() {
    var wanted =
        new Wanted(IN_KARLSKRONA, Set.of(XRAY_CHEST), NOON.plus(Duration.ofHours(24)), true);
    var silent = team("M11").silentAt(NOON.minusSeconds(600)).with(XRAY_CHEST).onRoster();
    var declined = team("M12").declined().with(XRAY_CHEST).onRoster();
    var declinedLastShift =
        new OnRoster(
            new ResponderId("M13"),
            true,
            Set.of(XRAY_CHEST),
            IN_KARLSKRONA,
            true,
            NOON.plus(Duration.ofHours(8)),
            0,
            null,
            null,
            true,
            false,
            false);

    var matching = Matching.of(wanted, List.of(silent, declined, declinedLastShift), NOON);

    assertThat(order(matching)).isEqualTo("M13");
    assertThat(matching.exclusions())
        .containsExactly(
            new NotTakenThisShift(new ResponderId("M11")),
            new NotTakenThisShift(new ResponderId("M12")));
  }

  @Test
  void sparesWhoDoesAsMuchAsItCan() {
    var full = team("M11").doing(3, 3).with(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST);
    var withRoom = team("M12").in(IN_KARLSHAMN).doing(2, 3).with(SAMPLING_CRP, SAMPLING_LACTATE);

    var matching = match(full, withRoom);

    assertThat(order(matching)).isEqualTo("M12");
    assertThat(matching.exclusions())
        .containsExactly(new AtCapacity(new ResponderId("M11"), new Capacity(3, 3)));
  }

  @Test
  void asksWhoDoesAsMuchAsItCanWhereNobodyElseWouldBeAsked() {
    var full = team("M11").doing(4, 3).with(SAMPLING_CRP, SAMPLING_LACTATE);
    var withRoom = team("M12").doing(0, 3).with(SAMPLING_CRP, SAMPLING_LACTATE);

    assertThat(order(match(full))).isEqualTo("M11");
    assertThat(order(match(full, withRoom.declined()))).isEqualTo("M11");
    assertThat(order(match(full, withRoom.silentAt(NOON)))).isEqualTo("M11 | M12");
    assertThat(order(match(full, withRoom.failed()))).isEqualTo("M11 | M12");
    assertThat(order(match(full, withRoom.silentAt(NOON), team("M13").doing(2, 2).with())))
        .isEqualTo("M11 | M12");
  }

  @Test
  void drivesFromKarlskronaToKarlshamnInFiftyMinutes() {
    // Clinical reference 8: 58 km by road, 50 min.
    assertThat(IN_KARLSKRONA.drivingTimeTo(IN_KARLSHAMN))
        .isBetween(Duration.ofMinutes(49), Duration.ofMinutes(51));
  }

  private static Matching match(Team... teams) {
    var wanted =
        new Wanted(
            IN_KARLSKRONA,
            Set.of(SAMPLING_CRP, SAMPLING_LACTATE, XRAY_CHEST),
            NOON.plus(Duration.ofMinutes(120)),
            false);
    return Matching.of(wanted, List.of(teams).stream().map(Team::onRoster).toList(), NOON);
  }

  private static String order(Matching matching) {
    return matching.candidates().stream()
        .map(candidate -> candidate.responder().value())
        .collect(Collectors.joining(" | "));
  }

  private static Team team(String id) {
    return new Team(
        id,
        IN_KARLSKRONA,
        true,
        Set.of(),
        NOON.plus(Duration.ofHours(8)),
        0,
        null,
        null,
        false,
        false);
  }

  private record Team(
      String id,
      Position base,
      boolean inArea,
      Set<Capability> capabilities,
      Instant until,
      int open,
      Capacity capacity,
      Instant lapsedAt,
      boolean hasDeclined,
      boolean hasFailed) {

    Team in(Position newBase) {
      return new Team(
          id,
          newBase,
          inArea,
          capabilities,
          until,
          open,
          capacity,
          lapsedAt,
          hasDeclined,
          hasFailed);
    }

    Team elsewhere() {
      return new Team(
          id, base, false, capabilities, until, open, capacity, lapsedAt, hasDeclined, hasFailed);
    }

    Team with(Capability... some) {
      return new Team(
          id, base, inArea, Set.of(some), until, open, capacity, lapsedAt, hasDeclined, hasFailed);
    }

    Team onDutyUntil(Instant newUntil) {
      return new Team(
          id,
          base,
          inArea,
          capabilities,
          newUntil,
          open,
          capacity,
          lapsedAt,
          hasDeclined,
          hasFailed);
    }

    Team busy(int assignments) {
      return new Team(
          id,
          base,
          inArea,
          capabilities,
          until,
          assignments,
          capacity,
          lapsedAt,
          hasDeclined,
          hasFailed);
    }

    /** Has accepted so many of so many. */
    Team doing(int taken, int most) {
      return new Team(
          id,
          base,
          inArea,
          capabilities,
          until,
          open,
          new Capacity(most, taken),
          lapsedAt,
          hasDeclined,
          hasFailed);
    }

    Team silentAt(Instant at) {
      return new Team(
          id, base, inArea, capabilities, until, open, capacity, at, hasDeclined, hasFailed);
    }

    Team declined() {
      return new Team(
          id, base, inArea, capabilities, until, open, capacity, lapsedAt, true, hasFailed);
    }

    Team failed() {
      return new Team(
          id, base, inArea, capabilities, until, open, capacity, lapsedAt, hasDeclined, true);
    }

    OnRoster onRoster() {
      return new OnRoster(
          new ResponderId(id),
          inArea,
          capabilities,
          base,
          true,
          until,
          open,
          capacity,
          lapsedAt,
          hasDeclined,
          hasDeclined || lapsedAt != null,
          hasFailed);
    }
  }
}
