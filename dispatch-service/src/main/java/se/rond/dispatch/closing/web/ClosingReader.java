package se.rond.dispatch.closing.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.contracts.intake.SubmissionReader;
import se.rond.contracts.language.Text;
import se.rond.dispatch.closing.AskedBy;
import se.rond.dispatch.closing.Basis;
import se.rond.dispatch.closing.BlockDesk;
import se.rond.dispatch.closing.Consent;
import se.rond.dispatch.closing.ConsentDesk;
import se.rond.dispatch.closing.Ground;
import se.rond.dispatch.closing.Opening;
import se.rond.dispatch.closing.Scope;
import se.rond.dispatch.closing.WhyNotAsked;

/**
 * Reads what people send of blocks, consents and openings; every field that cannot be used is
 * named.
 */
final class ClosingReader {

  private static final Text UNIT = Text.of("an HSA-id", "ett HSA-id");

  private static final Text PAST = Text.of("a time that has been", "en tid som har varit");

  private static final Text LATER = Text.of("a later time", "en senare tid");

  private static final Text WHY =
      Text.of("why the patient cannot be asked", "varför patienten inte kan tillfrågas");

  private static final Text RELATION =
      Text.of("true: a current relation to the patient", "true: en aktuell patientrelation");

  private static final Text ATTITUDE =
      Text.of("what is known of the attitude", "vad som är känt om inställningen");

  private static final Text WITHIN_A_YEAR =
      Text.of("a time within a year from now", "en tid inom ett år från nu");

  private static final Text ANOTHER_TIME = Text.of("another time", "en annan tid");

  private ClosingReader() {}

  static BlockDesk.Wish block(JsonBody body, Instant now) {
    var fields = Fields.of(body);
    var id = fields.requiredUuid("id");
    var patient = patient(fields, now);
    var scope = fields.requiredCode("scope", Scope.values());
    var unit = unit(fields);
    var askedBy = fields.requiredCode("askedBy", AskedBy.values());
    var informedAt = fields.requiredInstant("informedAt");
    if (informedAt != null && informedAt.isAfter(now.plus(SubmissionReader.TOLERATED_FUTURE))) {
      fields.refuse("informedAt", PAST, LATER);
    }
    return good(
        fields,
        id == null || patient == null || scope == null || askedBy == null || informedAt == null
            ? null
            : new BlockDesk.Wish(id, patient, scope, unit, askedBy, informedAt));
  }

  static PatientIdentifier patient(JsonBody body, Instant now) {
    var fields = Fields.of(body);
    return good(fields, patient(fields, now));
  }

  static AskedBy askedBy(JsonBody body) {
    var fields = Fields.of(body);
    return good(fields, fields.requiredCode("askedBy", AskedBy.values()));
  }

  /** A consent has a relation behind it, and an end within a year. */
  static ConsentDesk.Wish consent(JsonBody body, Instant now) {
    var fields = Fields.of(body);
    var id = fields.requiredUuid("id");
    var patient = patient(fields, now);
    var scope = fields.requiredCode("scope", Scope.values());
    var relation = fields.requiredBool("patientRelation");
    if (relation != null && !relation) {
      fields.refuse("patientRelation", RELATION, Text.same("false"));
    }
    var basis = fields.requiredCode("basis", Basis.values());
    var attitude = fields.text("attitude", Consent.MAX_ATTITUDE);
    if (basis == Basis.NOT_CAPABLE) {
      fields.required("attitude", ATTITUDE, attitude);
    }
    var until = fields.requiredInstant("until");
    if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(Consent.LONGEST)))) {
      fields.refuse("until", WITHIN_A_YEAR, ANOTHER_TIME);
    }
    return good(
        fields,
        id == null || patient == null || scope == null || basis == null || until == null
            ? null
            : new ConsentDesk.Wish(
                id, patient, scope, basis, basis == Basis.CONSENT ? null : attitude, until));
  }

  static Opening.Wish opening(JsonBody body) {
    var fields = Fields.of(body);
    var id = fields.requiredUuid("id");
    var ground = fields.requiredCode("ground", Ground.values());
    var reason = fields.requiredCode("reason", WhyNotAsked.values());
    var comment = fields.text("comment", Opening.MAX_COMMENT);
    if (reason == WhyNotAsked.OTHER) {
      fields.required("comment", WHY, comment);
    }
    return good(
        fields,
        id == null || ground == null || reason == null
            ? null
            : new Opening.Wish(id, ground, reason, comment));
  }

  private static @Nullable PatientIdentifier patient(Fields fields, Instant now) {
    return SubmissionReader.patient(fields.object("patient").object("identifier"), true, now);
  }

  private static @Nullable HsaId unit(Fields fields) {
    return fields.parsed(
        "careUnit",
        UNIT,
        text ->
            Optional.of(text.toUpperCase(Locale.ROOT)).filter(HsaId::isWellFormed).map(HsaId::new));
  }

  private static <T> T good(Fields fields, @Nullable T read) {
    if (read == null || !fields.errors().isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return read;
  }
}
