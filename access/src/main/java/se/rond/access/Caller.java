package se.rond.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.ResponderId;

/**
 * Who calls, and what the answer is limited to. A controller takes it as a parameter; where it
 * comes from is not the controller's business.
 *
 * @param person the person, or the function's account where no person is behind the call
 * @param name what colleagues call the person, to be shown to them; never logged
 * @param commission the assignment (<i>medarbetaruppdrag</i>) the person chose at login; absent of
 *     a system
 * @param unit the care unit (<i>vårdenhet</i>) the person works for in this call
 * @param careProvider the care provider (<i>vårdgivare</i>) of the unit
 * @param municipalities whose requests the caller may see and change
 * @param responders whom the caller answers as; what they are asked and have accepted the caller
 *     may see and change wherever the patient is
 */
public record Caller(
    HsaId person,
    String name,
    Role role,
    @Nullable HsaId commission,
    HsaId unit,
    HsaId careProvider,
    Set<MunicipalityCode> municipalities,
    Set<ResponderId> responders) {

  public Caller {
    municipalities = Set.copyOf(municipalities);
    responders = Set.copyOf(responders);
  }
}
