package se.rond.contracts.intake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessedFrom;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.ClinicalContent;
import se.rond.contracts.care.Consciousness;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.ExternalTriage;
import se.rond.contracts.care.Finding;
import se.rond.contracts.care.Housing;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.MunicipalityCode;
import se.rond.contracts.care.Origin;
import se.rond.contracts.care.PalliativePlan;
import se.rond.contracts.care.PointOfCare;
import se.rond.contracts.care.ProtectedIdentity;
import se.rond.contracts.care.RedFlag;
import se.rond.contracts.care.Stated;
import se.rond.contracts.care.Vitals;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.intake.Submission.Place;
import se.rond.contracts.intake.Submission.Position;
import se.rond.contracts.intake.Submission.Requester;
import se.rond.contracts.language.Text;
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
  public static final Duration TOLERATED_FUTURE = Duration.ofMinutes(2);

  /** Longest number to call back, in characters; E.164 has 15 digits. */
  private static final int MAX_CALLBACK = 32;

  /** Longest address, identifier or name, in characters. */
  private static final int MAX_LINE = 200;

  /** Swedish birthdays begin at midnight in Sweden. */
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  /** What triage does not judge by. */
  private static final Set<String> NOT_JUDGED =
      Set.of(
          "id",
          "raisedAt",
          "deviceClock",
          "origin",
          "requester",
          "place",
          "healthCentre",
          "sbar",
          "medicalPlan",
          "patientWish",
          "contactPerson",
          "accessNotes");

  private SubmissionReader() {}

  /**
   * What was read of a body that raises a request.
   *
   * @param submission null if there are errors
   * @param content what could be read, errors or not; with errors it holds also what is refused but
   *     can be understood, such as a number written as text, and is only for what the nurse is told
   */
  public record Reading(
      @Nullable Submission submission, ClinicalContent content, List<FieldError> errors) {}

  /**
   * What was read of a body that asks for a preview.
   *
   * @param content what could be read, as in {@link Reading}
   * @param context what counts of what the caller stated as known of the patient
   * @param municipality whose rules are asked for, null if it was not told or could not be read
   */
  public record Preview(
      ClinicalContent content,
      ContextUsed context,
      @Nullable MunicipalityCode municipality,
      List<FieldError> errors) {}

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
    var id = fields.required("id", Wording.UUID_OF_DEVICE.of(), fields.uuid("id"));
    var raisedAt = fields.required("raisedAt", Wording.TIME.of(), fields.instant("raisedAt"));
    var deviceClock = fields.instant("deviceClock");
    var origin =
        fields.required(
            "origin",
            Fields.oneOf(Origin.values(), Enum::name),
            fields.code("origin", Origin.values(), Enum::name));
    var requester = requester(fields.object("requester"));
    var person = fields.object("patient");
    var patient = patient(person.object("identifier"), true, receivedAt);
    var protectedIdentity = protectedIdentity(person);
    var place = place(fields.object("place"), true);
    var healthCentre = fields.text("healthCentre", MAX_LINE);
    var content = content(fields, patient, raisedAt, deviceClock, receivedAt);
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
            protectedIdentity,
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
    var deviceClock = fields.instant("deviceClock");
    fields.code("origin", Origin.values(), Enum::name);
    var place = place(fields.object("place"), false);
    var raisedAt = fields.instant("raisedAt");
    var person = fields.object("patient");
    var patient = patient(person.object("identifier"), false, now);
    protectedIdentity(person);
    var content = content(fields, patient, raisedAt, deviceClock, now);
    fields.required(
        "contactCause", Fields.oneOf(ContactCause.values(), Enum::name), content.contactCause());
    var context = ContextReader.read(fields.object("context"), raisedAt, deviceClock, now);
    return new Preview(
        content, context, place == null ? null : place.municipality(), fields.errors());
  }

  /**
   * Reads what can be read of something that cannot be taken as a body, received at {@code now}:
   * broken or cut off, or longer than anybody reads. A red flag that stands in it {@linkplain
   * QuotedFlags in quotes} counts wherever it stands, also after the place where it stops being
   * JSON.
   */
  public static ClinicalContent rescue(byte[] sent, Instant now) {
    return rescued(sent, QuotedFlags.in(sent), now);
  }

  /**
   * Reads what can be read of something too large, of which only the beginning is at hand. Of the
   * rest only the red flags in quotes are read, and at most {@code longestRest} bytes.
   */
  public static ClinicalContent rescue(
      byte[] beginning, InputStream rest, int longestRest, Instant now) throws IOException {
    return rescued(beginning, QuotedFlags.in(beginning, rest, longestRest), now);
  }

  private static ClinicalContent rescued(byte[] sent, Set<RedFlag> quoted, Instant now) {
    var content = preview(JsonBody.readablePart(sent), now).content();
    var flags = new HashSet<>(content.redFlags());
    flags.addAll(quoted);
    return content.with(flags);
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
            Wording.NOT_AFTER.of("deviceClock"),
            Wording.MINUTES_AFTER.of(Duration.between(deviceClock, raisedAt).toMinutes()));
      }
    }
  }

  private static @Nullable Requester requester(Fields fields) {
    var hsaId = fields.required("hsaId", Wording.HSA_ID.of(), hsaId(fields, "hsaId"));
    var callback =
        fields.required("callback", Wording.TELEPHONE.of(), fields.text("callback", MAX_CALLBACK));
    return hsaId == null || callback == null ? null : new Requester(hsaId, callback);
  }

  static @Nullable HsaId hsaId(Fields fields, String name) {
    return fields.parsed(
        name,
        Wording.HSA_ID.of(),
        // One person is one id, however the letters are written.
        text ->
            Optional.of(text.toUpperCase(Locale.ROOT))
                .filter(HsaId::isWellFormed)
                .map(HsaId::new)
                .filter(HsaId::hasCheckDigit));
  }

  /**
   * Reads what identifies a patient; null if it is not there or cannot be used, which is noted.
   *
   * @param fields the object with {@code system} and {@code value}
   * @param readAt by which it is told that nobody is born in the future
   */
  public static @Nullable PatientIdentifier patient(
      Fields fields, boolean required, Instant readAt) {
    var system =
        fields.parsed(
            "system",
            Wording.NUMBERING_SYSTEM.of(PatientIdentifier.PERSONNUMMER),
            text -> PatientIdentifier.isSystem(text) ? Optional.of(text) : Optional.empty());
    var value = fields.text("value", MAX_LINE);
    if (required) {
      fields.required(
          "system", Wording.NUMBERING_SYSTEM.of(PatientIdentifier.PERSONNUMMER), system);
      fields.required("value", Wording.PATIENT_NUMBER.of(), value);
    }
    if (system == null || value == null) {
      return null;
    }
    var identifier = new PatientIdentifier(system, value);
    var flaw = identifier.flaw(LocalDate.ofInstant(readAt, SWEDEN));
    if (flaw.isPresent()) {
      fields.refuse("value", identifier.expected(), flaw.get());
      return null;
    }
    return identifier;
  }

  static @Nullable ProtectedIdentity protectedIdentity(Fields patient) {
    return patient.code("protectedIdentity", ProtectedIdentity.values(), Enum::name);
  }

  static @Nullable Place place(Fields fields, boolean required) {
    var municipality =
        fields.parsed(
            "municipality",
            Wording.MUNICIPALITY.of(),
            text ->
                MunicipalityCode.isWellFormed(text)
                    ? Optional.of(new MunicipalityCode(text))
                    : Optional.empty());
    if (required) {
      fields.required("municipality", Wording.MUNICIPALITY.of(), municipality);
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
    var degrees = Wording.DEGREES.of();
    var latitude =
        fields.required("latitude", degrees, fields.decimal("latitude", "-90", "90", degrees));
    var longitude =
        fields.required("longitude", degrees, fields.decimal("longitude", "-180", "180", degrees));
    return latitude == null || longitude == null
        ? null
        : new Position(latitude.doubleValue(), longitude.doubleValue());
  }

  private static ClinicalContent content(
      Fields fields,
      @Nullable PatientIdentifier patient,
      @Nullable Instant raisedAt,
      @Nullable Instant deviceClock,
      Instant receivedAt) {
    var sbar = fields.object("sbar");
    sbar.text("situation", Fields.MAX_TEXT);
    sbar.text("background", Fields.MAX_TEXT);
    sbar.text("assessment", Fields.MAX_TEXT);
    sbar.text("recommendation", Fields.MAX_TEXT);
    shown(fields);
    return new ClinicalContent(
        fields.code("contactCause", ContactCause.values(), Enum::name),
        fields.code("nurseLevel", Level.values(), Enum::name),
        redFlags(fields),
        fields.codes("findings", Finding.values(), Enum::name),
        Boolean.TRUE.equals(fields.bool("suspectedInfection")),
        vitals(fields.object("vitals"), Latest.of(raisedAt, deviceClock, receivedAt)),
        pointOfCare(fields.object("pointOfCare")),
        // By our clock: by one that counts from 1970 an old patient would be a child.
        ageYears(patient, receivedAt),
        fields.bool("pregnant"),
        fields.bool("anticoagulant"),
        lastKnownWell(fields, raisedAt == null ? receivedAt : raisedAt),
        fields.code("xrayRegion", XrayRegion.values(), Enum::name),
        stated(fields.object("stated")),
        palliativePlan(fields.object("palliativePlan")),
        externalTriage(fields.object("externalTriage")),
        fields.code("assessedFrom", AssessedFrom.values(), Enum::name));
  }

  /** What nobody judges by, but those who go are shown. */
  private static void shown(Fields fields) {
    var medicalPlan = fields.object("medicalPlan");
    medicalPlan.bool("documented");
    medicalPlan.text("reference", MAX_LINE);
    fields.text("patientWish", Fields.MAX_TEXT);
    fields.person("contactPerson", MAX_LINE);
    var accessNotes = fields.object("accessNotes");
    accessNotes.text("doorCode", MAX_LINE);
    accessNotes.remark("infection", MAX_LINE);
    accessNotes.remark("interpreter", MAX_LINE);
    accessNotes.remark("threat", MAX_LINE);
    accessNotes.remark("lifting", MAX_LINE);
  }

  /** When the patient was last well cannot be later than when the request was raised. */
  private static @Nullable Instant lastKnownWell(Fields fields, Instant raisedAt) {
    var lastKnownWell = fields.instant("lastKnownWell");
    new Latest(raisedAt, Text.same("raisedAt")).refuseLater(fields, "lastKnownWell", lastKnownWell);
    return lastKnownWell;
  }

  /**
   * What a time of the device cannot be after.
   *
   * @param name what the time is called in an error
   */
  record Latest(Instant time, Text name) {

    /**
     * When it was sent, by the device's clock. A form may be opened long before anything is
     * measured, so {@code raisedAt} is no limit. Where the device does not tell its clock it is the
     * time of receipt, unless {@code raisedAt} shows that the device is ahead of us.
     */
    static Latest of(
        @Nullable Instant raisedAt, @Nullable Instant deviceClock, Instant receivedAt) {
      if (deviceClock != null) {
        return new Latest(deviceClock, Text.same("deviceClock"));
      }
      return raisedAt != null && raisedAt.isAfter(receivedAt)
          ? new Latest(raisedAt, Text.same("raisedAt"))
          : new Latest(receivedAt, Wording.RECEIPT.of());
    }

    void refuseLater(Fields fields, String field, @Nullable Instant later) {
      if (later != null && later.isAfter(time.plus(TOLERATED_FUTURE))) {
        fields.refuse(
            field,
            Wording.NOT_AFTER.of(name),
            Wording.MINUTES_AFTER.of(Duration.between(time, later).toMinutes()));
      }
    }
  }

  /**
   * The flags that were ticked. Where something was ticked that cannot be read, nobody can tell
   * which flag it was, but each one means 112: then RF-X0 stands among those that can be read. The
   * body is refused, so the flag only decides what the nurse is told with the refusal. The same
   * holds where something that triage judges by stands twice: only one of the two was read.
   */
  static Set<RedFlag> redFlags(Fields fields) {
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
  static Vitals vitals(Fields fields, Latest latest) {
    var measuredAt = fields.instant("measuredAt");
    latest.refuseLater(fields, "measuredAt", measuredAt);
    var systolic = fields.measured("systolicPressure", 0, 350, 120, Text.same("mmHg"));
    var diastolic = fields.integer("diastolicPressure", 0, 250, Text.same("mmHg"));
    if (systolic != null && diastolic != null && diastolic >= systolic) {
      fields.refuse("diastolicPressure", Wording.BELOW_SYSTOLIC.of(systolic), Text.same(diastolic));
    }
    var supplementalOxygen = fields.bool("supplementalOxygen");
    var oxygenFlow = fields.decimal("oxygenFlow", "0", "60", Text.same("L/min"));
    if (Boolean.FALSE.equals(supplementalOxygen) && oxygenFlow != null && oxygenFlow.signum() > 0) {
      fields.refuse(
          "oxygenFlow",
          Wording.FLOW_ONLY_ON_OXYGEN.of(),
          Wording.FLOW_ON_AIR.of(oxygenFlow.toPlainString()));
    }
    return new Vitals(
        measuredAt,
        fields.measured("respirationRate", 0, 100, 16, Wording.BREATHS_PER_MINUTE.of()),
        fields.measured("oxygenSaturation", 0, 100, 100, Wording.PERCENT.of()),
        supplementalOxygen,
        oxygenFlow,
        systolic,
        diastolic,
        fields.measured("pulse", 0, 350, 70, Wording.BEATS_PER_MINUTE.of()),
        fields.code("consciousness", Consciousness.values(), Enum::name),
        fields.decimal("temperature", "10.0", "47.0", Text.same("°C")),
        fields.bool("confirmedExtreme"),
        fields.text("measuredBy", MAX_LINE),
        fields.text("notMeasuredReason", Fields.MAX_TEXT));
  }

  /**
   * Glucose has the hard range of clinical reference 1.4; the others only keep slips of the pen
   * out.
   */
  static PointOfCare pointOfCare(Fields fields) {
    return new PointOfCare(
        fields.decimal("crp", "0", "1000", Text.same("mg/L")),
        fields.decimal("hb", "0", "400", Text.same("g/L")),
        fields.decimal("glucose", "0.6", "50", Text.same("mmol/L")),
        fields.decimal("inr", "0", "30", Text.same("")),
        fields.decimal("lactate", "0", "50", Text.same("mmol/L")),
        fields.decimal("potassium", "0", "20", Text.same("mmol/L")),
        fields.decimal("sodium", "50", "250", Text.same("mmol/L")),
        fields.decimal("creatinine", "0", "5000", Text.same("µmol/L")),
        fields.decimal("ketones", "0", "30", Text.same("mmol/L")),
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

  private static @Nullable Integer ageYears(@Nullable PatientIdentifier patient, Instant at) {
    return patient == null ? null : patient.ageYearsAt(at).orElse(null);
  }
}
