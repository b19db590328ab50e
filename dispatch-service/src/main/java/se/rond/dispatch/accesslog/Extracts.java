package se.rond.dispatch.accesslog;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.accesslog.LoggedAccess;
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
   * Lists what was done, and what was refused, with the patient's data in those municipalities, the
   * latest first.
   *
   * @param from only what was done then or later
   * @param to only what was done before
   */
  List<LoggedAccess> list(
      PatientReference patient,
      Set<MunicipalityCode> municipalities,
      @Nullable Instant from,
      @Nullable Instant to,
      int limit);
}
