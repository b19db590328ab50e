package se.rond.dispatch.assessment;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import se.rond.access.Role;
import se.rond.dispatch.assessment.Order.Ambulance;
import se.rond.dispatch.assessment.Order.NeedOrder;
import se.rond.dispatch.assessment.Order.Prescription;
import se.rond.dispatch.assessment.Order.Referral;
import se.rond.dispatch.assessment.Order.Sampling;
import se.rond.dispatch.assessment.Order.XrayReferral;
import se.rond.dispatch.assessment.TellResult.Reason;
import se.rond.dispatch.request.RequestState;

/** Who concludes what, and when: pure functions without clock, chance or table. */
final class AssessmentRules {

  private static final Set<Role> PHYSICIANS = Set.of(Role.PHYSICIAN);

  private static final Set<Role> CLINICIANS =
      Collections.unmodifiableSet(
          EnumSet.of(Role.MUNICIPAL_NURSE, Role.MOBILE_TEAM, Role.PHYSICIAN));

  private AssessmentRules() {}

  /**
   * Who may tell such an assessment: a nurse or a team one of its own, which asks for somebody,
   * takes samples or rings 112; only a physician prescribes, refers and asks for X-rays.
   */
  static Set<Role> mayTell(Assessment told) {
    return told.orders().stream().anyMatch(AssessmentRules::isPhysicians) ? PHYSICIANS : CLINICIANS;
  }

  /** Who may supersede an assessment of such a person: nobody but a physician a physician's. */
  static Set<Role> maySupersede(Role author) {
    return author == Role.PHYSICIAN ? PHYSICIANS : CLINICIANS;
  }

  /**
   * Why an assessment cannot be taken in that state; nothing if it can. After all care is over it
   * is still documented, as long as it asks nobody here to do anything.
   *
   * @param physicianInstead whether, in an emergency, a physician was asked in the place of 112
   */
  static Optional<Reason> findRefusal(
      Assessment told, RequestState state, boolean physicianInstead) {
    return switch (state) {
      case RECEIVED, WAITING, ASSIGNED, UNDER_WAY -> Optional.empty();
      case EMERGENCY_DIRECTED ->
          !physicianInstead && told.orders().stream().anyMatch(NeedOrder.class::isInstance)
              ? Optional.of(Reason.AMBULANCE_EXPECTED)
              : Optional.empty();
      case DOCUMENTING, CLOSED ->
          told.reassessAt() != null || told.orders().stream().anyMatch(AssessmentRules::isWork)
              ? Optional.of(Reason.REQUEST_CLOSED)
              : Optional.empty();
      case CANCELLED, JOINED -> Optional.of(Reason.REQUEST_CANCELLED);
    };
  }

  private static boolean isPhysicians(Order order) {
    return switch (order) {
      case Prescription _, Referral _, XrayReferral _ -> true;
      case NeedOrder _, Sampling _, Ambulance _ -> false;
    };
  }

  /** Something that somebody has to do on this request. */
  private static boolean isWork(Order order) {
    return switch (order) {
      case NeedOrder _, Sampling _, XrayReferral _, Ambulance _ -> true;
      case Prescription _, Referral _ -> false;
    };
  }
}
