package se.rond.contracts.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.CarePlan;
import se.rond.contracts.care.CarePlan.SignedAs;
import se.rond.contracts.care.ContactCause;
import se.rond.contracts.care.ContextUsed;
import se.rond.contracts.care.EarlierContact;
import se.rond.contracts.care.EarlierResults;
import se.rond.contracts.care.EarlierResults.EarlierResult;
import se.rond.contracts.care.EarlierScore;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.TriageContext;
import se.rond.contracts.intake.SubmissionReader.Latest;
import se.rond.contracts.language.Text;

/**
 * Reads what a preview states as known of the patient, in the shape of the event. Whatever of it is
 * in error is named. What the nurse is told with the refusal is judged by what raises, as far as it
 * can be understood, and by nothing that lowers: a plan, or what exempts a contact, only counts
 * where all of it was right.
 */
final class ContextReader {

  private ContextReader() {}

  /**
   * Reads it as it counts for a request that was raised then.
   *
   * @param raisedAt by the device's clock; null if nothing was raised yet, which is now
   */
  static ContextUsed read(
      Fields fields, @Nullable Instant raisedAt, @Nullable Instant deviceClock, Instant now) {
    var latest = Latest.of(raisedAt, deviceClock, now);
    var told =
        new TriageContext(
            scaleOrFirst(fields),
            plan(fields.object("plan")),
            fields.bool("repeatCallerFlag"),
            score(fields.object("previousNews2"), latest),
            contact(fields.object("lastContact"), latest),
            results(fields.object("earlierResults"), latest),
            fields.bool("vitalsRequired"));
    return told.usedFor(corrected(raisedAt, deviceClock, now));
  }

  /** As dispatch does: moved by how much the device's clock is off, and never in the future. */
  private static Instant corrected(
      @Nullable Instant raisedAt, @Nullable Instant deviceClock, Instant now) {
    if (raisedAt == null) {
      return now;
    }
    var raised = deviceClock == null ? raisedAt : raisedAt.plus(Duration.between(deviceClock, now));
    return raised.isAfter(now) ? now : raised;
  }

  private static @Nullable CarePlan plan(Fields fields) {
    if (!fields.isPresent()) {
      return null;
    }
    var plan =
        new CarePlan(
            scale(fields),
            SubmissionReader.hsaId(fields, "signedBy"),
            fields.code("signedAs", SignedAs.values(), Enum::name),
            fields.instant("signedAt"),
            fields.instant("validUntil"));
    return fields.isFlawed() ? null : plan;
  }

  private static @Nullable EarlierScore score(Fields fields, Latest latest) {
    if (!fields.isPresent()) {
      return null;
    }
    var points = Wording.POINTS.of();
    var total =
        fields.required(
            "total",
            Wording.WHOLE_NUMBER.of(0, EarlierScore.MOST, points).strip(),
            fields.integer("total", 0, EarlierScore.MOST, points));
    var measuredAt = past(fields, "measuredAt", latest);
    var scale = scaleOrFirst(fields);
    return total == null ? null : new EarlierScore(total, measuredAt, scale);
  }

  private static @Nullable EarlierContact contact(Fields fields, Latest latest) {
    if (!fields.isPresent()) {
      return null;
    }
    var at = fields.required("at", Wording.TIME.of(), past(fields, "at", latest));
    var cause = fields.code("cause", ContactCause.values(), Enum::name);
    var plannedRecheck = fields.bool("plannedRecheck");
    var sameEpisode = fields.bool("sameEpisode");
    if (at == null) {
      return null;
    }
    return fields.isFlawed()
        ? new EarlierContact(at, cause, null, null)
        : new EarlierContact(at, cause, plannedRecheck, sameEpisode);
  }

  private static @Nullable EarlierResults results(Fields fields, Latest latest) {
    if (!fields.isPresent()) {
      return null;
    }
    var hb = result(fields.object("hb"), "0", "400", Text.same("g/L"), latest);
    // Nothing is a multiple of 0.
    var creatinine =
        result(fields.object("creatinine"), "0.1", "5000", Text.same("µmol/L"), latest);
    return new EarlierResults(hb, creatinine);
  }

  private static @Nullable EarlierResult result(
      Fields fields, String least, String most, Text unit, Latest latest) {
    if (!fields.isPresent()) {
      return null;
    }
    BigDecimal value =
        fields.required(
            "value",
            Wording.NUMBER.of(least, most, unit).strip(),
            fields.decimal("value", least, most, unit));
    var takenAt = past(fields, "takenAt", latest);
    return value == null ? null : new EarlierResult(value, takenAt);
  }

  private static @Nullable Instant past(Fields fields, String name, Latest latest) {
    var time = fields.instant(name);
    latest.refuseLater(fields, name, time);
    return time;
  }

  private static OxygenSaturationScale scaleOrFirst(Fields fields) {
    var scale = scale(fields);
    return scale == null ? OxygenSaturationScale.SCALE_1 : scale;
  }

  private static @Nullable OxygenSaturationScale scale(Fields fields) {
    var number = fields.integer("spo2Scale", 1, 2, Wording.SPO2_SCALE.of());
    return number == null ? null : OxygenSaturationScale.of(number);
  }
}
