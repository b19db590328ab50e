package se.rond.dispatch.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import se.rond.access.Role;
import se.rond.contracts.care.AssessmentId;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.XrayRegion;
import se.rond.dispatch.assignment.ContactMode;
import se.rond.dispatch.request.RequestState;

class AssessmentRulesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @EnumSource
  void onlyAPhysicianPrescribesRefersAndAsksForXrays(Order.Kind kind) {
    var allowed = AssessmentRules.mayTell(assessment(null, order(kind)));

    assertThat(allowed)
        .isEqualTo(
            switch (kind) {
              case PRESCRIPTION, REFERRAL, XRAY -> Set.of(Role.PHYSICIAN);
              case NEED, SAMPLING, AMBULANCE ->
                  Set.of(Role.PHYSICIAN, Role.MOBILE_TEAM, Role.MUNICIPAL_NURSE);
            });
  }

  @ParameterizedTest
  @EnumSource
  void oneOrderOfAPhysicianAmongOthersIsEnough(Order.Kind kind) {
    assertThat(
            AssessmentRules.mayTell(assessment(null, order(kind), order(Order.Kind.PRESCRIPTION))))
        .containsExactly(Role.PHYSICIAN);
  }

  @Test
  void nobodyButAPhysicianSupersedesAPhysicians() {
    assertThat(AssessmentRules.maySupersede(Role.PHYSICIAN)).containsExactly(Role.PHYSICIAN);
    assertThat(AssessmentRules.maySupersede(Role.MUNICIPAL_NURSE))
        .containsExactlyInAnyOrder(Role.PHYSICIAN, Role.MOBILE_TEAM, Role.MUNICIPAL_NURSE);
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      nullValues = "taken",
      textBlock =
          """
          RECEIVED,           NEED,         taken
          WAITING,            NEED,         taken
          ASSIGNED,           XRAY,         taken
          UNDER_WAY,          AMBULANCE,    taken
          EMERGENCY_DIRECTED, AMBULANCE,    taken
          EMERGENCY_DIRECTED, PRESCRIPTION, taken
          EMERGENCY_DIRECTED, NEED,         AMBULANCE_EXPECTED
          DOCUMENTING,        PRESCRIPTION, taken
          DOCUMENTING,        REFERRAL,     taken
          DOCUMENTING,        NEED,         REQUEST_CLOSED
          CLOSED,             SAMPLING,     REQUEST_CLOSED
          CLOSED,             XRAY,         REQUEST_CLOSED
          CLOSED,             AMBULANCE,    REQUEST_CLOSED
          CLOSED,             REFERRAL,     taken
          CANCELLED,          REFERRAL,     REQUEST_CANCELLED
          JOINED,             REFERRAL,     REQUEST_CANCELLED
          """)
  void whatIsOrderedIsTakenWhereSomebodyCanDoIt(
      RequestState state, Order.Kind kind, @Nullable String refusal) {
    var found = AssessmentRules.findRefusal(assessment(null, order(kind)), state, false);

    assertThat(found.map(Enum::name).orElse(null)).isEqualTo(refusal);
  }

  @Test
  void aPhysicianWhoIsAskedInThePlaceOf112OrdersWhomItTakes() {
    var ordered = assessment(null, order(Order.Kind.NEED));

    assertThat(AssessmentRules.findRefusal(ordered, RequestState.EMERGENCY_DIRECTED, true))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOverWaitsForNoReassessment(RequestState state) {
    var again = assessment(NOON.plus(Duration.ofHours(2)));

    assertThat(AssessmentRules.findRefusal(again, state, false).isEmpty())
        .isEqualTo(state.isOpen());
  }

  @Test
  void whoeverSeesThePatientFromHalfWayOnMeetsAReassessment() {
    var reassessment = Reassessment.of(NOON, NOON.plus(Duration.ofHours(2)));

    assertThat(reassessment.from()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    assertThat(reassessment.at()).isEqualTo(NOON.plus(Duration.ofHours(2)));
  }

  @ParameterizedTest
  @EnumSource
  void noTextOfAnOrderGetsIntoALog(Order.Kind kind) {
    assertThat(order(kind).toString()).doesNotContain("secret");
    assertThat(assessment(null, order(kind)).toString()).doesNotContain("secret");
  }

  private static Assessment assessment(@Nullable Instant reassessAt, Order... orders) {
    return new Assessment(
        new AssessmentId(new UUID(0, 1)),
        ContactMode.PHONE,
        null,
        null,
        new DeviceTime(null, null),
        Conclusion.OBSERVE,
        "secret",
        List.of(orders),
        "secret",
        reassessAt,
        new ReadBack("secret", null));
  }

  private static Order order(Order.Kind kind) {
    return switch (kind) {
      case NEED -> new Order.NeedOrder(Need.TEAM_VISIT, Level.MOBILE_TEAM_2H, Set.of());
      case SAMPLING -> new Order.Sampling(Set.of(Capability.SAMPLING_CRP), "secret");
      case PRESCRIPTION -> new Order.Prescription("secret");
      case REFERRAL -> new Order.Referral("secret", "secret");
      case XRAY -> new Order.XrayReferral(Set.of(XrayRegion.HIP), "secret", "secret", "secret");
      case AMBULANCE -> new Order.Ambulance("secret");
    };
  }
}
