package se.rond.dispatch.closing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.request.Patients;

/** Takes what patients agree to, and that they do not any more. */
@Service
public class ConsentDesk {

  private final Consents consents;
  private final Patients patients;
  private final AccessLog log;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  ConsentDesk(
      Consents consents,
      Patients patients,
      AccessLog log,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.consents = consents;
    this.patients = patients;
    this.log = log;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** What was agreed to, for the caller's unit or care provider, from now on. */
  public record Wish(
      UUID id,
      PatientIdentifier patient,
      Scope scope,
      Basis basis,
      @Nullable String attitude,
      Instant until) {
    /** Without what is said of the patient: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Wish[id=" + id + "]";
    }
  }

  /**
   * Takes one.
   *
   * @return nothing if the id stands for something else
   */
  @Transactional
  public Optional<Consent> record(Wish wish, Caller caller) {
    var patient = patients.referenceAndLock(wish.patient(), new PatientReference(freshIds.get()));
    consents.add(
        new Consent(
            wish.id(),
            patient,
            switch (wish.scope()) {
              case UNIT -> caller.unit();
              case CARE_PROVIDER -> null;
            },
            caller.careProvider(),
            wish.basis(),
            wish.attitude(),
            clock.instant(),
            wish.until(),
            caller.person(),
            null));
    log.changeOf(patient, wish.id());
    return consents
        .find(wish.id())
        .filter(
            kept ->
                kept.patient().equals(patient)
                    && isOf(kept, caller)
                    && kept.scope() == wish.scope()
                    && kept.basis() == wish.basis());
  }

  /** Lists what a patient has agreed to for the caller's care provider. */
  @Transactional
  public List<Consent> list(PatientIdentifier identifier, Caller caller) {
    var patient = patients.find(identifier);
    log.searchAbout(patient);
    return patient.map(known -> consents.list(known, caller.careProvider())).orElse(List.of());
  }

  /**
   * Withdraws one, from the next read on.
   *
   * @return nothing if the caller's care provider has no such consent
   */
  @Transactional
  public Optional<Consent> withdraw(UUID id, Caller caller) {
    return consents
        .find(id)
        .filter(consent -> isOf(consent, caller))
        .flatMap(
            consent -> {
              consents.withdraw(id, clock.instant(), caller);
              log.changeOf(consent.patient(), id);
              return consents.find(id);
            });
  }

  private static boolean isOf(Consent consent, Caller caller) {
    return consent.provider().value().equalsIgnoreCase(caller.careProvider().value());
  }
}
