package se.rond.contracts.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessedFrom;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ExternalTriage;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Housing;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Origin;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Stated;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.intake.Submission.Place;
import se.rond.contracts.intake.Submission.Position;
import se.rond.contracts.intake.Submission.Requester;
import tools.jackson.databind.JsonNode;

/**
 * Reads the body of {@code POST /assessment-requests}, and of {@code POST /triage/preview}, which
 * is the same with almost everything optional.
 *
 * <p>Fields are read one by one: whatever can be read is returned even when other fields cannot, so
 * that an error in one never hides a red flag in another (clinical reference 2.10.1). Unknown
 * fields are passed over.
 */
public final class SubmissionReader {

  /** How far a time may lie in the future and still be taken for a clock that differs a little. */
  private static final Duration TOLERATED_FUTURE = Duration.ofMinutes(2);

  /** Longest number to call back, in characters; E.164 has 15 digits. */
  private static final int MAX_CALLBACK = 32;

  /** Longest address, identifier or name, in characters. */
  private static final int MAX_LINE = 200;

  /** Swedish birthdays begin at midnight in Sweden. */
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  /** What triage does not judge by. */
  private static final Set<String> NOT_JUDGED =
      Set.of(
          "id", "raisedAt", "deviceClock", "origin", "requester", "place", "healthCentre", "sbar");

  private SubmissionReader() {}

  /**
   * What was read of a body that raises a request.
   *
   * @param submission null if there are errors
   * @param content what could be read, errors or not
   */
  public record Reading(
      @Nullable Submission submission, ClinicalContent content, List<FieldError> errors) {}

  /**
   * What was read of a body that asks for a preview.
   *
   * @param content what could be read, errors or not
   * @param context what the caller stated as known of the patient
   */
  public record Preview(ClinicalContent content, TriageContext context, List<FieldError> errors) {}

  /** Reads a body that raises a request, received at {@code receivedAt}. */
  public static Reading read(JsonNode body, Instant receivedAt) {
    return read(JsonBody.of(body), receivedAt);
  }

  /**
   * Reads a body that raises a request, received at {@code receivedAt}. A field that stands twice
   * is an error.
   */
  public static Reading read(JsonBody body, Instant receivedAt) {
    var fields = Fields.of(body);
    var id = fields.required("id", "a UUID made by the device", fields.uuid("id"));
    var raisedAt = fields.required("raisedAt", Fields.TIME, fields.instant("raisedAt"));
    var deviceClock = fields.instant("deviceClock");
    var origin =
        fields.required(
            "origin",
            Fields.oneOf(Origin.values(), Enum::name),
            fields.code("origin", Origin.values(), Enum::name));
    var requester = requester(fields.object("requester"));
    var patient = patient(fields.object("patient").object("identifier"), true, receivedAt);
    var place = place(fields.object("place"), true);
    var healthCentre = fields.text("healthCentre", MAX_LINE);
    var content = content(fields, patient, raisedAt == null ? receivedAt : raisedAt);
    fields.required(
        "contactCause", Fields.oneOf(ContactCause.values(), Enum::name), content.contactCause());
    fields.required("nurseLevel", Fields.oneOf(Level.values(), Enum::name), content.nurseLevel());
    refuseFuture(fields, raisedAt, deviceClock, receivedAt);
    fields.refuseUnstorable();

    var errors = fields.errors();
    if (!errors.isEmpty()
        || id == null
        || raisedAt == null
        || origin == null
        || requester == null
        || patient == null
        || place == null
        || content.contactCause() == null
        || content.nurseLevel() == null) {
      return new Reading(null, content, errors);
    }
    var submission =
        new Submission(
            new AssessmentRequestId(id),
            raisedAt,
            deviceClock,
            origin,
            requester,
            patient,
            place,
            content.contactCause(),
            content.nurseLevel(),
            content,
            healthCentre);
    return new Reading(submission, content, errors);
  }

  /**
   * Reads a body that asks for a preview at {@code now}. Only the contact cause has to be there.
   */
  public static Preview preview(JsonNode body, Instant now) {
    return preview(JsonBody.of(body), now);
  }

  /** Reads a body that asks for a preview at {@code now}. A field that stands twice is an error. */
  public static Preview preview(JsonBody body, Instant now) {
    var fields = Fields.of(body);
    fields.uuid("id");
    fields.instant("deviceClock");
    fields.code("origin", Origin.values(), Enum::name);
    place(fields.object("place"), false);
    var raisedAt = fields.instant("raisedAt");
    var patient = patient(fields.object("patient").object("identifier"), false, now);
    var content = content(fields, patient, raisedAt == null ? now : raisedAt);
    fields.required(
        "contactCause", Fields.oneOf(ContactCause.values(), Enum::name), content.contactCause());
    var scale = fields.object("context").integer("spo2Scale", 1, 2, "(SpO2 scale)");
    var context =
        scale == null ? TriageContext.UNKNOWN : new TriageContext(OxygenSaturationScale.of(scale));
    return new Preview(content, context, fields.errors());
  }

  private static void refuseFuture(
      Fields fields,
      @Nullable Instant raisedAt,
      @Nullable Instant deviceClock,
      Instant receivedAt) {
    // Without the device's clock nobody can tell a future from a wrong clock; then receipt time is
    // used.
    if (raisedAt != null && deviceClock != null) {
      var corrected = raisedAt.plus(Duration.between(deviceClock, receivedAt));
      if (corrected.isAfter(receivedAt.plus(TOLERATED_FUTURE))) {
        fields.refuse(
            "raisedAt",
            "a time that is not after deviceClock",
            "a time " + Duration.between(deviceClock, raisedAt).toMinutes() + " min after it");
      }
    }
  }

  private static @Nullable Requester requester(Fields fields) {
    var hsaId = fields.required("hsaId", HsaId.FORM, hsaId(fields));
    var callback =
        fields.required("callback", "a telephone number", fields.text("callback", MAX_CALLBACK));
    return hsaId == null || callback == null ? null : new Requester(hsaId, callback);
  }

  private static @Nullable HsaId hsaId(Fields fields) {
    return fields.parsed(
        "hsaId",
        HsaId.FORM,
        text -> HsaId.isWellFormed(text) ? Optional.of(new HsaId(text)) : Optional.empty());
  }

  private static @Nullable PatientIdentifier patient(
      Fields fields, boolean required, Instant readAt) {
    var system = fields.text("system", MAX_LINE);
    var value = fields.text("value", MAX_LINE);
    if (required) {
      fields.required(
          "system",
          "the URI of a numbering system, such as " + PatientIdentifier.PERSONNUMMER,
          system);
      fields.required("value", "the patient's number", value);
    }
    if (system == null || value == null) {
      return null;
    }
    var identifier = new PatientIdentifier(system, value);
    var flaw = identifier.flaw(LocalDate.ofInstant(readAt, SWEDEN));
    if (flaw.isPresent()) {
      fields.refuse("value", "12 digits: date, serial number and check digit", flaw.get());
      return null;
    }
    return identifier;
  }

  private static @Nullable Place place(Fields fields, boolean required) {
    var municipality =
        fields.parsed(
            "municipality",
            MunicipalityCode.FORM,
            text ->
                MunicipalityCode.isWellFormed(text)
                    ? Optional.of(new MunicipalityCode(text))
                    : Optional.empty());
    if (required) {
      fields.required("municipality", MunicipalityCode.FORM, municipality);
    }
    var address = fields.text("address", MAX_LINE);
    var position = position(fields.object("position"));
    var housing = fields.code("housing", Housing.values(), Enum::name);
    return municipality == null ? null : new Place(municipality, address, position, housing);
  }

  private static @Nullable Position position(Fields fields) {
    if (!fields.isPresent()) {
      return null;
    }
    var latitude =
        fields.required("latitude", "degrees", fields.decimal("latitude", "-90", "90", "degrees"));
    var longitude =
        fields.required(
            "longitude", "degrees", fields.decimal("longitude", "-180", "180", "degrees"));
    return latitude == null || longitude == null
        ? null
        : new Position(latitude.doubleValue(), longitude.doubleValue());
  }

  private static ClinicalContent content(
      Fields fields, @Nullable PatientIdentifier patient, Instant at) {
    var sbar = fields.object("sbar");
    sbar.text("situation", Fields.MAX_TEXT);
    sbar.text("background", Fields.MAX_TEXT);
    sbar.text("assessment", Fields.MAX_TEXT);
    sbar.text("recommendation", Fields.MAX_TEXT);
    return new ClinicalContent(
        fields.code("contactCause", ContactCause.values(), Enum::name),
        fields.code("nurseLevel", Level.values(), Enum::name),
        redFlags(fields),
        fields.codes("findings", Finding.values(), Enum::name),
        Boolean.TRUE.equals(fields.bool("suspectedInfection")),
        vitals(fields.object("vitals"), at),
        pointOfCare(fields.object("pointOfCare")),
        ageYears(patient, at),
        fields.bool("pregnant"),
        fields.bool("anticoagulant"),
        fields.instant("lastKnownWell"),
        fields.code("xrayRegion", XrayRegion.values(), Enum::name),
        stated(fields.object("stated")),
        palliativePlan(fields.object("palliativePlan")),
        externalTriage(fields.object("externalTriage")),
        fields.code("assessedFrom", AssessedFrom.values(), Enum::name));
  }

  /**
   * The flags that were ticked. Where something was ticked that cannot be read, nobody can tell
   * which flag it was, but each one means 112: then RF-X0 stands among those that can be read. The
   * body is refused, so the flag only decides what the nurse is told with the refusal. The same
   * holds where something that triage judges by stands twice: only one of the two was read.
   */
  private static Set<RedFlag> redFlags(Fields fields) {
    var flags = fields.codes("redFlags", RedFlag.values(), RedFlag::code);
    if (fields.isRefused("redFlags") || fields.repeatsAnythingBut(NOT_JUDGED)) {
      flags.add(RedFlag.RF_X0);
    }
    return flags;
  }

  /**
   * Hard ranges of clinical reference 1.4: what cannot be a measured value is an error, never
   * clamped.
   */
  private static Vitals vitals(Fields fields, Instant at) {
    var measuredAt = fields.instant("measuredAt");
    if (measuredAt != null && measuredAt.isAfter(at.plus(TOLERATED_FUTURE))) {
      fields.refuse(
          "measuredAt",
          "a time that is not after raisedAt",
          "a time " + Duration.between(at, measuredAt).toMinutes() + " min after it");
    }
    var systolic = fields.integer("systolicPressure", 0, 350, "mmHg");
    var diastolic = fields.integer("diastolicPressure", 0, 250, "mmHg");
    if (systolic != null && diastolic != null && diastolic >= systolic) {
      fields.refuse(
          "diastolicPressure",
          "below the systolic pressure of " + systolic + " mmHg",
          "" + diastolic);
    }
    var supplementalOxygen = fields.bool("supplementalOxygen");
    var oxygenFlow = fields.decimal("oxygenFlow", "0", "60", "L/min");
    if (Boolean.FALSE.equals(supplementalOxygen) && oxygenFlow != null && oxygenFlow.signum() > 0) {
      fields.refuse(
          "oxygenFlow",
          "a flow only where supplementalOxygen is true",
          oxygenFlow.toPlainString() + " L/min with supplementalOxygen false");
    }
    return new Vitals(
        measuredAt,
        fields.integer("respirationRate", 0, 100, "breaths per minute"),
        fields.integer("oxygenSaturation", 0, 100, "percent"),
        supplementalOxygen,
        oxygenFlow,
        systolic,
        diastolic,
        fields.integer("pulse", 0, 350, "beats per minute"),
        fields.code("consciousness", Consciousness.values(), Enum::name),
        fields.decimal("temperature", "10.0", "47.0", "°C"),
        fields.bool("confirmedExtreme"),
        fields.text("measuredBy", MAX_LINE),
        fields.text("notMeasuredReason", Fields.MAX_TEXT));
  }

  /**
   * Glucose has the hard range of clinical reference 1.4; the others only keep slips of the pen
   * out.
   */
  private static PointOfCare pointOfCare(Fields fields) {
    return new PointOfCare(
        fields.decimal("crp", "0", "1000", "mg/L"),
        fields.decimal("hb", "0", "400", "g/L"),
        fields.decimal("glucose", "0.6", "50", "mmol/L"),
        fields.decimal("inr", "0", "30", ""),
        fields.decimal("lactate", "0", "50", "mmol/L"),
        fields.decimal("potassium", "0", "20", "mmol/L"),
        fields.decimal("sodium", "50", "250", "mmol/L"),
        fields.decimal("creatinine", "0", "5000", "µmol/L"),
        fields.decimal("ketones", "0", "30", "mmol/L"),
        fields.code("ecg", PointOfCare.Ecg.values(), Enum::name));
  }

  private static Stated stated(Fields fields) {
    return new Stated(
        Boolean.TRUE.equals(fields.bool("knownEpilepsyRecovered")),
        Boolean.TRUE.equals(fields.bool("oxygenCoveredByPlan")));
  }

  private static @Nullable PalliativePlan palliativePlan(Fields fields) {
    var exists = fields.bool("exists");
    var sufficientPrescriptions = fields.bool("sufficientPrescriptions");
    var hospitalCareWanted = fields.bool("hospitalCareWanted");
    var author = fields.text("author", MAX_LINE);
    var date = fields.date("date");
    return exists == null
        ? null
        : new PalliativePlan(exists, sufficientPrescriptions, hospitalCareWanted, author, date);
  }

  private static @Nullable ExternalTriage externalTriage(Fields fields) {
    var system = fields.text("system", MAX_LINE);
    var colour = fields.text("colour", MAX_LINE);
    return system == null && colour == null ? null : new ExternalTriage(system, colour);
  }

  /**
   * Where month or day of birth is unknown the patient is taken as old as can be: NEWS2 then
   * applies.
   */
  private static @Nullable Integer ageYears(@Nullable PatientIdentifier patient, Instant at) {
    return Optional.ofNullable(patient)
        .flatMap(PatientIdentifier::earliestBirthDate)
        .map(born -> Period.between(born, LocalDate.ofInstant(at, SWEDEN)).getYears())
        .filter(years -> years >= 0)
        .orElse(null);
  }
}
