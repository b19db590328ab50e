package se.rond.dispatch.accesslog;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.accesslog.LoggedAccess;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;

/** What the log says about one patient (<i>patientdatalagen</i> 8:5). */
public interface Extracts {

  /**
   * Whose log, and of which time.
   *
   * @param from only what was done then or later; everything without it
   * @param to only what was done before
   */
  record Wish(PatientIdentifier patient, @Nullable Instant from, @Nullable Instant to) {}

  /**
   * Lists what was done, and what was refused, with the patient's data, the latest first: with
   * requests in those municipalities, and with what is no request's, such as a block, by that care
   * provider's people.
   */
  List<LoggedAccess> list(
      PatientReference patient,
      Set<MunicipalityCode> municipalities,
      HsaId careProvider,
      Wish wish,
      int limit);
}
