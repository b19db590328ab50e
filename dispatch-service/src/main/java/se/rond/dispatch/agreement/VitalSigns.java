package se.rond.dispatch.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.rond.contracts.care.ContactCause;

/** Whether vital signs are agreed on for a contact cause that could go without them. */
@Component
public class VitalSigns {

  private final Agreements agreements;

  VitalSigns(Agreements agreements) {
    this.agreements = agreements;
  }

  /**
   * What triage is told of it: true, or nothing where the agreement asks for no more than the
   * locked limits, which let no other cause go without (clinical reference 2.10.5).
   */
  public @Nullable Boolean required(
      AgreementId agreement, Instant raisedAt, @Nullable ContactCause cause) {
    return cause != null
            && LockedLimits.MAY_GO_WITHOUT_VITALS.contains(cause)
            && agreements.asksForVitals(agreement, raisedAt, cause)
        ? Boolean.TRUE
        : null;
  }
}
