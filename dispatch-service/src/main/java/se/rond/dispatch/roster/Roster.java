package se.rond.dispatch.roster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.ResponderId;
import se.rond.dispatch.matching.OnRoster;
import se.rond.dispatch.request.NeedId;

/** Who there is. */
public interface Roster {

  /**
   * Lists everyone in the municipality's region who is of the kind that meets the need, on duty or
   * not.
   *
   * @param needId to tell who was asked before
   */
  List<OnRoster> listFor(Need need, NeedId needId, MunicipalityCode municipality, Instant now);

  /** Finds what a responder is; nothing if there is none of that id. */
  Optional<ResponderKind> findKind(ResponderId responder);

  /** Returns when the shift ends that the responder has now; nothing if it is off duty. */
  Optional<Instant> findShiftEnd(ResponderId responder, Instant now);
}
