package se.rond.contracts.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Stated;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.intake.Change.Acknowledgement;
import se.rond.contracts.intake.Change.Cancellation;
import se.rond.contracts.intake.Change.CancellationReason;
import se.rond.contracts.intake.Change.Correction;
import se.rond.contracts.intake.Change.Emergency;
import se.rond.contracts.intake.Change.NewPlace;
import se.rond.contracts.intake.Change.Observations;
import se.rond.contracts.intake.Change.Protection;
import se.rond.contracts.intake.Change.Said;
import se.rond.contracts.intake.Change.WrongPatient;
import se.rond.contracts.intake.SubmissionReader.Latest;
import se.rond.contracts.language.Text;

/**
 * Reads the bodies that change a request. As at intake, fields are read one by one, so that an
 * error in one never hides a red flag in another.
 */
public final class ChangeReader {

  /** How far a time may lie in the future and still be taken for a clock that differs a little. */
  private static final Duration TOLERATED_FUTURE = Duration.ofMinutes(2);

  private static final ClinicalContent NOTHING_OBSERVED =
      observed(Set.of(), Set.of(), Vitals.NONE, PointOfCare.NONE);

  private ChangeReader() {}

  /**
   * What was read.
   *
   * @param change null if there are errors
   * @param content what could be read of observations, errors or not; nothing in other bodies
   */
  public record Reading<C extends Change>(
      @Nullable C change, ClinicalContent content, List<FieldError> errors) {}

  /** Reads observations. */
  public static Reading<Observations> observations(JsonBody body) {
    var fields = Fields.of(body);
    var id = fields.required("id", Wording.UUID_OF_DEVICE.of(), fields.uuid("id"));
    var deviceClock = fields.instant("deviceClock");
    var observedAt = fields.instant("observedAt");
    var note = fields.text("note", Fields.MAX_TEXT);
    var content = content(fields, latest(observedAt, deviceClock));
    refuseFuture(fields, observedAt, deviceClock);
    if (content.equals(NOTHING_OBSERVED) && note == null && fields.errors().isEmpty()) {
      fields.refuse("", Wording.SOMETHING_OBSERVED.of(), Wording.NOTHING.of());
    }
    fields.refuseUnstorable();
    var errors = fields.errors();
    return id == null || !errors.isEmpty()
        ? new Reading<>(null, content, errors)
        : new Reading<>(new Observations(id, deviceClock, observedAt, content), content, errors);
  }

  /** Reads another place. */
  public static Reading<NewPlace> place(JsonBody body) {
    var fields = Fields.of(body);
    var id = fields.required("id", Wording.UUID_OF_DEVICE.of(), fields.uuid("id"));
    var place = SubmissionReader.place(fields, true);
    fields.refuseUnstorable();
    return id == null || place == null ? nothing(fields) : reading(fields, new NewPlace(id, place));
  }

  /**
   * Reads whom a request is really about, or whether that one's identity is protected, at {@code
   * receivedAt}.
   */
  public static Reading<Correction> correction(JsonBody body, Instant receivedAt) {
    var fields = Fields.of(body);
    var id = fields.required("id", Wording.UUID_OF_DEVICE.of(), fields.uuid("id"));
    var kind =
        fields.required(
            "kind",
            Fields.oneOf(Kind.values(), Enum::name),
            fields.code("kind", Kind.values(), Enum::name));
    var person = fields.object("patient");
    if (kind == Kind.PROTECTED_IDENTITY) {
      return protection(fields, person, id);
    }
    var patient = SubmissionReader.patient(person.object("identifier"), true, receivedAt);
    var protectedIdentity = SubmissionReader.protectedIdentity(person);
    fields.refuseUnstorable();
    return id == null || kind == null || patient == null
        ? nothing(fields)
        : reading(fields, new WrongPatient(id, patient, protectedIdentity));
  }

  private static Reading<Correction> protection(Fields fields, Fields person, @Nullable UUID id) {
    var said =
        person.required(
            "protectedIdentity",
            Fields.oneOf(Protected.values(), Enum::name),
            person.code("protectedIdentity", Protected.values(), Enum::name));
    fields.refuseUnstorable();
    return id == null || said == null
        ? nothing(fields)
        : reading(fields, new Protection(id, said.identity));
  }

  /** Reads why nobody needs to come. */
  public static Reading<Cancellation> cancellation(JsonBody body) {
    var fields = Fields.of(body);
    var reason =
        fields.required(
            "reason",
            Fields.oneOf(CancellationReason.values(), Enum::name),
            fields.code("reason", CancellationReason.values(), Enum::name));
    return reason == null ? nothing(fields) : reading(fields, new Cancellation(reason));
  }

  /** Reads what became of RING 112. */
  public static Reading<Acknowledgement> acknowledgement(JsonBody body) {
    var fields = Fields.of(body);
    var id = fields.uuid("id");
    var alarm =
        fields.integer("alarm", Acknowledgement.FIRST_ALARM, Integer.MAX_VALUE, Text.same(""));
    var emergency =
        fields.required(
            "acknowledgement",
            Fields.oneOf(Emergency.values(), Enum::name),
            fields.code("acknowledgement", Emergency.values(), Enum::name));
    var provisional = Boolean.TRUE.equals(fields.bool("provisional"));
    var reason = fields.text("reason", Fields.MAX_TEXT);
    if (emergency != null && emergency.asksPhysician()) {
      fields.required("reason", Wording.WHY_NOT_CALLED.of(), reason);
    }
    if (provisional && emergency != null && emergency != Emergency.CALLED) {
      fields.refuse(
          "provisional",
          Wording.TRUE_ONLY_WITH.of(Emergency.CALLED),
          Wording.TRUE_WITH.of(emergency));
    }
    fields.refuseUnstorable();
    return emergency == null
        ? nothing(fields)
        : reading(
            fields,
            new Acknowledgement(
                id,
                alarm == null ? Acknowledgement.FIRST_ALARM : alarm,
                new Said(emergency, provisional, reason)));
  }

  /** The corrections there are. */
  private enum Kind {
    WRONG_PATIENT,
    PROTECTED_IDENTITY
  }

  /** What can be said of a patient's identity. Nothing said, or null, would be no correction. */
  private enum Protected {
    PROTECTED_POPULATION_REGISTRATION(ProtectedIdentity.PROTECTED_POPULATION_REGISTRATION),
    SECRECY_MARKING(ProtectedIdentity.SECRECY_MARKING),
    NONE(null);

    private final @Nullable ProtectedIdentity identity;

    Protected(@Nullable ProtectedIdentity identity) {
      this.identity = identity;
    }
  }

  private static ClinicalContent content(Fields fields, Latest latest) {
    return observed(
        SubmissionReader.redFlags(fields),
        fields.codes("findings", Finding.values(), Enum::name),
        SubmissionReader.vitals(fields.object("vitals"), latest),
        SubmissionReader.pointOfCare(fields.object("pointOfCare")));
  }

  private static ClinicalContent observed(
      Set<RedFlag> redFlags, Set<Finding> findings, Vitals vitals, PointOfCare pointOfCare) {
    return new ClinicalContent(
        null,
        null,
        redFlags,
        findings,
        false,
        vitals,
        pointOfCare,
        null,
        null,
        null,
        null,
        null,
        Stated.NOTHING,
        null,
        null,
        null);
  }

  /**
   * What nothing can have been measured after. Without any time of the device nobody can tell a
   * future from a wrong clock; then the time of receipt is used.
   */
  private static Latest latest(@Nullable Instant observedAt, @Nullable Instant deviceClock) {
    if (deviceClock != null) {
      return new Latest(deviceClock, Text.same("deviceClock"));
    }
    return new Latest(observedAt == null ? Fields.LATEST : observedAt, Text.same("observedAt"));
  }

  private static void refuseFuture(
      Fields fields, @Nullable Instant observedAt, @Nullable Instant deviceClock) {
    if (observedAt != null
        && deviceClock != null
        && observedAt.isAfter(deviceClock.plus(TOLERATED_FUTURE))) {
      fields.refuse(
          "observedAt",
          Wording.NOT_AFTER.of("deviceClock"),
          Wording.MINUTES_AFTER.of(Duration.between(deviceClock, observedAt).toMinutes()));
    }
  }

  private static <C extends Change> Reading<C> reading(Fields fields, C change) {
    return fields.errors().isEmpty()
        ? new Reading<>(change, NOTHING_OBSERVED, List.of())
        : nothing(fields);
  }

  private static <C extends Change> Reading<C> nothing(Fields fields) {
    return new Reading<>(null, NOTHING_OBSERVED, fields.errors());
  }
}
