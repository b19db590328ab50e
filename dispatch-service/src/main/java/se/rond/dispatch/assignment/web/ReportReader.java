package se.rond.dispatch.assignment.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.rond.access.problem.Problem;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.ResponderId;
import se.rond.contracts.intake.Fields;
import se.rond.contracts.intake.JsonBody;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assignment.AssignmentCommand;
import se.rond.dispatch.assignment.AssignmentCommand.Complete;
import se.rond.dispatch.assignment.AssignmentCommand.Delay;
import se.rond.dispatch.assignment.AssignmentCommand.Document;
import se.rond.dispatch.assignment.AssignmentCommand.Fail;
import se.rond.dispatch.assignment.AssignmentCommand.Meet;
import se.rond.dispatch.assignment.Claim.Holder;
import se.rond.dispatch.assignment.ContactMode;
import se.rond.dispatch.assignment.DeclineReason;
import se.rond.dispatch.assignment.EndingReader;
import se.rond.dispatch.assignment.FailureCause;
import se.rond.dispatch.assignment.Receiver;
import se.rond.dispatch.assignment.Sbar;
import se.rond.dispatch.assignment.web.ReportReader.Report.Departure;
import se.rond.dispatch.assignment.web.ReportReader.Report.Other;

/** Reads what responders send; every field that cannot be used is named at once. */
final class ReportReader {

  /**
   * How far ahead a responder can be expected. 24 h, chosen: more than a shift, less than a slip.
   */
  private static final Duration LONGEST_WAY = Duration.ofHours(24);

  private static final Text RESPONDER = Text.of("a responder's id", "en utförares id");

  private static final Text PERSON = Text.of("a person's HSA-id", "en persons HSA-id");

  private ReportReader() {}

  /** The statuses a responder reports. */
  private enum Status {
    EN_ROUTE,
    DELAYED,
    WITH_PATIENT,
    COMPLETED,
    FAILED
  }

  /**
   * Reads a report.
   *
   * @param now to refuse an {@code eta} more than 24 h from then
   * @throws Problem that names every field that cannot be used
   */
  static Report report(JsonBody body, Instant now) {
    var fields = Fields.of(body);
    var status = fields.requiredCode("status", Status.values());
    return good(fields, status == null ? null : report(status, fields, now));
  }

  /**
   * Reads where a visit is documented.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Document journalReference(JsonBody body) {
    var fields = Fields.of(body);
    var reference = fields.requiredText("journalReference", Document.MAX_REFERENCE);
    return good(fields, reference == null ? null : new Document(reference));
  }

  /**
   * Reads why a responder says no.
   *
   * @throws Problem that names every field that cannot be used
   */
  static DeclineReason declination(JsonBody body) {
    var fields = Fields.of(body);
    return good(fields, fields.requiredCode("reason", DeclineReason.values()));
  }

  /** Whom a member takes work over from; null for nobody. */
  record ClaimFrom(@Nullable Holder from) {}

  /**
   * Reads whom a member takes work over from.
   *
   * @throws Problem that names every field that cannot be used
   */
  static ClaimFrom claim(JsonBody body) {
    var fields = Fields.of(body);
    var from =
        fields.parsed(
            "from",
            PERSON,
            text -> HsaId.isWellFormed(text) ? Optional.of(new HsaId(text)) : Optional.empty());
    var since = from == null ? fields.instant("since") : required(fields, "since");
    return good(
        fields, new ClaimFrom(from == null || since == null ? null : new Holder(from, since)));
  }

  private static @Nullable Instant required(Fields fields, String name) {
    return fields.required(
        name,
        Text.of("since when that colleague has it", "sedan när kollegan har det"),
        fields.instant(name));
  }

  /** Who is to take over. */
  sealed interface Handover {
    record ToAmbulance(Receiver.Ambulance ambulance) implements Handover {}

    record ToResponder(ResponderId responder, Sbar sbar) implements Handover {}
  }

  /** The kinds of who can take over. */
  private enum To {
    AMBULANCE,
    RESPONDER
  }

  /**
   * Reads a hand-over.
   *
   * @throws Problem that names every field that cannot be used
   */
  static Handover handover(JsonBody body) {
    var fields = Fields.of(body);
    var to = fields.requiredCode("to", To.values());
    var sbar = sbar(fields.object("sbar"));
    return good(
        fields,
        to == null
            ? null
            : switch (to) {
              case AMBULANCE -> toAmbulance(fields, sbar);
              case RESPONDER -> toResponder(fields, sbar);
            });
  }

  private static @Nullable Handover toAmbulance(Fields fields, @Nullable Sbar sbar) {
    var unit = fields.requiredText("unit", Receiver.MAX_NAME);
    var receivedBy = fields.requiredText("receivedBy", Receiver.MAX_NAME);
    return unit == null || receivedBy == null || sbar == null
        ? null
        : new Handover.ToAmbulance(new Receiver.Ambulance(unit, receivedBy, sbar));
  }

  private static @Nullable Handover toResponder(Fields fields, @Nullable Sbar sbar) {
    var responder =
        fields.required(
            "responder",
            RESPONDER,
            fields.parsed(
                "responder",
                RESPONDER,
                text ->
                    ResponderId.isWellFormed(text)
                        ? Optional.of(new ResponderId(text))
                        : Optional.empty()));
    return responder == null || sbar == null ? null : new Handover.ToResponder(responder, sbar);
  }

  private static @Nullable Sbar sbar(Fields fields) {
    var situation = fields.requiredText("situation", Sbar.MAX_PART);
    var background = fields.requiredText("background", Sbar.MAX_PART);
    var assessment = fields.requiredText("assessment", Sbar.MAX_PART);
    var recommendation = fields.requiredText("recommendation", Sbar.MAX_PART);
    return situation == null || background == null || assessment == null || recommendation == null
        ? null
        : new Sbar(situation, background, assessment, recommendation);
  }

  /** What a responder reports. */
  sealed interface Report {
    /** It drives off; {@code eta} is null if it did not say when it will be there. */
    record Departure(@Nullable Instant eta) implements Report {}

    /** Anything else. */
    record Other(AssignmentCommand command) implements Report {}
  }

  private static @Nullable Report report(Status status, Fields fields, Instant now) {
    return switch (status) {
      case EN_ROUTE -> new Departure(expected(fields, fields.instant("eta"), now));
      case DELAYED -> {
        var eta = expected(fields, fields.requiredInstant("eta"), now);
        yield eta == null ? null : new Other(new Delay(eta));
      }
      case WITH_PATIENT -> {
        var mode = fields.requiredCode("mode", ContactMode.values());
        yield mode == null ? null : new Other(new Meet(mode));
      }
      case COMPLETED -> {
        var ending = EndingReader.read(fields);
        var reference = fields.text("journalReference", Document.MAX_REFERENCE);
        yield ending == null ? null : new Other(new Complete(ending, reference));
      }
      case FAILED -> {
        var cause = fields.requiredCode("cause", FailureCause.values());
        yield cause == null ? null : new Other(new Fail(cause));
      }
    };
  }

  /** A time of another day is a slip; nobody is to wait for it. */
  private static @Nullable Instant expected(Fields fields, @Nullable Instant eta, Instant now) {
    var latest = now.plus(LONGEST_WAY);
    if (eta == null || !eta.isAfter(latest)) {
      return eta;
    }
    fields.refuse(
        "eta",
        Text.of("a time before {0}, 24 h from now", "en tid före {0}, 24 h från nu").with(latest),
        Text.same(eta));
    return null;
  }

  private static <T> T good(Fields fields, @Nullable T read) {
    if (read == null || !fields.errors().isEmpty()) {
      throw Problem.invalid(fields.errors());
    }
    return read;
  }
}
