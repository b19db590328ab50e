package se.rond.dispatch.level;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.access.Role;
import se.rond.contracts.care.Level;
import se.rond.dispatch.level.LevelRules.Standing;
import se.rond.dispatch.level.LevelRules.Verdict;
import se.rond.dispatch.level.LevelRules.Verdict.Changed;
import se.rond.dispatch.level.LevelRules.Verdict.Refused;

class LevelRulesTest {

  private static final Set<Role> OVER_FLOORS = EnumSet.of(Role.PHYSICIAN, Role.COORDINATOR);

  /** In force is MOBILE_TEAM_2H, by a proposal; floors demand PHYSICIAN_TODAY. */
  @ParameterizedTest(name = "{0}: up {1}, to 112 {2}, below the proposal {3}, below the floor {4}")
  @CsvSource(
      textBlock =
          """
          MUNICIPAL_NURSE,         UP,               UP,               DOWN,               BELOW_FLOOR
          MOBILE_TEAM,             UP,               UP,               NOT_YOURS_TO_LOWER, NOT_YOURS_TO_LOWER
          PHYSICIAN,               UP,               UP,               DOWN,               DOWN below a floor
          COORDINATOR,             UP,               UP,               DOWN,               DOWN below a floor
          AMBULANCE_LIAISON,       NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY,   NOT_YOURS_TO_SAY
          CARE_COORDINATION_NURSE, NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY,   NOT_YOURS_TO_SAY
          MANAGER,                 NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY,   NOT_YOURS_TO_SAY
          MAS,                     NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY,   NOT_YOURS_TO_SAY
          OPERATIONS,              NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY,   NOT_YOURS_TO_SAY
          INTEGRATION,             NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY, NOT_YOURS_TO_SAY,   NOT_YOURS_TO_SAY
          """)
  void whoMayGoWhere(Role role, String up, String to112, String belowProposal, String belowFloor) {
    var standing = new Standing(Level.MOBILE_TEAM_2H, Level.PHYSICIAN_TODAY, Level.ADVICE, true);

    assertThat(said(standing, role, Level.PHYSICIAN_NOW)).isEqualTo(up);
    assertThat(said(standing, role, Level.EMERGENCY_112)).isEqualTo(to112);
    assertThat(said(standing, role, Level.PHYSICIAN_TODAY)).isEqualTo(belowProposal);
    assertThat(said(standing, role, Level.NURSE)).isEqualTo(belowFloor);
  }

  @ParameterizedTest
  @EnumSource
  void everyRoleHasARowInTheTable(Role role) {
    assertThat(
            said(
                new Standing(Level.NURSE, Level.ADVICE, Level.ADVICE, true),
                role,
                Level.PHYSICIAN_NOW))
        .isIn("UP", "NOT_YOURS_TO_SAY");
  }

  /** 2.10.1: whoever says what, for whichever reason, a red flag stays. */
  @Test
  void nobodyGoesBelowARedFlagByAnyWord() {
    for (var role : Role.values()) {
      for (var wanted : Level.values()) {
        for (var reason : LevelReason.values()) {
          for (var inForce : Level.values()) {
            for (var judged : new boolean[] {true, false}) {
              var standing = new Standing(inForce, Level.EMERGENCY_112, Level.ADVICE, judged);

              var verdict = LevelRules.decide(standing, role, wish(inForce, wanted, reason));

              assertThat(verdict instanceof Changed && wanted != Level.EMERGENCY_112)
                  .as("%s %s %s %s", role, standing, wanted, reason)
                  .isFalse();
            }
          }
        }
      }
    }
  }

  /** What is a rule of its own in the code is said here of everything at once, both ways. */
  @Test
  void everyVerdictIsWhatTheReferenceSays() {
    for (var role : Role.values()) {
      for (var inForce : Level.values()) {
        for (var floor : Level.values()) {
          for (var held : Level.values()) {
            for (var wanted : Level.values()) {
              for (var reason : LevelReason.values()) {
                for (var judged : new boolean[] {true, false}) {
                  var standing = new Standing(inForce, floor, held, judged);
                  var verdict = LevelRules.decide(standing, role, wish(inForce, wanted, reason));

                  assertThat(verdict instanceof Changed)
                      .as("%s %s %s %s", role, standing, wanted, reason)
                      .isEqualTo(isAllowed(standing, role, wanted, reason));
                  if (verdict instanceof Changed changed) {
                    assertThat(changed.overFloors()).isEqualTo(OVER_FLOORS.contains(role));
                    assertThat(changed.belowFloor())
                        .isEqualTo(changed.direction() == Direction.DOWN && below(wanted, floor));
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private static boolean isAllowed(Standing standing, Role role, Level wanted, LevelReason reason) {
    if (!EnumSet.of(Role.MUNICIPAL_NURSE, Role.MOBILE_TEAM, Role.PHYSICIAN, Role.COORDINATOR)
        .contains(role)) {
      return false;
    }
    if (wanted == Level.EMERGENCY_112) {
      return true;
    }
    if (EnumSet.of(standing.inForce(), standing.floor()).contains(Level.EMERGENCY_112)
        || wanted == standing.inForce()) {
      return false;
    }
    if (!below(wanted, standing.inForce())) {
      return reason.fits(Direction.UP);
    }
    var mayGoThere =
        OVER_FLOORS.contains(role)
            || role == Role.MUNICIPAL_NURSE
                && !below(wanted, standing.floor())
                && !below(wanted, standing.held());
    return mayGoThere && standing.judged() && reason.fits(Direction.DOWN);
  }

  private static boolean below(Level one, Level other) {
    return one.ordinal() > other.ordinal();
  }

  @Test
  void whatAPhysicianHasRaisedIsNoNursesToLower() {
    var standing = new Standing(Level.PHYSICIAN_NOW, Level.ADVICE, Level.PHYSICIAN_NOW, true);

    assertThat(said(standing, Role.MUNICIPAL_NURSE, Level.NURSE)).isEqualTo("BELOW_FLOOR");
    assertThat(said(standing, Role.COORDINATOR, Level.NURSE)).isEqualTo("DOWN");
  }

  @Test
  void nobodyLowersWhatWasNotSeen() {
    var standing = new Standing(Level.PHYSICIAN_NOW, Level.ADVICE, Level.ADVICE, true);

    for (var seen : new Level[] {Level.MOBILE_TEAM_2H, null}) {
      assertThat(
              LevelRules.decide(
                  standing, Role.PHYSICIAN, wish(seen, Level.NURSE, LevelReason.ASSESSED)))
          .isEqualTo(new Refused(Refusal.LEVEL_CHANGED));
      assertThat(
              LevelRules.decide(
                  standing, Role.PHYSICIAN, wish(seen, Level.EMERGENCY_112, LevelReason.ASSESSED)))
          .isInstanceOf(Changed.class);
    }
  }

  @Test
  void whatIsInForceIsNotDecidedAgain() {
    var standing = new Standing(Level.NURSE, Level.ADVICE, Level.ADVICE, true);

    assertThat(said(standing, Role.PHYSICIAN, Level.NURSE)).isEqualTo("LEVEL_IN_FORCE");
  }

  @Test
  void nobodyTakesRing112Back() {
    var standing = new Standing(Level.EMERGENCY_112, Level.ADVICE, Level.ADVICE, true);

    for (var role : EnumSet.of(Role.MUNICIPAL_NURSE, Role.MOBILE_TEAM, Role.PHYSICIAN)) {
      assertThat(said(standing, role, Level.PHYSICIAN_NOW)).isEqualTo("EMERGENCY_STANDS");
    }
    assertThat(said(standing, Role.COORDINATOR, Level.EMERGENCY_112))
        .as("who says so again is heard again")
        .isEqualTo("UP");
  }

  @Test
  void nobodyGoesBelowWhatIsNotJudgedYetAndAnybodyAbove() {
    var standing = new Standing(Level.MOBILE_TEAM_2H, Level.ADVICE, Level.ADVICE, false);

    assertThat(said(standing, Role.PHYSICIAN, Level.NURSE)).isEqualTo("NOT_JUDGED_YET");
    assertThat(said(standing, Role.PHYSICIAN, Level.PHYSICIAN_NOW)).isEqualTo("UP");
  }

  @Test
  void aReasonGoesOneWay() {
    var standing = new Standing(Level.MOBILE_TEAM_2H, Level.ADVICE, Level.ADVICE, true);

    assertThat(said(standing, Role.PHYSICIAN, Level.NURSE, LevelReason.DETERIORATED))
        .isEqualTo("REASON_DOES_NOT_FIT");
    assertThat(said(standing, Role.PHYSICIAN, Level.PHYSICIAN_NOW, LevelReason.IMPROVED))
        .isEqualTo("REASON_DOES_NOT_FIT");
    for (var direction : Direction.values()) {
      assertThat(LevelReason.listFor(direction)).contains(LevelReason.OTHER).hasSizeGreaterThan(3);
    }
  }

  private static String said(Standing standing, Role role, Level wanted) {
    return said(standing, role, wanted, LevelReason.ASSESSED);
  }

  private static String said(Standing standing, Role role, Level wanted, LevelReason reason) {
    return switch (LevelRules.decide(standing, role, wish(standing.inForce(), wanted, reason))) {
      case Verdict.Refused(var refusal) -> refusal.name();
      case Verdict.Changed changed ->
          changed.direction() + (changed.belowFloor() ? " below a floor" : "");
    };
  }

  private static Wish wish(@Nullable Level from, Level wanted, LevelReason reason) {
    return new Wish(new UUID(0, 1), from, wanted, reason, null);
  }
}
