package se.rond.dispatch.closing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.rond.access.Caller;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.PatientReference;

/** The consents there are. What is written here counts with the writer's commit. */
public interface Consents {

  /** Adds one, if its id is free. */
  void add(Consent consent);

  Optional<Consent> find(UUID id);

  /** Lists those that a care provider was given by a patient, the newest first. */
  List<Consent> list(PatientReference patient, HsaId provider);

  /** Withdraws one; what was withdrawn before stays as it is. */
  void withdraw(UUID id, Instant now, Caller caller);
}
