package se.rond.dispatch.assignment;

import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.HsaId;
import se.rond.dispatch.assignment.Assignment.Completed;
import se.rond.dispatch.assignment.Assignment.Declined;
import se.rond.dispatch.assignment.Assignment.Failed;
import se.rond.dispatch.assignment.Assignment.HandedOver;
import se.rond.dispatch.assignment.Assignment.HandoverOffered;
import se.rond.dispatch.assignment.Assignment.Lapsed;
import se.rond.dispatch.assignment.Assignment.Offered;
import se.rond.dispatch.assignment.Assignment.Taken;
import se.rond.dispatch.assignment.Assignment.Unassigned;
import se.rond.dispatch.assignment.Assignment.Withdrawn;
import se.rond.dispatch.assignment.Claim.Holder;
import se.rond.dispatch.assignment.ClaimDecision.Claimed;
import se.rond.dispatch.assignment.ClaimDecision.Refused;
import se.rond.dispatch.assignment.ClaimDecision.Stands;
import se.rond.dispatch.assignment.Decision.Reason;

/** Who of a function's members has its work: pure functions without clock or table. */
final class ClaimRules {

  private ClaimRules() {}

  /**
   * Who wants it.
   *
   * @param isMember whether that person answers as the responder
   */
  record Claimant(HsaId person, boolean isMember) {}

  /**
   * Decides for whom an offer was accepted. Whoever is no member, such as a coordinator who was
   * told the yes on the telephone, claims nothing: one of the members will. Of two members who
   * accept, the second learns that the first has it.
   *
   * @param current in whose name it stands; null if in nobody's
   */
  static ClaimDecision accept(@Nullable Claim current, Assignment state, Claimant who) {
    if (!who.isMember() || current != null && current.person().equals(who.person())) {
      return new Stands();
    }
    if (current != null) {
      return has(current);
    }
    return state instanceof Taken ? new Claimed() : new Stands();
  }

  /**
   * Decides on taking accepted work over from a colleague, or from nobody.
   *
   * @param from the one who has it as far as the claimant knows, and since when; null for nobody. A
   *     claimant who saw something else decides again: so of two who claim at once, one does, and
   *     what is sent again long after takes nothing back
   */
  static ClaimDecision take(
      @Nullable Claim current, Assignment state, Claimant who, @Nullable Holder from) {
    if (!who.isMember()) {
      return new Refused(
          Reason.NOT_A_MEMBER, "Expected somebody who answers as the responder who has accepted");
    }
    return switch (state) {
      case Taken _ -> takeOver(current, who, from);
      case Offered _, HandoverOffered _ ->
          new Refused(
              Reason.NOT_ACCEPTED, "Expected accepted work, but it is offered; accept the offer");
      case Completed _ -> over(Reason.ALREADY_COMPLETED);
      case HandedOver _ -> over(Reason.ALREADY_HANDED_OVER);
      case Failed _ -> over(Reason.ALREADY_FAILED);
      case Declined _ -> over(Reason.ALREADY_DECLINED);
      case Lapsed _ -> over(Reason.OFFER_EXPIRED);
      case Withdrawn _ -> over(Reason.WITHDRAWN);
      case Unassigned _ -> over(Reason.NO_OPEN_OFFER);
    };
  }

  private static ClaimDecision takeOver(
      @Nullable Claim current, Claimant who, @Nullable Holder from) {
    if (current == null) {
      return from == null
          ? new Claimed()
          : new Refused(
              Reason.ALREADY_CLAIMED,
              "Expected " + from.person() + " to have it, but nobody has claimed it");
    }
    if (current.person().equals(who.person())) {
      return new Stands();
    }
    return current.holder().equals(from) ? new Claimed() : has(current);
  }

  private static Refused has(Claim current) {
    return new Refused(
        Reason.ALREADY_CLAIMED,
        "Expected work that no colleague has, or who has it now and since when, but "
            + current.person()
            + " has it since "
            + current.since());
  }

  private static Refused over(Reason reason) {
    return new Refused(reason, "Expected accepted work that is not over");
  }
}
